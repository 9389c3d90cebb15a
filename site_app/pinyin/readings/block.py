"""What does a step get to see when it decides on readings?"""

from collections.abc import Sequence
from dataclasses import dataclass

from site_app.pinyin.characters import is_chinese
from site_app.pinyin.dictionary import Dictionary
from site_app.pinyin.lexicon import Lexicon
from site_app.pinyin.tokens import WrittenReading
from site_app.pinyin.words import Span


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text (a paragraph, a heading, a list item) divided into words."""

    text: str
    """In dictionary form: every character under the form that dictionaries list."""
    spans: Sequence[Span]
    """The words; they join to the whole text."""
    lexicon: Lexicon
    written: Sequence[WrittenReading]
    dictionary: Dictionary

    def word(self, place: int) -> str:
        """The text of the word at `place` in `spans`; empty beyond either end."""
        return self.text[self.spans[place].start : self.spans[place].end] if 0 <= place < len(self.spans) else ""

    def pos(self, place: int) -> str:
        """Its part of speech; ``x`` beyond either end, like punctuation."""
        return self.spans[place].pos if 0 <= place < len(self.spans) else "x"


def chinese_offsets(text: str, start: int, end: int) -> list[int]:
    """The offsets of the Chinese characters in ``text[start:end]``: those that take a reading."""
    return [offset for offset in range(start, end) if is_chinese(text[offset])]
