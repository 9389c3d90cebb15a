"""Where in the Markdown stands each syllable that readers read?

The way from Markdown to HTML keeps no positions. So the text goes that way twice more with every hanzi replaced by one
that nothing else holds, and that tells a digit of its offset: whatever emphasis, links, tables, lists, footnotes and
inline readings do to the text, they do the same to the digits. No hanzi means anything to Markdown except the kinds of
boxes and labels that have to be found again elsewhere: those keep theirs, and are found between their neighbours.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from site_app.pinyin import EMPTY_LEXICON, Lexicon, Syllable, Word
from site_app.pinyin.characters import CHINESE, is_chinese
from site_app.pinyin.inline import INLINE_READING, read_inline
from site_app.rendering.annotated import Place, places
from site_app.rendering.blocks import Block
from site_app.rendering.boxes import kind_spans
from site_app.rendering.emergency import advice
from site_app.rendering.inline_readings import UNTYPED
from site_app.rendering.reading_aloud import SpokenPlace, counted
from site_app.rendering.render import article_parts, line_block

_BASE = 512
"""Two digits tell 262,144 offsets; a longer text is told in parts of a third one."""
_DIGITS = range(0x3400, 0x4DC0)
"""Extension A: letters as all hanzi are, and rare."""
_MARKER = re.compile(r"\[\^[^\]\n]*\]")
_DEFINITION = re.compile(r"^[ ]{0,3}\[([^\[\]]*)\]:", re.MULTILINE)
_LABEL = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Extent:
    """An inline reading ``{词|dú}`` in the Markdown, from its opening brace up to behind its closing one."""

    start: int
    end: int
    word: str
    readings: tuple[str, ...]
    """Canonical, one for each hanzi of the word."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One syllable of the rendered views and where it stands in the Markdown. Offsets count Unicode characters."""

    sentence: int
    """It stands in the element with the id ``sN``; 0 where nothing is read, such as a lone radical."""
    place: SpokenPlace
    """Where in the sentence, counted as `reading_aloud` does: white space and pictures are passed over."""
    at: int
    """Offset in the sentence's text."""
    start: int
    end: int
    """``markdown[start:end]`` is the character."""
    syllable: Syllable
    word: Word
    index: int
    """Which syllable of the word it is; the word's other characters count as well."""
    inline: Extent | None
    """The inline reading that it is part of."""


def origins(markdown: str, lexicon: Lexicon = EMPTY_LEXICON) -> list[Origin]:
    """Every syllable of an article's body in the order of its sentences.

    Left out are the few that do not stand in the Markdown as themselves: what a character reference (``&#33041;``) says.
    """
    return [origin for _, found in read_text(markdown, lexicon) for origin in found]


def line_origins(text: str, lexicon: Lexicon = EMPTY_LEXICON) -> list[Origin]:
    """The same of a title or a summary, which is no Markdown; it has no elements for its sentences."""
    return [origin for _, found in read_line(text, lexicon) for origin in found]


def read_text(markdown: str, lexicon: Lexicon = EMPTY_LEXICON) -> Iterator[tuple[Place, list[Origin]]]:
    """Every sentence of an article's body with its syllables."""
    return _read(markdown, lexicon, block_origins(markdown))


def read_line(text: str, lexicon: Lexicon = EMPTY_LEXICON) -> Iterator[tuple[Place, list[Origin]]]:
    """The same of a title or a summary."""
    return _read(text, lexicon, _located(text, lambda line: [line_block(line)]))


def _read(markdown: str, lexicon: Lexicon, located: "Located") -> Iterator[tuple[Place, list[Origin]]]:
    extents = Extents(markdown)
    number = 1
    for block, offsets in located:
        sentences = places(block, lexicon, number)
        number += sum(place.number > 0 for place in sentences)
        for place in sentences:
            yield place, list(sentence_origins(place, offsets, extents))


def sentence_origins(place: Place, offsets: Sequence[int], extents: "Extents") -> Iterator[Origin]:
    """The syllables of one sentence; `offsets` are those of its block."""
    in_text = counted(place.text, 0)
    in_pinyin = counted("".join(place.pinyin), 0)
    steps = tuple(accumulate(map(len, place.pinyin), initial=0))
    at = 0
    for word in place.sentence.words:
        for index, syllable in enumerate(word.syllables):
            offset = offsets[place.start + at]
            if syllable.reading and offset >= 0:
                pinyin = in_pinyin[steps[at]], in_pinyin[steps[at + 1]]
                stands = SpokenPlace((in_text[at], in_text[at + 1]), pinyin)
                yield Origin(place.number, stands, at, offset, offset + 1, syllable, word, index, extents.at(offset))
            at += 1


class Extents:
    """The inline readings of a text that can be read."""

    def __init__(self, markdown: str) -> None:
        text, kept = _typed(markdown)
        self._all = [
            Extent(kept[match.start()], kept[match.end() - 1] + 1, match[1], readings)
            for match in INLINE_READING.finditer(text)
            if (readings := _readings(match))
        ]
        self._starts = [extent.start for extent in self._all]

    def at(self, offset: int) -> Extent | None:
        """The one that the offset lies in."""
        number = bisect_right(self._starts, offset) - 1
        return self._all[number] if number >= 0 and offset < self._all[number].end else None


