"""How do several server processes of one machine count together without a server for it?"""

import fcntl
import pickle
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.filebased import FileBasedCache


class CountingFileCache(FileBasedCache):
    """Django's cache in files, in which no count is lost, and counting keeps the time at which a count ends."""

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> bool:
        with self._alone():
            return super().add(key, value, *args, **kwargs)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Raises ValueError where there is no count."""
        with self._alone():
            try:
                with self._file(key, version).open("rb") as file:
                    ends = pickle.load(file)  # what stands first in each file
            except (FileNotFoundError, EOFError) as error:
                raise ValueError(key) from error
            count: int = self.get(key, 0, version) + delta
            self.set(key, count, max(1, ends - time.time()) if ends else None, version)
            return count

    def _file(self, key: Any, version: int | None) -> Path:
        return Path(super()._key_to_file(key, version))  # type: ignore[misc]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        folder = self._file("", None).parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
