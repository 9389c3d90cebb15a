"""Which page would readers see of what somebody is typing?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from site_app.articles.admin.source_forms import sources_of
from site_app.articles.citations import in_order_of_citation
from site_app.articles.drafting import current_edition
from site_app.articles.lexicon import lexicon
from site_app.articles.models import Article, Edition, Person, Reference, Rendering, Source
from site_app.narration.player import ReadAloud
from site_app.pages.article_page import EMERGENCY_BOX, AroundTheText, contents_of, context
from site_app.rendering.render import render_line
from site_app.rendering.top_level import TopLevelBlock, top_level_blocks

WITHOUT_SLUG = "xin-wen-zhang"
"""Stands in links of an article that has no address yet."""


@dataclass(frozen=True, slots=True)
class UnsavedPage:
    """The page in one view, and apart from it the blocks of its body."""

    context: dict[str, Any]
    """For ``pages/article.html``; its body is empty."""
    blocks: list[TopLevelBlock]


def unsaved_page(article: Article | None, typed: Mapping[str, Any], view: str) -> UnsavedPage:
    """What the form `typed` says of the article, or of a new one: nothing of it is stored. What is not in the form, or
    wrong in it, is as the article's newest edition has it."""
    stored = current_edition(article) if article else None
    article = article or Article(slug=WITHOUT_SLUG)
    edition = _edition(article, stored, typed)
    words, site_lexicon = edition.words, lexicon()
    blocks = top_level_blocks(words.markdown, view, site_lexicon)
    title, summary = (getattr(render_line(line, site_lexicon), view) for line in (words.title, words.summary))
    rendering = Rendering(edition=edition, view=view, title=title, summary=summary)
    beside = AroundTheText(
        sources=_sources(words.markdown, _references(stored, typed)),
        tags=list(article.tags.all()) if article.pk else [],
        changes=_changes(article, edition),
        read_aloud=ReadAloud((), None),
        cited=sum(block.html.count('id="cite-') for block in blocks),
        has_emergency_box=any(EMERGENCY_BOX in block.html for block in blocks),
        contents=contents_of("".join(block.html for block in blocks)),
        siblings=list(article.series.articles.published().with_live_edition()) if article.series else [],
    )
    return UnsavedPage(context(rendering, beside), blocks)


def _edition(article: Article, stored: Edition | None, typed: Mapping[str, Any]) -> Edition:
    """As it would be if it were published today."""
    edition = Edition(
        article=article,
        title=typed.get("title", ""),
        summary=typed.get("summary", ""),
        markdown=typed.get("markdown", ""),
        readers=typed.get("readers", stored.readers if stored else ""),
        level=_level(typed.get("level", stored.level if stored else "")),
        written_by=_person(typed["written_by"]) if "written_by" in typed else stored.written_by if stored else None,
        change_note=typed.get("change_note", ""),
        is_minor=bool(typed.get("is_minor")),
        # Not the moment: then nothing of the page would stay the same for a second.
        published_at=timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0),
    )
    live = article.live_edition if article.pk else None
    if edition.is_minor and live:
        edition.reviewed_by, edition.reviewed_on, edition.review_due = (
            live.reviewed_by,
            live.reviewed_on,
            live.review_due,
        )
    return edition


def _level(typed: object) -> int | None:
    text = str(typed)
    return int(text) if text in map(str, range(1, 10)) else None


def _person(typed: object) -> Person | None:
    text = str(typed)
    return Person.objects.filter(pk=text).first() if text.isdecimal() and len(text) < 10 else None


def _references(stored: Edition | None, typed: Mapping[str, Any]) -> tuple[Reference, ...]:
    known = stored.particulars.references if stored else ()
    forms = sources_of(typed, known)
    return forms.references if forms.is_bound and forms.is_valid() else known


def _sources(markdown: str, references: tuple[Reference, ...]) -> list[Source]:
    return [
        Source(position=number, **{name: getattr(reference, name) for name in Reference.__slots__})
        for number, reference in in_order_of_citation(markdown, references)
    ]


def _changes(article: Article, edition: Edition) -> list[Edition]:
    told = list(Edition.objects.told_to_readers(article)) if article.pk else []
    return (
        told if article.first_published_at is None or edition.is_minor or not edition.change_note else [edition, *told]
    )
