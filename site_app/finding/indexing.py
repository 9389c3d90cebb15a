"""How does an article become findable, and stop being so? Each function is one transaction."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from django.db import transaction
from django.db.models import Prefetch

from site_app.articles.lexicon import lexicon
from site_app.articles.models import Edition, LexiconEntry, Rendering
from site_app.finding import alphabet, postings, terms
from site_app.finding.document import Document, Passage, dumped, loaded, passages, plain_passage, words_of
from site_app.finding.keys import FORMAT, keys
from site_app.finding.models import Findable, Posting, Shelf, Term

_AT_ONCE = 500
"""Keys of one query: databases bound how many values a query may have."""

Changes = dict[int, dict[str, dict[int, float]]]
"""shelf → key → place → weight; 0 takes the article away from the key."""


@transaction.atomic
def index(editions: Sequence[Edition]) -> list[Findable]:
    """Make these editions what their articles are found by, whatever was before; those that are not live are left out.

    Returns those that changed. Everybody who writes to the index waits here for the others.
    """
    from site_app.rendering.levels import level_of_view
    from site_app.rendering.render import render_line

    _hold()
    glosses = dict(LexiconEntry.objects.exclude(explanation="").values_list("word", "gloss"))
    readings = lexicon()
    views = Prefetch("renderings", Rendering.objects.filter(view=Rendering.View.RUBY))
    live = Edition.objects.live().filter(pk__in=[edition.pk for edition in editions])
    live = live.defer("markdown").select_related("article__series").prefetch_related(views, "article__tags")
    named = cache(lambda name: passages(render_line(name, readings).ruby)[0])
    kept = {findable.article_id: findable for findable in _with_articles(live)}
    changes: Changes = defaultdict(lambda: defaultdict(dict))
    changed: list[Findable] = []
    for edition in live.order_by("pk"):
        document, letters = _document(edition, glosses, named)
        stored, level = dumped(document), level_of_view(edition.rendering("ruby").body)
        digest = hashlib.sha256(f"{FORMAT}\0{edition.pk}\0{level}\0{stored}".encode()).hexdigest()[:32]
        findable = kept.get(edition.article_id) or Findable(article_id=edition.article_id)
        if findable.digest == digest:
            continue
        former = keys(loaded(findable.document)) if findable.pk else {}
        findable.edition, findable.format, findable.digest, findable.document = edition, FORMAT, digest, stored
        findable.level = level
        findable.sort_key, findable.letter = letters[: alphabet.LONGEST], alphabet.letter(letters)
        findable.characters = sum(
            len(word.readings) or word.text[0].isalnum() for passage in document.text for word in passage.words
        )
        findable.save()
        _note(changes, findable.pk, former, keys(document))
        changed.append(findable)
    _apply(changes)
    terms.keep(changed)
    return changed


@transaction.atomic
def forget(findables: Iterable[Findable]) -> None:
    """Let these articles be found no more."""
    _hold()
    changes: Changes = defaultdict(lambda: defaultdict(dict))
    for findable in findables:
        _note(changes, findable.pk, keys(loaded(findable.document)), {})
        findable.delete()
    _apply(changes)
    terms.drop_unused(key[1:] for shelf in changes.values() for key in shelf if key[0] == "!")


@transaction.atomic
def empty() -> None:
    """Leave nothing, so that everything can be made anew."""
    _hold()
    for model in (Findable, Posting, Term):
        model.objects.all().delete()


def _hold() -> None:
    Shelf.objects.get_or_create(number=0)
    Shelf.objects.select_for_update().get(number=0)


def _with_articles(editions: Iterable[Edition]) -> Iterable[Findable]:
    return Findable.objects.filter(article__in=[edition.article_id for edition in editions])


def _note(changes: Changes, findable_id: int, former: dict[str, float], new: dict[str, float]) -> None:
    shelf, place = postings.shelf_and_place(findable_id)
    for key in former.keys() - new.keys():
        changes[shelf][key][place] = 0
    for key, weight in new.items():
        if former.get(key) != weight:
            changes[shelf][key][place] = weight


def _apply(changes: Changes) -> None:
    for shelf, by_key in changes.items():
        names = iter(sorted(by_key))
        while some := list(islice(names, _AT_ONCE)):
            rows = Posting.objects.filter(shelf=shelf, key__in=some)
            entries = {row.key: bytes(row.entries) for row in rows}
            new = {key: postings.changed(entries.get(key, b""), by_key[key]) for key in some}
            Posting.objects.bulk_create(
                [Posting(key=key, shelf=shelf, entries=held) for key, held in new.items() if held],
                update_conflicts=True,
                unique_fields=["key", "shelf"],
                update_fields=["entries"],
            )
            if emptied := [key for key, held in new.items() if not held]:
                Posting.objects.filter(shelf=shelf, key__in=emptied).delete()


def _document(edition: Edition, glosses: dict[str, str], named: Callable[[str], list[Passage]]) -> tuple[Document, str]:
    """(what the edition is found by, what it is sorted by)"""
    ruby: Rendering = edition.rendering("ruby")
    title, summary = passages(ruby.title)[0], passages(ruby.summary)[0]
    text, headings = passages(ruby.body)
    tags = [tag.name for tag in edition.article.tags.all()]
    series = [edition.article.series.title] if edition.article.series else []
    names = [passage for name in (*tags, *series) for passage in named(name)]
    english = [_english(words_of(held), glosses) for held in (title, names)]
    known = words_of((*title, *names, *summary, *text)) & glosses.keys()
    document = Document(
        title=tuple(title),
        names=english[0],
        terms=(*names, *headings, *english[1]),
        summary=tuple(summary),
        text=tuple(text),
        known=frozenset(known | {*tags}),
    )
    return document, alphabet.sort_key(title)


def _english(words: set[str], glosses: dict[str, str]) -> tuple[Passage, ...]:
    return tuple(plain_passage(glosses[word]) for word in sorted(words) if glosses.get(word))


def batches(found: Iterable[Edition], size: int) -> Iterator[list[Edition]]:
    waiting = iter(found)
    while some := list(islice(waiting, size)):
        yield some
