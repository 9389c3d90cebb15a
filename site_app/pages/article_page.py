"""What does the page of an article show?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from site_app.articles.models import Article, Edition, Rendering, Source, Tag
from site_app.finding.related import related
from site_app.narration.player import ReadAloud, read_aloud
from site_app.pages import lengths
from site_app.pages.addresses import article_address

FEWEST_HEADINGS = 3
"""How many headings make a table of contents."""


@dataclass(frozen=True, slots=True)
class AroundTheText:
    """What stands on the page beside the words themselves."""

    sources: Sequence[Source]
    tags: Sequence[Tag]
    changes: Sequence[Edition]
    """Those that readers are told of, newest first."""
    read_aloud: ReadAloud
    cited: int
    """How many sources the text points to."""
    contents: Sequence[tuple[int, str, str]] = ()
    """The headings, where there are enough to choose from: level, id, safe HTML."""
    minutes: int | None = None
    """How long it takes to read, where that is known."""
    related: Sequence[Article] = ()
    """Articles that say something alike."""


def around(rendering: Rendering) -> AroundTheText:
    """What is stored beside a stored rendering."""
    edition = rendering.edition
    return AroundTheText(
        sources=list(edition.sources.all()),
        tags=list(edition.article.tags.all()),
        changes=list(Edition.objects.told_to_readers(edition.article)),
        read_aloud=read_aloud(edition),
        cited=rendering.body.count('id="cite-'),
        contents=contents_of(rendering.body),
        minutes=lengths.minutes_of(edition.article),
        related=lengths.with_lengths(related(edition.article)),
    )


def contents_of(body: str) -> list[tuple[int, str, str]]:
    """The headings of a view, or none where there are too few of them to choose from."""
    from site_app.rendering import contents

    found = contents(body)
    return found if len(found) >= FEWEST_HEADINGS else []


def context(rendering: Rendering, beside: AroundTheText) -> dict[str, Any]:
    """For the template ``pages/article.html``; neither the rendering nor its edition need be stored."""
    found = rendering.edition.article
    siblings = list(found.series.articles.published().with_live_edition()) if found.series else []
    place = siblings.index(found) + 1 if found in siblings else 0
    return {
        "article": found,
        "edition": rendering.edition,
        "rendering": rendering,
        "read_aloud": beside.read_aloud,
        "views": [(choice, label, article_address(found.slug, choice)) for choice, label in Rendering.View.choices],
        "place": place,
        "count": len(siblings),
        "previous": siblings[place - 2] if place > 1 else None,
        "next": siblings[place] if 0 < place < len(siblings) else None,
        "sources": beside.sources,
        "tags": beside.tags,
        "cited": beside.cited,
        "changes": beside.changes,
        "contents": beside.contents,
        "minutes": beside.minutes,
        "related": beside.related,
        "today": timezone.localdate(),
    }
