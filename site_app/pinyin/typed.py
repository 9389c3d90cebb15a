"""Which syllables does somebody mean who types pinyin, with or without tones, spaces and care?"""

import unicodedata
from functools import lru_cache

from site_app.pinyin.notation import LONGEST_SYLLABLE
from site_app.pinyin.syllables import INTERJECTIONS, parse_syllable, toneless

MOST_WAYS = 4
LONGEST = 60
"""Letters that are looked at; more are no word."""

_CONFUSED_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_CONFUSED_FINALS = ("ang", "eng", "ing")


@lru_cache(maxsize=4096)
def ways_to_divide(letters: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read joined letters as syllables, fewest syllables first: ``xian`` → (xian), (xi, an).

    An apostrophe or a hyphen divides. Syllables are canonical; those typed without tone have none. Empty for what is no
    pinyin.
    """
    letters = unicodedata.normalize("NFC", letters.casefold()).replace("’", "'").replace("·", "'").replace("-", "'")
    if not 0 < len(letters) <= LONGEST:
        return ()
    ways: list[tuple[tuple[str, ...], ...]] = [((),)] + [()] * len(letters)
    for end in range(1, len(letters) + 1):
        if letters[end - 1] == "'":
            ways[end] = ways[end - 1]
            continue
        found = [
            (*way, syllable)
            for start in range(max(0, end - LONGEST_SYLLABLE), end)
            if ways[start] and (syllable := _syllable(letters[start:end]))
            for way in ways[start]
        ]
        ways[end] = tuple(sorted(found, key=len)[:MOST_WAYS])
    return tuple(way for way in ways[-1] if way)


@lru_cache(maxsize=4096)
def as_heard(syllable: str) -> str:
    """A syllable without tone as those say it who tell neither zh from z nor ang from an: ``zhang`` → ``zan``."""
    for careful, careless in _CONFUSED_INITIALS:
        if syllable.startswith(careful):
            return _plain_final(careless + syllable[len(careful) :])
    return _plain_final(syllable)


def _plain_final(syllable: str) -> str:
    return syllable[:-1] if syllable.endswith(_CONFUSED_FINALS) else syllable


def _syllable(text: str) -> str | None:
    try:
        syllable = parse_syllable(text)
    except ValueError:
        return None
    return None if toneless(syllable) in INTERJECTIONS else syllable
