"""Which brackets of a text hold readings of what stands before them, and are they so many that the text is interlinear?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from site_app.documents.alignment import NoReadingError, align
from site_app.documents.errors import place
from site_app.documents.known_readings import is_known
from site_app.message import Message
from site_app.pinyin.characters import CHINESE, count_chinese
from site_app.pinyin.notation import split_syllables
from site_app.pinyin.syllables import tone

_TELLING = 50_000
"""Characters at the beginning that show what the whole is."""
_LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ\u0300-\u036f"
_BRACKETED = re.compile(
    rf"(?<![{CHINESE}])(?P<run>[{CHINESE}]+)[ \t]*[(（][ \t]*(?P<written>[{_LETTER}][^{CHINESE}()（）\n]*)[)）]?"
)
_NUMBER = re.compile(rf"(?<![A-Za-z0-9_.])[0-9]+[ \t]*[(（](?P<written>[{_LETTER} '’\-]{{1,100}})[)）]")
_SEPARATOR = re.compile(r"[ '’\-]+")
_SHARE = 0.25
"""Share of Chinese characters with a reading in brackets from which a text is interlinear; below it, those are glosses."""


@dataclass(frozen=True, slots=True)
class _Bracket:
    characters: int
    """Length of the run of Chinese characters before it."""
    syllables: int
    """How many of them it reads; 0 for what is no reading of theirs."""
    offset: int
    end: int


def is_interlinear(text: str, *, is_markdown: bool = False) -> bool:
    """Whether brackets with readings are how the text is written, and no glosses in it.

    Most brackets must be readings, and together read a good share of the characters; outside Markdown it is enough that
    two stand side by side, ``汉(hàn)字(zì)``. A damaged interlinear text is one still: the brackets need not be closed,
    and where each character has one of its own, they may hold anything that begins with a letter.
    """
    text = text[:_TELLING]
    brackets = list(_brackets(text))
    count = count_chinese(text)
    if not brackets:
        return False
    by_character = all(bracket.characters == 1 for bracket in brackets)
    if by_character and len(brackets) == count:
        return True
    reading = [bracket for bracket in brackets if bracket.syllables]
    if not reading or 2 * len(reading) + by_character <= len(brackets):
        return False
    side_by_side = not is_markdown and _stand_side_by_side(brackets)
    return side_by_side or sum(bracket.syllables for bracket in reading) >= _SHARE * count


def note_on_brackets(text: str, first_line: int = 1) -> tuple[str, ...]:
    """A sentence for the editor about brackets that look like readings and stay in the text; none if there are none."""
    offsets = [bracket.offset for bracket in _brackets(text) if bracket.syllables]
    offsets += [number.start() for number in _NUMBER.finditer(text) if _is_toned(number["written"])]
    if not offsets:
        return ()
    line, _ = place(text, min(offsets))
    return (
        Message(
            "有%(count)s处括号像注音，没有当作注音，第一处在第%(line)s行",
            count=len(offsets),
            line=line + first_line - 1,
        ),
    )


def _brackets(text: str) -> Iterator[_Bracket]:
    for match in _BRACKETED.finditer(text):
        run, written = match["run"], match["written"].rstrip()
        yield _Bracket(len(run), _syllables(run, written), match.start(), match.end())


def _stand_side_by_side(brackets: list[_Bracket]) -> bool:
    return any(
        one.syllables and other.syllables == other.characters == 1 and one.end == other.offset
        for one, other in pairwise(brackets)
    )


def _syllables(run: str, written: str) -> int:
    """How many characters at the end of the run the bracket reads.

    Without tones it must be what dictionaries know of them: ``他(he)`` has the letters of a syllable, and is English.
    """
    try:
        readings = align(run, written)
    except NoReadingError:
        return 0
    is_reading = any(map(tone, readings)) or all(map(is_known, run[-len(readings) :], readings))
    return len(readings) if is_reading else 0


def _is_toned(written: str) -> bool:
    """Whether the text is pinyin with tone marks."""
    return not written.isascii() and all(map(split_syllables, _SEPARATOR.split(written.strip())))
