"""What does one check say?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    about: str
    said: str
    level: str
    """``ok``, ``care`` (can wait) or ``bad`` (has to be mended)."""
    mend: str = ""
    """What to do."""

    @property
    def is_bad(self) -> bool:
        return self.level == "bad"


Check = Callable[[], Iterator[Finding]]


def first_line(error: Exception) -> str:
    """What it says, short enough for a finding."""
    return (str(error).strip().splitlines() or [repr(error)])[0][:300]


def ok(about: str, said: str) -> Finding:
    return Finding(about, said, "ok")


def care(about: str, said: str, mend: str = "") -> Finding:
    return Finding(about, said, "care", mend)


def bad(about: str, said: str, mend: str = "") -> Finding:
    return Finding(about, said, "bad", mend)
