"""May somebody ask for something laborious again already?"""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Lock

from site_app.doors.limits import Limit


class TooFast(Exception):
    """Not yet; `wait` says in how many seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__(wait)
        self.wait = wait


class Pace:
    """Lets each person do one thing at a time in each server process, and so many within a minute in all of them."""

    def __init__(self, most: int, name: str = "pace") -> None:
        self._limit = Limit(name, most)
        self._busy: set[Hashable] = set()
        self._lock = Lock()

    @contextmanager
    def turn(self, person: Hashable) -> Iterator[None]:
        """Raises TooFast."""
        with self._lock:
            if person in self._busy:
                raise TooFast(0.2)
            self._busy.add(person)
        try:
            if wait := self._limit.wait(repr(person)):
                raise TooFast(wait)
            yield
        finally:
            with self._lock:
                self._busy.discard(person)
