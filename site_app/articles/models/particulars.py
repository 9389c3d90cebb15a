"""What does an editor say about the words: for whom, how hard, by whom, after which sources?"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_app.articles.models.person import Person


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as it is typed; `Source` is one that is stored."""

    key: str
    """Footnote markers name it: ``[^who2023]``."""
    title: str = ""
    publisher: str = ""
    year: int | None = None
    address: str = ""
    retrieved_on: date | None = None


@dataclass(frozen=True, slots=True)
class Particulars:
    """Carried over to the next draft."""

    readers: str = ""
    level: int | None = None
    """HSK level, 1 to 9."""
    written_by: "Person | None" = None
    references: tuple[Reference, ...] = ()
