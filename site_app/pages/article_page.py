"""What does the page of an article show?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from site_app import languages
from site_app.articles.models import Article, Edition, Rendering, Source, Tag
from site_app.articles.stored_views import TEXTS
from site_app.glossary.models import Mention, TermPage
from site_app.narration.player import ReadAloud, read_aloud
from site_app.pages import lengths, social_picture, structured_data
from site_app.pages.addresses import article_address
from site_app.pages.beside import beside
from site_app.words import sheet as word_sheet

FEWEST_HEADINGS = 3
"""How many headings make a table of contents."""
EMERGENCY_BOX = 'class="callout callout-emergency"'
"""How a stored view shows that its text has such a box."""


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
    has_emergency_box: bool
    """Whether the text itself says what to do in an emergency."""
    contents: Sequence[tuple[int, str, str]] = ()
    """The headings, where there are enough to choose from: level, id, safe HTML."""
    minutes: int | None = None
    """How long it takes to read, where that is known."""
    title_tones: tuple[str, str] = ("", "")
    """Which syllables of title and summary speech gives another tone, where they stand in pinyin alone."""
    level: int | None = None
    """The HSK level of its words, where that is known."""
    related: Sequence[Article] = ()
    """Articles that say something alike."""
    siblings: Sequence[Article] = ()
    """The articles of its series, itself among them."""
    terms: Sequence[tuple[TermPage, str]] = ()
    """The words of the text that are explained, each with where it stands in the view."""
    words: str = ""
    """Where the sheet of all its words is; empty for a text that is not stored."""


def around(rendering: Rendering) -> AroundTheText:
    """What is stored beside a stored rendering. Five queries, whatever there is."""
    edition = rendering.edition
    others = beside(rendering)
    related = lengths.with_lengths_known(others.related, edition)
    return AroundTheText(
        sources=list(edition.sources.all()),
        tags=list(edition.article.tags.all()),
        changes=others.changes,
        read_aloud=read_aloud(edition),
        cited=rendering.body.count('id="cite-'),
        has_emergency_box=EMERGENCY_BOX in rendering.body,
        contents=contents_of(rendering.body),
        minutes=lengths.minutes_known(edition.article),
        title_tones=_title_tones(rendering),
        level=lengths.level_known(edition.article),
        related=related,
        siblings=others.siblings,
        terms=terms_in(rendering),
        words=_sheet_of(rendering),
    )


def _title_tones(rendering: Rendering) -> tuple[str, str]:
    """For the view that shows pinyin alone; the ruby view says it of each syllable."""
    from site_app.rendering.respelled_pages import title_tones

    if rendering.view != Rendering.View.PINYIN:
        return "", ""
    ruby = _ruby_texts(rendering)
    if not ruby:
        return "", ""
    return title_tones(ruby["title"], rendering.title), title_tones(ruby["summary"], rendering.summary)


def with_what_a_page_needs(renderings: QuerySet[Rendering]) -> QuerySet[Rendering]:
    """The same with what the index knows of the article and the ruby view's texts, in the same query."""
    ruby = Rendering.objects.filter(edition=OuterRef("edition"), view="ruby")
    texts = {f"ruby_{name}": Subquery(ruby.values(name)) for name in TEXTS}
    found = renderings.select_related("edition__article__findable").annotate(**texts)
    return found.defer("edition__article__findable__document")


def _ruby_texts(rendering: Rendering) -> dict[str, str]:
    """Of the same edition, by name; no query where they came along. Empty where there are none."""
    known = vars(rendering)
    if "ruby_body" in known:
        texts = {name: known[f"ruby_{name}"] for name in TEXTS}
        return texts if texts["body"] is not None else {}
    return Rendering.objects.filter(edition=rendering.edition, view="ruby").values(*TEXTS).first() or {}


def _sheet_of(rendering: Rendering) -> str:
    """Where the sheet of all its words is."""
    return word_sheet.address_of(rendering.edition_id, _ruby_texts(rendering))


def in_its_script(rendering: Rendering) -> Rendering:
    """The same in traditional characters on a page that has them, where they are stored."""
    if languages.spoken() is languages.TRADITIONAL and rendering.body_hant:
        for name in TEXTS:
            setattr(rendering, name, getattr(rendering, f"{name}_hant"))
        rendering.script = languages.TRADITIONAL.tag
    return rendering


def terms_in(rendering: Rendering) -> list[tuple[TermPage, str]]:
    """One query."""
    mentions = Mention.objects.for_readers().filter(edition=rendering.edition)
    return [(mention.term, mention.at(rendering.view)) for mention in mentions]


def contents_of(body: str) -> list[tuple[int, str, str]]:
    """The headings of a view, or none where there are too few of them to choose from."""
    from site_app.rendering.table_of_contents import contents

    found = contents(body)
    return found if len(found) >= FEWEST_HEADINGS else []


def context(rendering: Rendering, around: AroundTheText) -> dict[str, Any]:
    """For the template ``pages/article.html``; neither the rendering nor its edition need be stored."""
    found = rendering.edition.article
    siblings = list(around.siblings)
    place = siblings.index(found) + 1 if found in siblings else 0
    return {
        "article": found,
        "edition": rendering.edition,
        "rendering": rendering,
        "read_aloud": around.read_aloud,
        "views": [(choice, label, article_address(found.slug, choice)) for choice, label in Rendering.View.choices],
        "place": place,
        "count": len(siblings),
        "previous": siblings[place - 2] if place > 1 else None,
        "next": siblings[place] if 0 < place < len(siblings) else None,
        "sources": around.sources,
        "tags": around.tags,
        "cited": around.cited,
        "has_emergency_box": around.has_emergency_box,
        "changes": around.changes,
        "contents": around.contents,
        "minutes": around.minutes,
        "level": around.level,
        "title_tones": around.title_tones,
        "related": around.related,
        "terms": around.terms,
        "words": around.words,
        "today": timezone.localdate(),
    }


def for_machines(rendering: Rendering, around: AroundTheText, site: str) -> dict[str, Any]:
    """What the page of a stored rendering says to search engines and those who share a link; `site` is the site's address."""
    edition, slug = rendering.edition, rendering.edition.article.slug
    has_picture = not edition.withdrawal and social_picture.font() is not None
    picture = site + reverse("pages:picture", args=[slug]) if has_picture else ""
    tags = [tag.name for tag in around.tags]
    return {
        "site": site,
        "hanzi_address": article_address(slug),
        "pinyin_address": article_address(slug, "pinyin"),
        "picture": picture,
        "structured_data": structured_data.of_article(edition, rendering.view, site, around.sources, picture, tags),
    }
