"""Which finished pages lie on disk, for all server processes and their next start?

A folder for each build of the site, in it one for each moment of its content, in it one file for each page. What belongs to
another moment is of no use and is cleared away by whoever puts the first page into a new folder.
"""

import os
import shutil
import threading
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from site_app.front.page import Page


class Shelf:
    def __init__(self, folder: Path, build: str, most: int) -> None:
        self._folder, self._build, self._most = folder, build, most
        """`most`: bytes that this process puts there for one moment; a disk is not filled by whoever asks."""
        self._stamp = ""
        self._written = 0

    def get(self, key: str, stamp: str) -> Page | None:
        try:
            return Page.from_bytes(self._path(key, stamp).read_bytes())
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, stamp: str, page: Page) -> None:
        """Does nothing when the disk is full or may not be written to: pages are made again."""
        if stamp != self._stamp:
            self._stamp, self._written = stamp, 0
            self._clear_away()
        stored = page.as_bytes()
        self._written += len(stored)
        if self._written > self._most:
            return
        path = self._path(key, stamp)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished.write_bytes(stored)
            unfinished.replace(path)
        except OSError:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)

    def _path(self, key: str, stamp: str) -> Path:
        name = sha256(key.encode("utf-8", "surrogateescape")).hexdigest()
        return self._folder / self._build / stamp / name[:2] / name[2:]

    def _clear_away(self) -> None:
        """In a thread: somebody waits for the page."""
        threading.Thread(target=self._remove_others, daemon=True, name="front-shelf").start()

    def _remove_others(self) -> None:
        for folder in (self._folder, self._folder / self._build):
            with suppress(OSError):
                for other in folder.iterdir():
                    if other.name not in (self._build, self._stamp):
                        shutil.rmtree(other, ignore_errors=True)
