"""May somebody ask for something laborious again already?"""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic


class TooFast(Exception):
    """Not yet; `wait` says in how many seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__(wait)
        self.wait = wait


@dataclass(slots=True)
class _Asked:
    is_busy: bool = False
    at: deque[float] = field(default_factory=deque)


class Pace:
    """Lets each person do one thing at a time, and so many within a minute; each server process counts for itself."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._asked: dict[Hashable, _Asked] = defaultdict(_Asked)
        self._lock = Lock()

    @contextmanager
    def turn(self, person: Hashable) -> Iterator[None]:
        """Raises TooFast."""
        with self._lock:
            asked, now = self._asked[person], monotonic()
            while asked.at and now - asked.at[0] >= 60:
                asked.at.popleft()
            if asked.is_busy:
                raise TooFast(0.2)
            if len(asked.at) >= self.most:
                raise TooFast(60 - (now - asked.at[0]))
            asked.at.append(now)
            asked.is_busy = True
        try:
            yield
        finally:
            with self._lock:
                asked.is_busy = False
