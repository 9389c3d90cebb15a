"""Which readings does this site prescribe now, and what happens when they change?"""

import logging
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet

from site_app.articles.models import Edition, LexiconEntry, Rendering, Rereading
from site_app.articles.models.lexicon_entry import as_listed
from site_app.articles.models.rendering import plain_text
from site_app.articles.signals import lexicon_changed, send_on_commit

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from site_app.pinyin import Lexicon

_VARIANTS = "[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]"

_OF_MEDICINE = re.compile("的药[。，；、]|^[^。，；]{0,12}药(?:物|片|水|膏)?[。，；]")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Prescription:
    """A word with the reading it should have."""

    word: str
    reading: str
    """Any notation that `pinyin` understands: ``cù zhòng``, ``cu4zhong4``."""
    note: str = ""
    pos: str = ""
    """Part of speech in the ICTCLAS tag set."""
    explanation: str = ""
    """What it means, for readers."""
    gloss: str = ""
    """The same in a few English words."""


def lexicon() -> "Lexicon":
    """The table as a value for `pinyin.annotate`.

    The rows themselves are the key of the cache: one query of a few hundred short rows can never be stale, whichever
    process changed the table and however.
    """
    return lexicon_of(tuple(LexiconEntry.objects.order_by("word").values_list("word", "reading", "explanation")))


@lru_cache(maxsize=2)
def lexicon_of(rows: tuple[tuple[str, str, str], ...]) -> "Lexicon":
    """The same for rows of (word, reading, explanation), whatever table they come from: migrations have those of their time."""
    from site_app.pinyin import Lexicon

    return Lexicon(
        {word: readings for word, reading, _meaning in rows if (readings := _readings(word, reading))},
        medicines=(word for word, _reading, meaning in rows if _is_medicine(meaning)),
    )


def _is_medicine(explanation: str) -> bool:
    """By what readers are told that the word means: “一类降低血里胆固醇的药。”"""
    return _OF_MEDICINE.search(explanation) is not None and not explanation.startswith(("把", "用", "照"))


def _readings(word: str, reading: str) -> tuple[str, ...]:
    """Empty for a row that came in past the model and does not fit: one bad row must not stop all editing."""
    from site_app.pinyin.notation import parse_readings

    try:
        return parse_readings(word, reading)
    except ValueError as error:
        logger.warning("lexicon entry %s left out: %s", word, error)
        return ()


@transaction.atomic
def change_lexicon(
    *, prescribe: Iterable[Prescription] = (), remove: Collection[str] = (), by: "User | None" = None
) -> Rereading | None:
    """Add, change and remove entries, and have every article that holds one of the words read again in the background.

    Returns what is to be done, or None when no reading changed. Raises ValidationError when a reading does not fit its
    word; then nothing has changed.
    """
    from site_app.articles.rereading import order_rereading

    before = _told()
    LexiconEntry.objects.filter(word__in=remove).delete()
    for wanted in prescribe:
        entry = LexiconEntry.objects.filter(word=as_listed(wanted.word)).first() or LexiconEntry(word=wanted.word)
        entry.reading, entry.note, entry.pos = wanted.reading, wanted.note, wanted.pos
        entry.explanation, entry.gloss = wanted.explanation, wanted.gloss
        entry.save()
    after = _told()
    if before != after:
        send_on_commit(lexicon_changed, LexiconEntry)
    words = sorted(word for word in before.keys() | after.keys() if _shown(before, word) != _shown(after, word))
    return order_rereading(articles_with(words), words=words, by=by) if words else None


def _told() -> dict[str, tuple[str, ...]]:
    """What readers get to know of each word, its reading first."""
    rows = LexiconEntry.objects.values_list("word", "reading", "explanation", "gloss")
    return {word: tuple(told) for word, *told in rows}


def _shown(told: dict[str, tuple[str, ...]], word: str) -> tuple[str, bool] | None:
    """What the articles show of it: its reading, and whether that may be hidden."""
    return (told[word][0], _is_medicine(told[word][1])) if word in told else None


def articles_with(words: Collection[str]) -> list[int]:
    """The articles of which readers or editors now see a text that holds one of the words, by id."""
    return sorted(set(editions_with(words).values_list("article", flat=True)))


def editions_with(words: Collection[str]) -> QuerySet[Edition]:
    """The live editions and drafts whose text holds one of the words, also across emphasis or a link."""
    from site_app.pinyin.characters import dictionary_form

    texts = Rendering.objects.filter(view=Rendering.View.HANZI, edition__in=Edition.objects.being_used())
    found = [
        edition_id
        for edition_id, *parts in texts.filter(_holds_characters(words))
        .values_list("edition", "title", "summary", "body")
        .iterator(100)
        if any(word in text for text in map(dictionary_form, map(plain_text, parts)) for word in words)
    ]
    return Edition.objects.filter(pk__in=found).order_by("pk")


def _holds_characters(words: Collection[str]) -> Q:
    """A first sieve that the database can apply: markup may stand between a word's characters, never inside one."""
    if len(words) > 20:
        return Q()
    # A text may spell a word with radicals or compatibility forms.
    sieve = Q(body__regex=_VARIANTS) | Q(title__regex=_VARIANTS) | Q(summary__regex=_VARIANTS)
    for word in words:
        one = Q()
        for character in set(word):
            one &= Q(body__contains=character) | Q(title__contains=character) | Q(summary__contains=character)
        sieve |= one
    return sieve
