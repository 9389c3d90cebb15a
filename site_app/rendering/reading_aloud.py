"""What does a voice say of an article, and where does each word of it stand in the three views?"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from site_app.pinyin import EMPTY_LEXICON, Lexicon
from site_app.pinyin.characters import is_chinese
from site_app.pinyin.speech import SpokenSpan, SpokenSyllable, speak
from site_app.rendering.annotated import Place, places
from site_app.rendering.blocks import Block
from site_app.rendering.opaque import OPAQUE
from site_app.rendering.render import article_parts, line_block


@dataclass(frozen=True, slots=True)
class SpokenPlace:
    """Where something spoken stands in a sentence: from, up to, counted in characters that are not white space.

    Views break lines and set space differently, and a browser shows less white space than the text has; the other
    characters are the same everywhere.
    """

    text: tuple[int, int]
    """In the hanzi; the pinyin above them is not counted."""
    pinyin: tuple[int, int]
    """In the view that shows pinyin alone."""


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """What a stretch of the text is spoken as: a word, or the words that a number, a sign or an address says."""

    place: SpokenPlace
    words: tuple[tuple[SpokenSyllable, ...], ...]
    """Never empty."""
    places: tuple[SpokenPlace, ...]
    """One for each syllable of `words`; what is no hanzi of the text has the place of the whole."""


@dataclass(frozen=True, slots=True)
class SpokenSentence:
    """A sentence of the page."""

    number: int
    """It is the element with the id ``sN``; 0 is the title."""
    text: str
    parts: tuple[SpokenWord | str, ...]
    """What is said and, as strings, the marks between."""
    is_heading: bool
    ends_block: bool
    """Whether a paragraph, a heading or an item of a list ends with it."""


def spoken_article(title: str, markdown: str, lexicon: Lexicon = EMPTY_LEXICON) -> Iterator[SpokenSentence]:
    """The title, then every sentence of the body that holds something to read, in the order and with the readings of the
    views that `render` makes."""
    title_places = places(line_block(title), lexicon, 1)
    if any(place.number for place in title_places):
        yield _sentence(title_places, 0, is_heading=True, ends_block=True)
    number = 1
    for part in article_parts(markdown):
        if isinstance(part, Block):
            found = [place for place in places(part, lexicon, number) if place.number]
            for place in found:
                yield _sentence([place], place.number, is_heading=part.is_heading, ends_block=place is found[-1])
            number += len(found)


def _sentence(together: list[Place], number: int, *, is_heading: bool, ends_block: bool) -> SpokenSentence:
    parts: list[SpokenWord | str] = []
    text_before = pinyin_before = 0
    for place in together:
        in_text = counted(place.text, text_before)
        in_pinyin = counted("".join(place.pinyin), pinyin_before)
        steps = (0, *accumulate(map(len, place.pinyin)))
        at = [(count, in_pinyin[step]) for count, step in zip(in_text, steps, strict=True)]
        parts += (_part(span, place.text, at) for span in speak(place.sentence))
        text_before, pinyin_before = at[-1]
    return SpokenSentence(number, "".join(place.text for place in together), tuple(parts), is_heading, ends_block)


def counted(text: str, before: int) -> list[int]:
    """How many characters a reader has seen before each offset; what a picture or code stands in for is none."""
    return list(accumulate((not character.isspace() and character != OPAQUE for character in text), initial=before))


def _part(span: SpokenSpan, text: str, at: list[tuple[int, int]]) -> SpokenWord | str:
    stretch = text[span.start : span.end]
    if not span.words:
        return stretch
    whole = _place(at[span.start], at[span.end])
    syllables = [syllable for word in span.words for syllable in word]
    if not all(map(is_chinese, stretch)) or sum(len(syllable.character) for syllable in syllables) != len(stretch):
        return SpokenWord(whole, span.words, (whole,) * len(syllables))
    ends = accumulate((len(syllable.character) for syllable in syllables), initial=span.start)
    return SpokenWord(whole, span.words, tuple(_place(at[start], at[end]) for start, end in pairwise(ends)))


def _place(start: tuple[int, int], end: tuple[int, int]) -> SpokenPlace:
    return SpokenPlace((start[0], end[0]), (start[1], end[1]))
