"""How is an engine kept in a process of its own, so that its crash or hang costs one more try and nothing else?"""

import json
import logging
import os
import selectors
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any

from site_app.message import from_data
from site_app.narration.engines import Clip, EngineFailed, EngineMissing
from site_app.narration.utterance import Utterance

STARTING = 180.0
"""Seconds an engine may take before it is ready; the first time it puts its model together."""
SPEAKING = 300.0
SPEAKING_EACH = 10.0
"""Seconds an engine may take for an utterance, and in addition for each of its syllables: a hundred times what it needs,
since it gets only what the pages leave of the machine. An engine limits its work by itself."""
TRIES = 2
LONGEST_ANSWER = 200 * 1024**2
"""Bytes of one clip, more than an hour of speech: a process that announces more is confused."""

logger = logging.getLogger(__name__)


class ProcessEngine:
    """An `Engine` that runs ``python -m module arguments…`` and talks with it as the Kokoro worker does.

    The process is started when it is first needed, and again after it was lost.
    """

    def __init__(self, version: str, module: str, *arguments: str) -> None:
        self.version = version
        self._command = [sys.executable, "-m", module, *arguments]
        self._process: subprocess.Popen[bytes] | None = None

    def say(self, utterance: Utterance, *, voice: str, speed: float) -> Clip:
        request = json.dumps({"utterance": utterance, "voice": voice, "speed": speed}).encode() + b"\n"
        syllables = sum(len(part) for part in utterance if not isinstance(part, str))
        failure = ""
        for _ in range(TRIES):
            try:
                return self._asked(request, SPEAKING + SPEAKING_EACH * syllables)
            except _ProcessLost as lost:
                failure = str(lost)
                logger.warning("the voice's process was lost and is started anew: %s", failure)
                self.close()
        raise EngineFailed(failure)

    def close(self) -> None:
        process, self._process = self._process, None
        if process:
            process.kill()
            process.communicate()

    def _asked(self, request: bytes, seconds: float) -> Clip:
        process = self._started()
        assert process.stdin
        deadline = time.monotonic() + seconds
        try:
            process.stdin.write(request)
            process.stdin.flush()
        except OSError as error:
            raise _ProcessLost(_how_it_ended(process)) from error
        header = _header(process, deadline)
        if "bytes" not in header:
            raise EngineFailed(from_data(header["error"]))
        if header["bytes"] > LONGEST_ANSWER:
            raise EngineFailed(f"a clip of {header['bytes']} bytes")
        samples = _read(process, header["bytes"], deadline)
        return Clip(samples, header["rate"], tuple((start, end) for start, end in header["marks"]))

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0, bufsize=0
            )
            _header(self._process, time.monotonic() + STARTING)
        return self._process


class _ProcessLost(Exception):
    """The process ended, hangs or talks nonsense."""


def _header(process: subprocess.Popen[bytes], deadline: float) -> dict[str, Any]:
    line = bytearray()
    while not line.endswith(b"\n"):
        line += _read(process, 1, deadline)
    try:
        header = json.loads(line)
    except ValueError as error:
        raise _ProcessLost("it answered with something that is no answer") from error
    if header.get("missing"):
        raise EngineMissing(from_data(header["error"]))
    return dict(header)


def _read(process: subprocess.Popen[bytes], size: int, deadline: float) -> bytes:
    assert process.stdout
    received = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while len(received) < size:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise _ProcessLost("it took too long")
            some = os.read(process.stdout.fileno(), size - len(received))
            if not some:
                raise _ProcessLost(_how_it_ended(process))
            received += some
    return bytes(received)


def _how_it_ended(process: subprocess.Popen[bytes]) -> str:
    with suppress(subprocess.TimeoutExpired):
        status = process.wait(timeout=5)
        return f"it ended by signal {-status}" if status < 0 else f"it ended with status {status}"
    return "it closed its output"
