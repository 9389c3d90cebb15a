"""Which sentences of an article can be practised with?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from site_app.pinyin import Lexicon, Word
from site_app.practice.exercise.item import Token
from site_app.rendering.annotated import Place, places
from site_app.rendering.blocks import Block
from site_app.rendering.opaque import OPAQUE
from site_app.rendering.render import article_parts

SHORTEST, LONGEST = 6, 70
"""Characters of a sentence."""


@dataclass(frozen=True)
class Said:
    """A sentence of the text, outside headings."""

    id: str
    """Of the element on the article's page."""
    words: tuple[Word, ...]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(map(token_of, self.words))

    @cached_property
    def text(self) -> str:
        return "".join(word.text for word in self.words)

    @property
    def is_whole(self) -> bool:
        """Whether it is a sentence, and not a label or what leads to a list."""
        return self.text.endswith(("。", "！", "？")) and sum(word.is_chinese for word in self.words) > 2


def token_of(word: Word) -> Token:
    readings = tuple(syllable.reading or "" for syllable in word.syllables) if word.is_chinese else ()
    return Token(word.text, readings)


def sentences(markdown: str, lexicon: Lexicon) -> list[Said]:
    """Those of a length that one can keep in mind, each wording once, in the order of the text."""
    found: dict[str, Said] = {}
    for place in _places(markdown, lexicon):
        said = Said(f"s{place.number}", _trimmed(place.sentence.words))
        if SHORTEST <= len(said.text) <= LONGEST and OPAQUE not in said.text:
            found.setdefault(said.text, said)
    return [*found.values()]


def _places(markdown: str, lexicon: Lexicon) -> Iterator[Place]:
    number = 1
    for part in article_parts(markdown):
        if isinstance(part, Block):
            here = places(part, lexicon, number)
            number += sum(place.number > 0 for place in here)
            if not part.is_heading:
                yield from (place for place in here if place.number)


def _trimmed(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Without white space at the ends."""
    start, end = 0, len(words)
    while start < end and words[start].text.isspace():
        start += 1
    while end > start and words[end - 1].text.isspace():
        end -= 1
    return words[start:end]
