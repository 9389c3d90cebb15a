"""Which characters does a bracketed reading read? ``的脑(nǎo)`` reads 脑 alone, ``西安(xian)`` both, ``先(xian)`` the one.

Characters' known readings decide how joined syllables divide; only where they do not is the spelling itself asked.
"""

import re
from functools import lru_cache

from site_app.message import Message
from site_app.pinyin import annotate
from site_app.pinyin.notation import split_syllables
from site_app.pinyin.syllables import parse_syllable, toneless

_PIECE = re.compile(r"[^\s'’·\-]+")
_LONGEST = 400
"""Characters in one pair of brackets: a long sentence."""
_LONGEST_SYLLABLE = len("zhuang") + 2  # with a combining mark and a digit


class NoReadingError(ValueError):
    """What stands in brackets reads nothing that stands before them. `offset` counts from the opening bracket on."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def align(characters: str, written: str) -> tuple[str, ...]:
    """The readings of the last characters of a run, one each: of as many as the bracket's contents read.

    Canonical, without digit where no tone is given. Raises NoReadingError for what is no pinyin, and when there are more
    or fewer syllables than characters.
    """
    if len(written) > _LONGEST:
        raise NoReadingError(Message("一对括号里的读音超过了%(limit)s个字符；请分成词来标注", limit=_LONGEST), 0)
    pieces = list(_PIECE.finditer(written))
    spelled = [syllable for piece in pieces for syllable in _as_spelled(piece)]
    if not spelled:
        raise NoReadingError(Message("括号里没有读音"), 0)
    if len(pieces) == len(spelled) == len(characters):
        return tuple(spelled)
    if known := _as_known(characters, [piece[0] for piece in pieces]):
        return known
    if len(spelled) == len(characters):
        return tuple(spelled)
    told = Message(
        "“%(characters)s”有%(count)s个汉字，括号里的读音“%(written)s”却有%(syllables)s个音节",
        characters=characters[-20:],
        count=len(characters),
        written=_shortened(written.strip()),
        syllables=len(spelled),
    )
    raise NoReadingError(told, 0)


def _as_spelled(piece: re.Match[str]) -> tuple[str, ...]:
    """The syllables of a joined reading by the rules of spelling alone."""
    if syllable := _syllable(piece[0]):
        return (syllable,)
    if ways := split_syllables(piece[0]):
        return ways[0]
    if piece[0].endswith("r") and (ways := split_syllables(piece[0][:-1])):
        # Erhua is spelled as a mere r: 花儿 huār (Hanyu Pinyin scheme, 1958).
        return (*ways[0], "er5")
    raise NoReadingError(Message("“%(piece)s”不是普通话音节", piece=piece[0]), piece.start())


def _as_known(characters: str, pieces: list[str]) -> tuple[str, ...]:
    """The readings as the dictionary knows the characters for them, from the last character on; empty if it does not."""
    readings: list[str] = []
    left = len(characters)
    for piece in reversed(pieces):
        ways = _endings(characters[:left], piece)
        if not ways:
            return ()
        readings[:0] = ways
        left -= len(ways)
    return tuple(readings)


def _endings(characters: str, piece: str) -> tuple[str, ...]:
    """The piece as known readings of the last characters, of as many as possible."""
    reached: dict[int, tuple[str, ...]] = {len(piece): ()}
    found: tuple[str, ...] = ()
    for character in reversed(characters[-len(piece) :]):
        reached = {
            start: (reading, *after)
            for end, after in reached.items()
            for start in range(max(0, end - _LONGEST_SYLLABLE), end)
            if (reading := _known_reading(character, piece[start:end]))
        }
        found = reached.pop(0, found)
    return found


def _known_reading(character: str, written: str) -> str:
    if character == "儿" and written == "r":
        return "er5"
    reading = _syllable(written)
    return reading if reading and toneless(reading) in _known_readings(character) else ""


@lru_cache(maxsize=10_000)
def _known_readings(character: str) -> frozenset[str]:
    syllable = annotate(character)[0].words[0].syllables[0]
    return frozenset(map(toneless, filter(None, (syllable.reading, *syllable.alternatives))))


@lru_cache(maxsize=20_000)
def _syllable(text: str) -> str:
    try:
        return parse_syllable(text)
    except ValueError:
        return ""


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
