"""Which syllables does a text hold, how is each read and why, and which of them are doubtful?"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from site_app.articles.lexicon import lexicon
from site_app.articles.models import Edition
from site_app.articles.reading_desk.sources import WHY

if TYPE_CHECKING:
    from site_app.pinyin import Lexicon
    from site_app.rendering.origins import Origin

FIELDS = {"title": _("标题"), "summary": _("摘要"), "markdown": _("正文")}
"""The texts that readers read, in their order."""
_BESIDE = 5
"""Letters on either side of a word that make its surroundings."""


@dataclass(frozen=True, slots=True)
class ReadPlace:
    """One syllable of one text of an edition."""

    field: str
    sentence: str
    origin: "Origin"

    @property
    def reading(self) -> str:
        """Canonical."""
        return self.origin.syllable.reading or ""

    @property
    def readings(self) -> tuple[str, ...]:
        """What it could be read as, the chosen one first."""
        return (self.reading, *self.origin.syllable.alternatives)

    @property
    def word(self) -> str:
        return self.origin.word.text

    @property
    def character(self) -> str:
        return self.origin.syllable.character

    @property
    def is_doubtful(self) -> bool:
        return self.origin.syllable.doubtful

    @property
    def why(self) -> str:
        """Why it is read so, in a sentence."""
        return str(WHY[self.origin.syllable.source])

    @property
    def parts(self) -> tuple[str, str, str]:
        """The sentence before the word, the word, and the sentence after it."""
        start = self.origin.at - self.origin.index
        end = start + len(self.word)
        return self.sentence[:start].lstrip(), self.sentence[start:end], self.sentence[end:].rstrip()

    @property
    def fingerprint(self) -> str:
        """Tells this word, read so, with the letters beside it, from every other."""
        before, word, after = self.parts
        beside = ["".join(filter(str.isalnum, text)) for text in (before, after)]
        said = [beside[0][-_BESIDE:], word, self.origin.index, self.reading, beside[1][:_BESIDE]]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:32]


def places_of(edition: Edition) -> Iterator[ReadPlace]:
    """Every syllable of title, summary and text, in order, with the readings of today."""
    current = lexicon()
    for field in FIELDS:
        yield from places_in(field, getattr(edition, field), current)


@lru_cache(maxsize=8)
def places_in(field: str, text: str, current: "Lexicon") -> tuple[ReadPlace, ...]:
    """The syllables of one text; `field` tells Markdown from lines."""
    from site_app.rendering.origins import read_line, read_text

    read = read_text if field == "markdown" else read_line
    return tuple(
        ReadPlace(field, place.text, origin) for place, origins in read(text, current) for origin in origins
    )  # fmt: skip


def place_at(field: str, text: str, offset: int) -> ReadPlace | None:
    """The syllable that stands at this offset of the text."""
    return next((place for place in places_in(field, text, lexicon()) if place.origin.start == offset), None)
