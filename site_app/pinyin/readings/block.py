"""What does a step get to see when it decides on readings?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from site_app.pinyin.characters import askable, is_chinese
from site_app.pinyin.dictionary import Dictionary, PhraseSyllable
from site_app.pinyin.lexicon import Lexicon
from site_app.pinyin.tokens import WrittenReading
from site_app.pinyin.words import Span

if TYPE_CHECKING:
    from site_app.pinyin.polyphone_model import Estimate

_NAMES = ("nr", "ns", "nt", "nz")
_NO_PHRASES = frozenset({"都会"})
"""Words that adjoin far more often than they are the phrase that dictionaries list: 都会伤身 against 大都会."""


@dataclass(frozen=True)
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
        """Its part of speech; ``m`` for digits, too, and ``x`` beyond either end, like punctuation."""
        if not 0 <= place < len(self.spans):
            return "x"
        pos = self.spans[place].pos
        return "m" if pos == "x" and self.text[self.spans[place].start].isdigit() else pos

    @cached_property
    def phrases(self) -> Sequence[tuple[int, PhraseSyllable, bool]]:
        """(offset, syllable, settled) of the phrases that dictionaries know here.

        A phrase is a whole word, or several whole words, else it lies inside one; the longest goes first. Settled is
        what several lists agree on, and what a single one says of an ordinary word; names it often has wrong.
        """
        ends = {span.end for span in self.spans}
        text = askable(self.text)
        found: list[tuple[int, PhraseSyllable, bool]] = []
        position = 0
        for span in self.spans:
            if span.start < position or span.pos == "x":
                continue
            if doubled := list(self._doubled(self.text[span.start : span.end])):
                found += ((o, s, s.witnesses > 0) for o, s in enumerate(doubled, span.start))
                continue
            stops = (stop for stop in self.dictionary.phrases_at(text, span.start) if stop in ends)
            stop = next((stop for stop in stops if text[span.start : stop] not in _NO_PHRASES), 0)
            if stop:
                phrase = self.dictionary.phrase(self.text[span.start : stop])
                enough = 1 if stop == span.end and not span.pos.startswith(_NAMES) else 2
                found += ((o, s, s.witnesses >= enough) for o, s in enumerate(phrase, span.start))
                position = stop
            else:
                found += ((o, s, s.witnesses > 1) for o, s in self._phrases_inside(span, text))
        return found

    def _doubled(self, word: str) -> Iterator[PhraseSyllable]:
        """AABB is read as AB, each syllable twice and in full: the neutral tone of 舒服 is gone in 舒舒服服."""
        if len(word) == 4 and word[0] == word[1] != word[2] == word[3]:
            for syllable, character in zip(self.dictionary.phrase(word[::2]), word[::2], strict=False):
                if syllable.reading.endswith("5"):
                    syllable = PhraseSyllable(self.dictionary.readings(character)[0], 1, ())
                yield from (syllable, syllable)

    def _phrases_inside(self, span: Span, text: str) -> Iterator[tuple[int, PhraseSyllable]]:
        start = span.start
        while start < span.end - 1:
            stops = self.dictionary.phrases_at(text, start)
            stop = next((stop for stop in stops if stop <= span.end), start + 1)
            yield from enumerate(self.dictionary.phrase(self.text[start:stop]), start)
            start = stop

    @cached_property
    def settled(self) -> frozenset[int]:
        """The offsets on which the phrase dictionaries have the last word."""
        return frozenset(offset for offset, _, is_settled in self.phrases if is_settled)

    @cached_property
    def estimates(self) -> "Sequence[Estimate]":
        """What the statistical model says of the polyphones."""
        from site_app.pinyin import polyphone_model  # numpy has no place in a process that only serves

        return tuple(polyphone_model.load().estimate(self.text))


def chinese_offsets(text: str, start: int, end: int) -> list[int]:
    """The offsets of the Chinese characters in ``text[start:end]``: those that take a reading."""
    return [offset for offset in range(start, end) if is_chinese(text[offset])]
