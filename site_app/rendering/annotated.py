"""How is a block of running text written in each of the three views, with its tags where they were?"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import accumulate, islice

from site_app.pinyin import Lexicon, Sentence, Word, WrittenReading, annotate, spell
from site_app.pinyin.characters import is_chinese
from site_app.pinyin.speech import SpokenSpan, speak, spell_spoken
from site_app.pinyin.syllables import marked
from site_app.rendering.blocks import Block
from site_app.rendering.memory import Memory


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a block: which one it is, and where it stands in the block's text."""

    sentence: Sentence
    number: int
    """Counted over the whole article; 0 for one that holds nothing to read."""
    start: int
    end: int
    text: str
    word_ends: tuple[int, ...]
    """Offsets in the sentence."""
    pinyin: tuple[str, ...]
    """Its spelling, a string for each character, with a space before it where another sentence precedes."""
    spoken: tuple[tuple[int, int, str], ...]
    """What digits and signs say, in pinyin: (start, end, ``bǎi fēn zhī bāshí``), offsets in the sentence."""


Writer = Callable[[Place, int, int], str]
"""Writes the characters from `start` up to `end` of a sentence as safe HTML."""


def places(block: Block, lexicon: Lexicon, number: int) -> list[Place]:
    """The block's sentences in order; the first that holds something to read becomes `number`."""
    found = places_of_its_own(block, lexicon)
    return [replace(place, number=number + place.number - 1) if place.number else place for place in found]


def places_of_its_own(block: Block, lexicon: Lexicon) -> tuple[Place, ...]:
    """The same, numbered from 1."""
    key = (block.text, tuple(block.written), lexicon)
    return remembered.recall(key, len(block.text), lambda: _places(*key))


MOST_REMEMBERED = 300_000
remembered: Memory[tuple[str, tuple[WrittenReading, ...], Lexicon], tuple[Place, ...]] = Memory(MOST_REMEMBERED)
"""The blocks that were annotated last, in characters. Annotating is nearly all the work of rendering, and of a text that
is being written one block in fifty is new."""


def _places(text_of_block: str, written: tuple[WrittenReading, ...], lexicon: Lexicon) -> tuple[Place, ...]:
    found: list[Place] = []
    number, start = 1, 0
    for sentence in annotate(text_of_block, lexicon, written):
        word_ends = tuple(accumulate(len(word.syllables) for word in sentence.words))
        end = start + word_ends[-1]
        text = text_of_block[start:end]
        is_read = any(map(str.isalnum, text))
        pinyin = spell(sentence)
        if start and not text_of_block[start - 1].isspace():
            pinyin = (f" {pinyin[0]}", *pinyin[1:])
        found.append(
            Place(sentence, number if is_read else 0, start, end, text, word_ends, pinyin, _spoken(sentence, text))
        )
        number += is_read
        start = end
    return tuple(found)


_SPEAKS = re.compile(r"[^\W〇\u3400-\u9fff]|[%‰℃℉°±+=<>≤≥×÷~～/]")
_LONGEST_ABOVE = 60
"""Letters of pinyin above one stretch, which cannot break over two lines."""


def _spoken(sentence: Sentence, text: str) -> tuple[tuple[int, int, str], ...]:
    """What stands above digits, signs and units. Letters that are read one by one have no pinyin."""
    if not _SPEAKS.search(text):
        return ()
    groups: list[list[SpokenSpan]] = []
    for span in speak(sentence):
        if not _has_pinyin_of_its_own(span, text):
            continue
        if groups and groups[-1][-1].end == span.start:
            groups[-1].append(span)
        else:
            groups.append([span])
    written = ((g[0].start, g[-1].end, " ".join(spell_spoken(s.words, citation=True) for s in g)) for g in groups)
    return tuple(group for group in written if len(group[2]) <= _LONGEST_ABOVE)


def _has_pinyin_of_its_own(span: SpokenSpan, text: str) -> bool:
    is_pinyin = bool(span.words) and all(syllable.reading for word in span.words for syllable in word)
    return is_pinyin and not any(map(is_chinese, text[span.start : span.end]))


