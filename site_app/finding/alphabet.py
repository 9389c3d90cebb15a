"""Under which letter does a title stand, and in which order?"""

from collections.abc import Iterable

from site_app.finding.document import Passage
from site_app.pinyin.syllables import toneless

LONGEST = 120
OTHERS = "#"
"""Where what begins with neither a syllable nor a Latin letter stands."""


def sort_key(title: Iterable[Passage]) -> str:
    """Syllable by syllable, as dictionaries sort: 西安 (``xi1 an1``) before 先 (``xian1``)."""
    parts = []
    for passage in title:
        for word in passage.words:
            if word.readings:
                parts += [f"{toneless(reading)} {reading[-1:]}" for reading in word.readings]
            elif word.text[0].isalnum():
                parts.append(word.text.casefold())
    return " ".join(parts)


def letter(key: str) -> str:
    first = key[:1].upper()
    return first if "A" <= first <= "Z" else OTHERS
