"""Which sentences does a block of running text hold, and how is it written with its tags where they were?"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate, islice

from site_app.pinyin import Lexicon, Sentence, WrittenReading, annotate, spell
from site_app.pinyin.characters import is_chinese
from site_app.pinyin.speech import SpokenSpan, speak, spell_spoken
from site_app.pinyin.syllables import tone
from site_app.rendering.always_shown import Stretch, always_shown
from site_app.rendering.blocks import Block
from site_app.rendering.levels import level_of
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
    spoken: tuple[tuple[int, int, str, str], ...]
    """What digits and signs say, in pinyin: (start, end, ``bǎi fēn zhī bāshí``, the same in the tones of speech), offsets
    in the sentence."""
    tones: tuple[int, ...]
    """For each character the tone that it has in speech where that is another; 0 for all others."""
    levels: tuple[int | None, ...]
    """For each word the HSK level from which on a reader can do without its pinyin."""
    always_shown: tuple[Stretch, ...]
    """Where readers cannot hide the pinyin."""


@dataclass(frozen=True, slots=True)
class Writer:
    """How a view is written."""

    text: Callable[[Place, int, int], str]
    """Writes the characters from `start` up to `end` of a sentence as safe HTML."""
    attributes: Callable[[Place, int, int], str] = lambda place, start, end: ""
    """What the element around these characters says of them: nothing, or attributes with a space before each."""


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
        spans = speak(sentence) if _changes_in_speech(sentence, text) else ()
        found.append(
            Place(
                sentence,
                number if is_read else 0,
                start,
                end,
                text,
                word_ends,
                pinyin,
                _spoken(spans, text),
                _tones(spans, text),
                tuple(level_of(word) if word.is_chinese else None for word in sentence.words),
                tuple(always_shown(text, lexicon)),
            )
        )
        number += is_read
        start = end
    return tuple(found)


_SPEAKS = re.compile(r"[^\W〇\u3400-\u9fff]|[%‰℃℉°±+=<>≤≥×÷~～/]")
_LONGEST_ABOVE = 60
"""Letters of pinyin above one stretch, which cannot break over two lines."""


def _changes_in_speech(sentence: Sentence, text: str) -> bool:
    """Whether anything can be said otherwise than dictionaries print it; most of the time is spent on finding out how."""
    if _SPEAKS.search(text) or "一" in text or "不" in text:
        return True
    thirds = [syllable.reading is not None and syllable.reading[-1] == "3" for syllable in sentence.syllables]
    return sum(thirds) > 1


def _tones(spans: tuple[SpokenSpan, ...], text: str) -> tuple[int, ...]:
    tones = [0] * len(text)
    for span in spans:
        syllables = [syllable for word in span.words for syllable in word]
        stretch = text[span.start : span.end]
        if sum(len(syllable.character) for syllable in syllables) != len(stretch) or not all(map(is_chinese, stretch)):
            continue
        at = span.start
        for syllable in syllables:
            if syllable.reading != syllable.citation:
                tones[at] = tone(syllable.reading) or 0
            at += len(syllable.character)
    return tuple(tones)


def _spoken(spans: tuple[SpokenSpan, ...], text: str) -> tuple[tuple[int, int, str, str], ...]:
    """What stands above digits, signs and units. Letters that are read one by one have no pinyin."""
    groups: list[list[SpokenSpan]] = []
    for span in spans if _SPEAKS.search(text) else ():
        if not _has_pinyin_of_its_own(span, text):
            continue
        if groups and groups[-1][-1].end == span.start:
            groups[-1].append(span)
        else:
            groups.append([span])
    written = (
        (group[0].start, group[-1].end, _spelled(group, citation=True), _spelled(group, citation=False))
        for group in groups
    )
    return tuple(group for group in written if len(group[2]) <= _LONGEST_ABOVE)


def _spelled(group: list[SpokenSpan], *, citation: bool) -> str:
    return " ".join(spell_spoken(span.words, citation=citation) for span in group)


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
                if block.is_guarded:
                    place = replace(place, always_shown=((0, len(place.text)),))
                stretch = (place, start - place.start, end - place.start)
                text = writer.text(*stretch)
                if text.startswith(" "):
                    html.insert(_outside_open_tags(html), " ")
                    text = text[1:]
                is_sentence = place.number and text.strip()
                html.append(_sentence(text, place.number, named, writer.attributes(*stretch)) if is_sentence else text)
    return "".join(html)


def _outside_open_tags(html: list[str]) -> int:
    """Where a space goes that precedes a link or emphasis: before the tag, lest it be underlined or lit up."""
    index = len(html)
    while index and re.fullmatch(r"<(?:a|em|strong|del)\b[^>]*>", html[index - 1]):
        index -= 1
    return index


def _sentence(html: str, number: int, named: set[int], attributes: str) -> str:
    name = f'data-part="s{number}"' if number in named else f'id="s{number}"'
    named.add(number)
    return f'<span class="sentence" {name}{attributes}>{html}</span>'