def write(block: Block, sentences: list[Place], writer: Writer) -> str:
    """The block's HTML in one view. Each sentence is a span, cut where a tag cuts it; its first part carries the id."""
    html: list[str] = []
    named: set[int] = set()
    at = 0
    for piece in block.pieces:
        if piece.html is not None:
            html.append(piece.html)
            continue
        while at < len(sentences) and sentences[at].end <= piece.start:
            at += 1
        for place in islice(sentences, at, None):
            if place.start >= piece.end:
                break
            start, end = max(piece.start, place.start), min(piece.end, place.end)
            if start < end:
                text = writer(place, start - place.start, end - place.start)
                if text.startswith(" "):
                    html.insert(_outside_open_tags(html), " ")
                    text = text[1:]
                html.append(_sentence(text, place.number, named) if place.number and text.strip() else text)
    return "".join(html)


def _outside_open_tags(html: list[str]) -> int:
    """Where a space goes that precedes a link or emphasis: before the tag, lest it be underlined or lit up."""
    index = len(html)
    while index and re.fullmatch(r"<(?:a|em|strong|del)\b[^>]*>", html[index - 1]):
        index -= 1
    return index


def _sentence(html: str, number: int, named: set[int]) -> str:
    attribute = f'data-part="s{number}"' if number in named else f'id="s{number}"'
    named.add(number)
    return f'<span class="sentence" {attribute}>{html}</span>'


def write_hanzi(place: Place, start: int, end: int) -> str:
    """The characters alone."""
    return escape(place.text[start:end], quote=False)


def write_ruby(place: Place, start: int, end: int) -> str:
    """The characters with pinyin above, one ``ruby`` for each word, one ``rt`` for each character.

    What digits and signs say stands above them together. The pinyin is hidden from screen readers: they would say every
    syllable twice. A word is set apart from the next one by space behind it; where something other than a word
    follows, it is marked ``tight``.
    """
    html: list[str] = []
    at = start
    for first, last, pinyin in place.spoken:
        if at <= first and last <= end:
            html += _ruby_of_words(place, at, first)
            text = escape(place.text[first:last], quote=False)
            html.append(f"{_opening(place, last, 'spoken')}{text}{_above(pinyin)}</ruby>")
            at = last
    return "".join((*html, *_ruby_of_words(place, at, end)))


def _ruby_of_words(place: Place, start: int, end: int) -> Iterator[str]:
    offset = start
    for word, first, last in _words_within(place, start, end):
        offset += last - first
        yield from _ruby(word, first, last, _opening(place, offset))


def _opening(place: Place, end: int, *classes: str) -> str:
    following = place.text[end : end + 1]
    if following and not is_chinese(following):
        classes += ("tight",)
    return f'<ruby class="{" ".join(classes)}">' if classes else "<ruby>"


def _above(pinyin: str) -> str:
    return f'<rt aria-hidden="true">{escape(pinyin)}</rt>'


def _ruby(word: Word, first: int, last: int, opening: str) -> Iterator[str]:
    in_ruby = False
    for syllable in word.syllables[first:last]:
        if bool(syllable.reading) != in_ruby:
            yield opening if syllable.reading else "</ruby>"
            in_ruby = not in_ruby
        yield escape(syllable.character, quote=False)
        if syllable.reading:
            yield _above(marked(syllable.reading))
    if in_ruby:
        yield "</ruby>"


def write_pinyin(place: Place, start: int, end: int) -> str:
    """Pinyin alone, spelled by word."""
    return escape("".join(place.pinyin[start:end]), quote=False)


def _words_within(place: Place, start: int, end: int) -> Iterator[tuple[Word, int, int]]:
    """The words between two offsets, each with the part of it that lies there."""
    first = bisect_right(place.word_ends, start)
    for word, stop in zip(place.sentence.words[first:], place.word_ends[first:], strict=True):
        offset = stop - len(word.syllables)
        if offset >= end:
            break
        yield word, max(start - offset, 0), min(end - offset, len(word.syllables))


WRITERS: dict[str, Writer] = {"hanzi": write_hanzi, "ruby": write_ruby, "pinyin": write_pinyin}