def block_origins(markdown: str) -> "Located":
    """The blocks of an article's body with the offset in the Markdown of each character of their text; -1 for what is no
    hanzi or does not stand there as itself."""
    return _located(markdown, _body)


Located = list[tuple[Block, tuple[int, ...]]]


def _located(markdown: str, parse: Callable[[str], list[Block]]) -> Located:
    text, kept = _typed(markdown)
    read = parse(text)
    digits = _unused(text + "".join(block.text for block in read))
    spots, shown = _spots(text)
    passes: list[list[Block]] = []
    for power in range(3 if len(text) >= _BASE**2 else 2):
        told = list(text)
        for spot in spots:
            told[spot] = digits[spot // _BASE**power % _BASE]
        passes.append(parse("".join(told)))
    values = {character: value for value, character in enumerate(digits)}
    found = []
    for number, block in enumerate(read):
        same = [blocks[number].text for blocks in passes if number < len(blocks)]
        offsets = _told(block.text, same if len(same) == len(passes) else [], values, text)
        if block.text not in _site_says():
            _between(block.text, offsets, shown)
        found.append((block, tuple(kept[offset] if offset >= 0 else -1 for offset in offsets)))
    return found


@cache
def _site_says() -> frozenset[str]:
    """What stands in an empty box of advice and not in the Markdown, though the same words may stand elsewhere."""
    return frozenset(block.text for block in _body(advice()))


def _typed(markdown: str) -> tuple[str, Sequence[int]]:
    """The text without what `InlineReadings` drops, and where each of its characters stood."""
    if not UNTYPED.search(markdown):
        return markdown, range(len(markdown))
    kept = [offset for offset, character in enumerate(markdown) if not UNTYPED.match(character)]
    return "".join(markdown[offset] for offset in kept), kept


def _body(markdown: str) -> list[Block]:
    return [part for part in article_parts(markdown) if isinstance(part, Block)]


def _readings(match: re.Match[str]) -> tuple[str, ...]:
    try:
        return read_inline(match)
    except ValueError:
        return ()


def _unused(text: str) -> list[str]:
    taken = set(text)
    return [chr(code) for code in _DIGITS if chr(code) not in taken][:_BASE]


def _spots(markdown: str) -> tuple[list[int], str]:
    """Where a hanzi can be replaced, and the text with blanks there and for labels that nobody reads.

    Radicals are no letters to Markdown; labels have to be found again; the kind of a box has to be what it is.
    """
    defined = {_label(match[1]) for match in _DEFINITION.finditer(markdown)}
    kept = [match.span() for match in _MARKER.finditer(markdown)]
    kept += kind_spans(markdown)
    unread = list(kept)
    for match in _LABEL.finditer(markdown) if defined else ():
        if _label(match[1]) in defined:
            kept.append(match.span())
            if markdown[match.start() - 1 : match.start()] == "]" or markdown.startswith(":", match.end()):
                unread.append(match.span())
    shown = list(markdown)
    for start, end in unread:
        shown[start:end] = " " * (end - start)
    fixed = {offset for span in kept for offset in range(*span)}
    hanzi = re.finditer(f"[{CHINESE}]", markdown)
    spots = [match.start() for match in hanzi if match[0].isalnum() and match.start() not in fixed]
    # What was replaced tells its place itself.
    for spot in spots:
        shown[spot] = " "
    return spots, "".join(shown)


def _label(text: str) -> str:
    return " ".join(text.split()).lower()


def _told(text: str, passes: list[str], values: dict[str, int], markdown: str) -> list[int]:
    """The offsets that the digits tell. Where the text fell into other pieces they tell nothing."""
    if not passes or any(len(digits) != len(text) for digits in passes):
        return [-1] * len(text)
    offsets = []
    for character, *digits in zip(text, *passes, strict=True):
        told = [values.get(digit, -1) for digit in digits]
        offset = -1 if -1 in told else sum(value * _BASE**power for power, value in enumerate(told))
        offsets.append(offset if offset < len(markdown) and markdown[offset : offset + 1] == character else -1)
    return offsets


def _between(text: str, offsets: list[int], markdown: str) -> None:
    """Find runs of hanzi that told nothing between their neighbours in the Markdown, where they can only stand once."""
    at = 0
    while at < len(text):
        if offsets[at] >= 0 or not is_chinese(text[at]):
            at += 1
            continue
        end = at + 1
        while end < len(text) and offsets[end] < 0 and is_chinese(text[end]):
            end += 1
        lowest = next((offset + 1 for offset in reversed(offsets[:at]) if offset >= 0), 0)
        highest = next((offset for offset in offsets[end:] if offset >= 0), len(markdown))
        start = markdown.find(text[at:end], lowest, highest)
        if start >= 0 and markdown.find(text[at:end], start + 1, highest) < 0:
            offsets[at:end] = range(start, start + end - at)
        at = end
