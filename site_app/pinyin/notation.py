"""How is the reading of a whole word written down, in the lexicon or in the text?

``cù zhòng``, ``cùzhòng``, ``cu4 zhong4`` and ``cu4zhong4`` all say the same. A syllable without tone among them is a
neutral one, as dictionaries write it: ``péng you``.
"""

import re
from functools import lru_cache

from site_app.message import Message
from site_app.pinyin.characters import CHINESE, count_chinese
from site_app.pinyin.syllables import INTERJECTIONS, parse_syllable, tone, toneless

_SEPARATOR = re.compile(r"[\s'’·\-]+")
_VOWELS = "aoeê"
_NOT_CHINESE = re.compile(f"[^{CHINESE}]+")
LONGEST_SYLLABLE = len("zhuang") + 2  # with a combining mark and a digit


def parse_readings(word: str, notation: str) -> tuple[str, ...]:
    """The canonical readings of the word's Chinese characters, one each; other characters of the word take none.

    Raises ValueError, in words for the editor, when the notation is no pinyin or has too many or too few syllables.
    """
    expected = count_chinese(word)
    latin = {run.casefold() for run in _NOT_CHINESE.findall(word)}
    pieces = [piece for piece in _SEPARATOR.split(notation.strip()) if piece and piece.casefold() not in latin]
    if expected == 0:
        raise ValueError(Message("“%(word)s”里没有汉字，不能注音", word=word))
    if not pieces:
        raise ValueError(Message("“%(word)s”没有写读音", word=word))
    readings = _one_each(pieces) if len(pieces) == expected else _distribute(pieces, expected)
    if len(readings) != expected:
        raise ValueError(
            Message(
                "“%(word)s”有%(expected)s个汉字，读音“%(notation)s”却有%(syllables)s个音节",
                word=word,
                expected=expected,
                notation=notation.strip(),
                syllables=len(readings),
            )
        )
    if expected > 1 and not any(map(tone, readings)):
        raise ValueError(Message("“%(word)s”的读音“%(notation)s”没有标声调", word=word, notation=notation.strip()))
    return tuple(reading if tone(reading) else f"{reading}5" for reading in readings)


def _one_each(pieces: list[str]) -> list[str]:
    return [parse_syllable(piece) for piece in pieces]


def _distribute(pieces: list[str], expected: int) -> list[str]:
    """Split joined pieces into syllables; where several ways exist, the one that gives `expected` in all."""
    ways = [split_syllables(piece) for piece in pieces]
    for piece, splits in zip(pieces, ways, strict=True):
        if not splits:
            raise ValueError(Message("“%(piece)s”不是普通话拼音", piece=piece))
    totals: dict[int, list[str]] = {0: []}
    for splits in ways:
        reached: dict[int, list[str]] = {}
        for total, before in totals.items():
            for split in splits:
                reached.setdefault(total + len(split), [*before, *split])
        totals = reached
    return totals.get(expected) or next(iter(totals.values()))


@lru_cache(maxsize=8192)
def split_syllables(joined: str) -> tuple[tuple[str, ...], ...]:
    """The ways to split joined syllables (``cùzhòng``), one for each possible count, longest syllables first."""
    if len(joined) > 200:
        return ()
    ends: list[dict[int, tuple[str, ...]]] = [{} for _ in range(len(joined) + 1)]
    ends[0][0] = ()
    for start in range(len(joined)):
        if not ends[start]:
            continue
        for end in range(min(len(joined), start + LONGEST_SYLLABLE), start, -1):
            syllable = _syllable_within(joined, start, end)
            if syllable:
                for count, before in ends[start].items():
                    if not before or syllable[0] not in _VOWELS or tone(before[-1]):
                        ends[end].setdefault(count + 1, (*before, syllable))
    return tuple(ends[-1][count] for count in sorted(ends[-1]))


def _syllable_within(joined: str, start: int, end: int) -> str | None:
    """The syllable that ``joined[start:end]`` is, if it can be one there.

    Inside joined pinyin an interjection without a vowel is none (nǎo is not n + ǎo), and a syllable that begins with a
    vowel stands behind an apostrophe unless its own tone, and one before it, show where it begins (nǎo is not nǎ + o,
    xuè is not xu + è, xīān is xī + ān).
    """
    try:
        syllable = parse_syllable(joined[start:end])
    except ValueError:
        return None
    hidden = start > 0 and syllable[0] in _VOWELS and not tone(syllable)
    return None if hidden or toneless(syllable) in INTERJECTIONS else syllable
