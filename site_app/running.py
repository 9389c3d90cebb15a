"""Is this site running now, and is its worker alive?

Every process that serves the site shares the lock of one file in DATA_DIR until it ends, however it ends; whoever has to be
alone with the data asks for the lock alone. The worker tells every half minute that it lives.
"""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.conf import settings

BEAT = 30
"""Seconds between two signs of life of the worker."""

_held: list[IO[bytes]] = []


class SiteIsRunning(Exception):
    """A process of this site uses the data."""


def share() -> None:
    """Called once by every process that serves the site; waits while somebody is alone with the data."""
    file = _file("running.lock").open("ab")
    fcntl.flock(file, fcntl.LOCK_SH)
    _held.append(file)


@contextmanager
def shared() -> Iterator[None]:
    """The same for a while."""
    with _file("running.lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextmanager
def alone() -> Iterator[None]:
    """Nobody serves the site meanwhile. Raises SiteIsRunning when somebody does."""
    with _file("running.lock").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SiteIsRunning from error
        yield


def keep_beating() -> None:
    """Give signs of life from now on, until this process ends."""
    threading.Thread(target=_beat, daemon=True).start()


def last_beat() -> float | None:
    """Seconds since the worker last told that it lives; None when it never did."""
    try:
        return time.time() - _file("worker.alive").stat().st_mtime
    except OSError:
        return None


def _beat() -> None:
    while True:
        with suppress(OSError):
            _file("worker.alive").touch()
            os.utime(_file("worker.alive"))
        time.sleep(BEAT)


def _file(name: str) -> Path:
    return Path(settings.DATA_DIR) / name
