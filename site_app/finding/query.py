"""What may somebody mean by what they typed? Pieces that an article should hold, each to be understood in some ways."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_app.finding.characters import compared, visible
from site_app.finding.keys import LONGEST_INITIALS, hanzi_keys, sound_keys
from site_app.finding.models import LONGEST_KEY
from site_app.pinyin.characters import CHINESE
from site_app.pinyin.syllables import tone, toneless
from site_app.pinyin.typed import as_heard, ways_to_divide

LONGEST = 80
"""Characters of a query that are looked at."""
MOST_PIECES = 8

_RUN = re.compile(rf"[{CHINESE}]+|(?:(?![{CHINESE}])[\w'’·\-])+")
_INITIALS = re.compile("[a-z]+")
_EMPTY_WORDS = frozenset("的了吗呢是在和与及或也都就还有我你他它这那怎么样什为何哪些能可以要会得吧啊请")
"""Questions are asked with them, articles are not told by them."""


@dataclass(frozen=True, slots=True)
class Group:
    """Keys one of which an article should hold; the first is what was typed, the others are tolerated."""

    keys: tuple[str, ...]
    share: float = 1.0
    """How much of the piece it is."""
    is_bonus: bool = False
    """Whether an article without it is found as well."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to understand a piece."""

    kind: str
    """``hanzi``, ``sound``, ``initials`` or ``latin``."""
    units: tuple[str, ...]
    """Characters, syllables (with tones where they were typed), letters or words, to light up what was found."""
    groups: tuple[Group, ...]
    trust: float = 1.0


@dataclass(frozen=True, slots=True)
class Query:
    typed: str
    """As it is shown again."""
    pieces: tuple[tuple[Way, ...], ...]
    tolerant: bool

    @property
    def keys(self) -> set[str]:
        return {key for ways in self.pieces for way in ways for group in way.groups for key in group.keys}

    @property
    def sounds(self) -> bool:
        """Whether any of it can be pinyin."""
        return any(way.kind == "sound" for ways in self.pieces for way in ways)


def understood(typed: str, *, tolerant: bool = False) -> Query:
    """Never raises, whatever was typed; without pieces when it holds no letter, digit or hanzi."""
    shown = " ".join(visible(typed[: 4 * LONGEST]).split())[:LONGEST]
    text = compared(unicodedata.normalize("NFKC", shown).casefold())
    pieces = [ways for ways in _pieces(_RUN.findall(text), tolerant) if ways][:MOST_PIECES]
    if len(pieces) == 1:
        pieces = [tuple(_with_bonus(_with_bonus(way, "^", 0), "$", -1) for way in pieces[0])]
    return Query(shown, tuple(pieces), tolerant)


def _pieces(runs: Sequence[str], tolerant: bool) -> Iterator[tuple[Way, ...]]:
    spelled: list[str] = []
    for run in (*runs, ""):
        latin = run.strip("'’·-")
        if latin and _is_latin(run) and ways_to_divide(latin):
            spelled.append(latin)
            continue
        if spelled:
            yield _latin(spelled, tolerant)
            spelled = []
        if latin:
            yield _latin([latin], tolerant) if _is_latin(run) else (_hanzi(run),)


def _is_latin(run: str) -> bool:
    return re.match(f"[{CHINESE}]", run) is None


def _hanzi(run: str) -> Way:
    keys = hanzi_keys(run)
    groups = tuple(Group((key,), 0.15 if {*key[1:]} & _EMPTY_WORDS else 1.0) for key in keys)
    if all(group.share < 1 for group in groups):
        groups = tuple(Group(group.keys) for group in groups)
    return Way("hanzi", tuple(run), groups)


def _latin(runs: list[str], tolerant: bool) -> tuple[Way, ...]:
    """Runs that follow one another: syllables if they can be, or else words; a single one may be initials."""
    ways = [_words(runs)]
    divided = [ways_to_divide(run) for run in runs]
    if all(divided):
        # Every division of one run, with the likeliest of the others.
        likeliest = [way[0] for way in divided]
        for place, others in enumerate(divided):
            for other in others[1 if place else 0 :]:
                syllables = [s for run in (*likeliest[:place], other, *likeliest[place + 1 :]) for s in run]
                ways.append(_sounds(tuple(syllables), tolerant))
    letters = "".join(runs)
    is_initials = len(runs) == 1 or all(len(run) == 1 for run in runs)
    if is_initials and 1 < len(letters) <= LONGEST_INITIALS and _INITIALS.fullmatch(letters):
        ways.append(Way("initials", tuple(letters), (Group((f"i{letters}",)),), trust=0.8))
    return tuple(ways)


def _words(runs: list[str]) -> Way:
    words = tuple(word for run in runs for word in re.findall(r"\w+", run))
    return Way("latin", words, tuple(Group((f"w{word}"[:LONGEST_KEY],)) for word in words))


def _sounds(syllables: tuple[str, ...], tolerant: bool) -> Way:
    plain = [toneless(syllable) for syllable in syllables]
    groups = [Group((key,)) for key in sound_keys("p", plain)]
    if tolerant:
        heard = [as_heard(syllable) for syllable in plain]
        # What is heard so is kept under `f` where it is spelled otherwise, and else under `p`.
        confused = zip(sound_keys("f", heard), sound_keys("p", heard), strict=True)
        groups = [
            Group(tuple(dict.fromkeys((*group.keys, *more)))) for group, more in zip(groups, confused, strict=True)
        ]
    if all(map(tone, syllables)):
        groups += [Group((key,), 0.5, is_bonus=True) for key in sound_keys("t", syllables)]
    return Way("sound", syllables, tuple(groups))


def _with_bonus(way: Way, end: str, place: int) -> Way:
    wanted = [group for group in way.groups if not group.is_bonus]
    if not wanted:
        return way
    keys = tuple(f"{end}{key}"[:LONGEST_KEY] for key in wanted[place].keys)
    return Way(way.kind, way.units, (*way.groups, Group(keys, 0.5, is_bonus=True)), way.trust)
