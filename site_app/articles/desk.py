"""What needs doing, for this person? The admin's first page and the daily message show it, section by section.

A room has its say by `register(Section(…))` while the site starts; rooms above this one, too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from site_app.articles.models import Edition

MOST = 10
"""Lines of a section; whoever has more to do goes on to the list."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do."""

    title: str
    address: str
    """Leads straight to the place where it is done."""
    remark: str = ""


def _in_the_list_of_articles(section: "Section") -> str:
    return f"{reverse('admin:articles_article_changelist')}?waiting={section.name}"


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing to do."""

    name: str
    """Stands in addresses: ``to_review``."""
    title: Any
    nothing: Any
    """Said when there is nothing to do."""
    waiting: Callable[[Any], "QuerySet[Edition] | None"]
    """The editions that wait for this person, most urgent first; None when it is none of their business."""
    line: Callable[[Any], Line]
    everything: Callable[["Section"], str] = _in_the_list_of_articles
    """The address of the whole list."""
    asks: bool = True
    """Whether somebody has to act, or it is only good to know."""


@dataclass(frozen=True, slots=True)
class Heap:
    """What a section has for one person."""

    section: Section
    count: int
    lines: list[Line]
    """The first `MOST`."""

    @property
    def everything(self) -> str:
        return self.section.everything(self.section)


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    """Sections are shown in the order in which they were registered."""
    _sections[section.name] = section


def sections() -> list[Section]:
    return list(_sections.values())


def heaps(person: Any) -> list[Heap]:
    """The sections that concern this person, the empty ones too; at most two queries for each."""
    return [
        _heap(section, waiting) for section in sections() if (waiting := section.waiting(person)) is not None
    ]  # fmt: skip


def _heap(section: Section, waiting: "QuerySet[Edition]") -> Heap:
    found = list(waiting[: MOST + 1])
    count = len(found) if len(found) <= MOST else waiting.count()
    return Heap(section, count, [section.line(edition) for edition in found[:MOST]])
