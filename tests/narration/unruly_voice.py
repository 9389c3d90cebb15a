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
        print(json.dumps({"error": "the model is not there", "missing": True}), flush=True)
        return
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        if starts == 0 or how.endswith("always"):
            misbehave(how.removesuffix("-always"))
        samples = b"\1\0" * len(json.loads(line)["utterance"])
        print(json.dumps({"bytes": len(samples), "rate": 24000, "marks": [[0, 1]]}), flush=True)
        sys.stdout.buffer.write(samples)
        sys.stdout.flush()


def misbehave(how: str) -> None:
    if how == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    elif how == "hang":
        time.sleep(600)
    elif how == "babble":
        print("Warning: this is no answer", flush=True)
    elif how == "break off":
        print(json.dumps({"bytes": 1000, "rate": 24000, "marks": []}), flush=True)
        sys.exit()
    elif how == "refuse":
        print(json.dumps({"error": "cannot say this", "missing": False}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
