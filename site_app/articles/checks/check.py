"""What is a check, and what does it find?"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar

from site_app.articles.models import Edition


class Level(Enum):
    """How much a finding weighs."""

    BLOCKS = "blocks"
    """The edition cannot go on: the law or readers' safety demands it."""
    WARNS = "warns"
    """Somebody should look at it, and may go on."""
    NOTES = "notes"
    """Worth knowing."""


class Moment(Enum):
    """What is about to be done."""

    SUBMIT = "submit"
    """No reviewer yet."""
    PUBLISH = "publish"
    PUBLISH_UNREVIEWED = "publish_unreviewed"
    """With a reason: only the `basic` checks block."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to mend it. Lines and columns count from 1; 0 when only the field is known."""

    field: str
    """Of the article's form, or ``sources``."""
    line: int = 0
    column: int = 0
    excerpt: str = ""

    @property
    def anchor(self) -> str:
        """The id of the element on the article's form."""
        return "sources-heading" if self.field == "sources" else f"id_{self.field}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence for the editor, a `Message`, and the places that it speaks of."""

    message: str
    places: tuple[Place, ...] = ()

    def __str__(self) -> str:
        return self.message


class Check(ABC):
    """One thing that must, or should, hold of an edition. Checks keep nothing: one instance serves all."""

    title: ClassVar[Any]
    level: ClassVar[Level] = Level.BLOCKS
    moments: ClassVar[tuple[Moment, ...]] = tuple(Moment)
    is_about_readings: ClassVar[bool] = False
    """Whether the readings desk is where it is decided."""
    basic: ClassVar[bool] = False
    """Whether it blocks what is published without a review, too."""

    @abstractmethod
    def findings(self, edition: Edition) -> Iterator[Finding]:
        """What does not hold; nothing when all is well."""

    def level_at(self, moment: Moment) -> Level:
        if self.level is Level.BLOCKS and moment is Moment.PUBLISH_UNREVIEWED and not self.basic:
            return Level.WARNS
        return self.level
