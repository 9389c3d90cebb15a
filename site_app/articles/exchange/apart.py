"""How is a stranger's file looked into without harm, whatever it does to its reader?"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings

from site_app.message import Message, as_data

PATIENCE = 5.0
"""Seconds for one file, by the clock on the wall."""
DEATHS = 3
"""After so many the rest of a zip is not looked at."""
_LONGEST_LINE = 1024**2


def unpack(source: Path, name: str, folder: Path, end: float) -> Iterator[dict[str, Any]]:
    """What `documents.unpacking` tells of the file, a line for each; what it dies of is refused in its turn. Not later than
    `end`, by the monotonic clock."""
    first = 0
    for _life in range(DEATHS):
        at, begun = name, 0
        for line in _lines(source, name, folder, first, end):
            if "at" in line:
                at, begun = line["at"], begun + 1
            elif "done" in line:
                return
            else:
                yield line
        first += max(begun, 1)
        yield {"refused": at, "why": as_data(Message("读它要用太多时间或者内存；文件可能是坏的，也可能太复杂"))}
    yield {"refused": name, "why": as_data(Message("里面有太多读不了的文件，后面的没有再读"))}


def _lines(source: Path, name: str, folder: Path, first: int, end: float) -> Iterator[dict[str, Any]]:
    """Until the process ends; it is killed when it does not."""
    command = [sys.executable, "-m", "site_app.documents.unpacking", str(source), name, str(folder), str(first)]
    process = subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        env={"PATH": os.defpath, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        bufsize=0,
    )
    try:
        yield from map(json.loads, _read(process, end))
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _read(process: "subprocess.Popen[bytes]", end: float) -> Iterator[bytes]:
    assert process.stdout
    held = bytearray()
    deadline = min(end, time.monotonic() + PATIENCE)
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while selector.select(max(0.0, deadline - time.monotonic())):
            some = os.read(process.stdout.fileno(), 64 * 1024)
            if not some or len(held) > _LONGEST_LINE:
                return
            held += some
            *lines, rest = held.split(b"\n")
            held = bytearray(rest)
            if lines:
                deadline = min(end, time.monotonic() + PATIENCE)
            yield from map(bytes, lines)
