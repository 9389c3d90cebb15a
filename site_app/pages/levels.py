"""Which articles are written in words that a reader of some HSK level knows?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from site_app.articles.models import Article
from site_app.finding.models import Findable
from site_app.pages import lengths

HIGHEST = 7
"""The levels 7 to 9 are one."""
MOST_SHOWN = 60
"""Articles of one list; the search knows the others."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A level that can be chosen, and how many articles are no harder."""

    level: int
    count: int

    @property
    def name(self) -> str:
        return name(self.level)


def name(level: int) -> str:
    return "7—9" if level >= HIGHEST else str(level)


def choices() -> list[Choice]:
    """The levels from the lowest that holds an article on, none where all hold the same. One query."""
    counted = Findable.objects.live().filter(level__isnull=False).values_list("level").annotate(Count("pk"))
    held: dict[int, int] = dict(counted.order_by("level"))
    found: list[Choice] = []
    total = 0
    for level, count in held.items():
        total += count
        found.append(Choice(level, total))
    return found


def asked(text: str) -> int | None:
    """The level that an address names, or none."""
    return int(text) if text in tuple("1234567") else None


def articles_up_to(level: int) -> tuple[Sequence[Article], bool]:
    """(the articles whose words are of the level or below, easiest first, and newest first among these; whether there are more)"""
    fit = Article.objects.published().with_live_edition().filter(findable__level__lte=level)
    found = fit.order_by("findable__level", "-first_published_at", "-pk")[: MOST_SHOWN + 1]
    return lengths.with_lengths(found[:MOST_SHOWN]), len(found) > MOST_SHOWN
