"""A voice's process that misbehaves as it is told: ``python -m tests.narration.unruly_voice HOW FOLDER``.

It speaks only from its second start on, except when it is told to be good, so that a test sees whether there is one.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path


def main(how: str, folder: str) -> None:
    starts = len(list(Path(folder).iterdir()))
    (Path(folder) / f"start-{starts}").touch()
    if how == "missing":
        answer(json.dumps({"error": "the model is not there", "missing": True}))
        return
    answer(json.dumps({"ready": True}))
    for line in sys.stdin:
        if starts == 0 or how.endswith("always"):
            misbehave(how.removesuffix("-always"))
        samples = b"\1\0" * len(json.loads(line)["utterance"])
        answer(json.dumps({"bytes": len(samples), "rate": 24000, "marks": [[0, 1]]}))
        sys.stdout.buffer.write(samples)
        sys.stdout.flush()


def answer(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def misbehave(how: str) -> None:
    if how == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    elif how == "hang":
        time.sleep(600)
    elif how == "babble":
        answer("Warning: this is no answer")
    elif how == "break off":
        answer(json.dumps({"bytes": 1000, "rate": 24000, "marks": []}))
        sys.exit()
    elif how == "refuse":
        answer(json.dumps({"error": "cannot say this", "missing": False}))


if __name__ == "__main__":
    main(*sys.argv[1:])
