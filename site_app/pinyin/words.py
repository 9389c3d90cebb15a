"""Where does a text divide into words, and what part of speech is each?"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from site_app.pinyin import dictionary
from site_app.pinyin.characters import CHINESE
from site_app.pinyin.lexicon import Lexicon
from site_app.pinyin.names import (
    TITLES,
    is_familiar_name,
    is_organisation,
    is_persons_name,
    is_place,
    is_surname,
    place_parts,
)
from site_app.pinyin.tokens import WrittenReading

if TYPE_CHECKING:
    from rjieba import Jieba

_RUN = re.compile(f"[{CHINESE}]+|[^\\W{CHINESE}_]+|\\s+|.", re.DOTALL)
_NUMERAL = "零〇一二三四五六七八九十百千万亿两几半每第数余"
_MEASURE = (
    "个只名位次年月日天秒分时岁项条张片颗种克斤杯碗步口层级期场段句字页册部间座家件份组根粒滴盒瓶倍届批大章节回集站关课"
)
_NUMERAL_AND_MEASURE = re.compile(f"([{_NUMERAL}]+)([{_MEASURE}])|([{_NUMERAL.replace('一', '')}]+)(点)")
_DIGITS = frozenset("〇零一二三四五六七八九")
_INDIVISIBLE = ("i", "m", "o")
"""Idioms, numerals and imitations of sounds stay whole, however long."""
_DIVISIBLE_IF_UNKNOWN = ("l", "nr", "ns")
"""What the segmenter takes for a set phrase or a name does so only if a dictionary knows it, too."""
_WRITTEN_APART = {"又称": ("又", "称"), "不是": ("不", "是"), "测血压": ("测", "血压"), "量血压": ("量", "血压")}
NAMES = ("nr-surname", "nr-given", "nr-familiar", "nrt", "ns-place", "nt-organisation")
"""The parts of speech of names, which begin with a capital in pinyin."""


class Span(NamedTuple):
    """A word's place in the text, from `start` up to `end`, with its part of speech (``x`` for what is no word)."""

    start: int
    end: int
    pos: str


def divide(text: str, lexicon: Lexicon, written: Sequence[WrittenReading] = ()) -> list[Span]:
    """Divide the text into spans that join to the whole of it. What the editor gave one reading is one word."""
    spans: list[Span] = []
    position = 0
    for reading in written:
        spans += _shifted(_divide_plain(text[position : reading.start], lexicon), position)
        spans.append(Span(reading.start, reading.end, "n"))
        position = reading.end
    return spans + list(_shifted(_divide_plain(text[position:], lexicon), position))


def _shifted(spans: Iterable[Span], offset: int) -> Iterator[Span]:
    return (Span(span.start + offset, span.end + offset, span.pos) for span in spans)


def _divide_plain(text: str, lexicon: Lexicon) -> Iterator[Span]:
    segmenter = _segmenter(lexicon)
    for run in _RUN.finditer(text):
        if not re.match(f"[{CHINESE}]", run[0]):
            yield Span(run.start(), run.end(), "x")
            continue
        # Without the hidden Markov model: it joins what no dictionary lists, and readers see the joint in the spelling.
        parts = _joined_digits(
            part for word, pos in segmenter.tag(run[0], False) for part in _parts(word, pos, lexicon)
        )
        position = run.start()
        for (word, pos), (following, _) in zip(parts, [*parts[1:], ("", "")], strict=True):
            is_addressed = following in TITLES and is_surname(word)
            yield Span(position, position + len(word), "nr-surname" if is_addressed else pos)
            position += len(word)


def _joined_digits(parts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """A number read digit by digit is one word; the segmenter sets 〇 apart."""
    joined: list[tuple[str, str]] = []
    for word, pos in parts:
        if joined and word == "〇" and _DIGITS.issuperset(joined[-1][0]):
            joined[-1] = (joined[-1][0] + word, "m")
        else:
            joined.append((word, pos))
    return joined


@lru_cache(maxsize=1 << 16)
def _parts(word: str, pos: str, lexicon: Lexicon) -> Sequence[tuple[str, str]]:
    """Divide further what the segmenter's dictionary joins and GB/T 16159-2012 writes apart; tell names from words."""
    segmenter = _segmenter(lexicon)
    if word in lexicon:
        return [(word, pos)]
    if word in _WRITTEN_APART:
        return [(part, _pos_of(part, segmenter)) for part in _WRITTEN_APART[word]]
    if pos == "m" and (match := _NUMERAL_AND_MEASURE.fullmatch(word)):
        return [(part, "m" if place == 0 else "q") for place, part in enumerate(filter(None, match.groups()))]
    if is_place(word, pos):
        return [(part, "ns-place") for part in place_parts(word)]
    if is_organisation(word, pos):
        return [(part, "nt-organisation") for part in _known_parts(word, segmenter)]
    is_known = bool(dictionary.load().phrase(word))
    if is_persons_name(word, pos, is_known=is_known):
        given, is_title = word[1:], word[1:] in TITLES
        return [(word[0], "nr-surname"), (given, _pos_of(given, segmenter) if is_title else "nr-given")]
    if is_familiar_name(word, pos):
        return [(word[0], "nr-familiar"), (word[1], "nr-surname")]
    if pos.startswith(_INDIVISIBLE) or (pos.startswith(_DIVISIBLE_IF_UNKNOWN) and is_known):
        return [(word, pos)]
    parts = _known_parts(word, segmenter)
    return [(part, _pos_of(part, segmenter)) for part in parts] if len(parts) > 1 else [(word, pos)]


def _known_parts(word: str, segmenter: "Jieba") -> list[str]:
    """A long compound by the words of two or more characters that it is made of (6.1: 人工智能 réngōng zhìnéng)."""
    for end in (2, 3) if len(word) > 3 else ():
        head, rest = word[:end], word[end:]
        if len(rest) > 1 and segmenter.has_word(head):
            parts = _known_parts(rest, segmenter)
            if all(map(segmenter.has_word, parts)):
                return [head, *parts]
    return [word]


def _pos_of(part: str, segmenter: "Jieba") -> str:
    tagged = segmenter.tag(part, False)
    pos = tagged[0][1] if len(tagged) == 1 else "n"
    return "ns-place" if is_place(part, pos) else pos


@lru_cache(maxsize=4)
def _segmenter(lexicon: Lexicon) -> "Jieba":
    """jieba's algorithm and dictionary in Rust, with the lexicon's words added to an instance of our own."""
    from rjieba import Jieba

    segmenter = Jieba()
    for word in sorted(lexicon):
        if len(word) > 1 and not segmenter.has_word(word):
            segmenter.add_word(word, segmenter.suggest_freq(word), "n")
    return segmenter
