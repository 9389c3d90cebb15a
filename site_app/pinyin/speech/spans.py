"""What is a spoken sentence made of, and how is it written in pinyin?"""

from collections.abc import Sequence
from dataclasses import dataclass

from site_app.pinyin.syllables import marked


@dataclass(frozen=True, slots=True)
class SpokenSyllable:
    """One thing to say: a Mandarin syllable, the name of a letter, or a foreign word."""

    character: str
    """The hanzi that is spoken (零 and 百 for digits; 玩儿 where 儿 has merged), or the letter whose name is spoken (``C``).
    Two or more letters are a foreign word, spoken as such (``Omega``)."""
    reading: str
    """Canonical, with the tone as spoken; empty for letters, foreign words and hanzi that no dictionary knows."""
    citation: str = ""
    """The reading without sandhi, as dictionaries print it."""
    erhua: bool = False
    """Whether the syllable ends in the retroflex suffix: ``wan2`` is then spoken wánr."""


@dataclass(frozen=True, slots=True)
class SpokenSpan:
    """A stretch of the sentence's text, from `start` up to `end` (character offsets), and the words it is spoken as."""

    start: int
    end: int
    words: tuple[tuple[SpokenSyllable, ...], ...] = ()
    """One for an ordinary word, several for ``80%`` (百 分 之 八十), none for what is silent."""


def spell_spoken(words: Sequence[Sequence[SpokenSyllable]], *, citation: bool = False) -> str:
    """The words in pinyin with tone marks (``bǎi fēn zhī bāshí``); with `citation`, in the tones of the dictionary."""
    return " ".join(_spell_word(word, citation) for word in words)


def _spell_word(word: Sequence[SpokenSyllable], citation: bool) -> str:
    spelled = ""
    for syllable in word:
        reading = syllable.citation if citation else syllable.reading
        apostrophe = "'" if spelled and reading[:1] in tuple("aoeê") else ""
        spelled += apostrophe + (marked(reading) if reading else syllable.character) + ("r" if syllable.erhua else "")
    return spelled
