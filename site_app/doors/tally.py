"""How many times was this counted, by all server processes of one machine? Microseconds, where a cache in files takes milliseconds.

A file of fixed size, mapped into memory: each key has one place, found by its digest, and whatever stood there before goes. What is
counted is short-lived and rough by nature; nobody is named in it.
"""

import fcntl
import mmap
import os
import struct
from hashlib import blake2b
from pathlib import Path
from threading import Lock

_SLOT = struct.Struct("<QQ")  # whose place it is, and how many
_SLOTS = 1 << 16


class Tally:
    """Counts in the file at `path`, which is made if it is missing."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        os.ftruncate(self._file, _SLOT.size * _SLOTS)
        self._map = mmap.mmap(self._file, _SLOT.size * _SLOTS)
        self._lock = Lock()  # between threads; the file's own is between processes

    def count(self, key: str) -> int:
        """How often, this time included."""
        digest = int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little") or 1
        place = digest % _SLOTS * _SLOT.size
        with self._lock:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                whose, count = _SLOT.unpack_from(self._map, place)
                count = count + 1 if whose == digest else 1
                _SLOT.pack_into(self._map, place, digest, count)
                return count
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._map[:] = bytes(len(self._map))
