"""What does a word mean, and how hard is it?"""

from collections.abc import Collection
from dataclasses import dataclass

from site_app.glossary.models import TermPage
from site_app.words.dictionary import chosen, look_up
from site_app.words.levels import level

_MOST_GLOSSES = 3
_LONGEST = 120
"""Characters of the English of a word."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What can be told of a word."""

    english: str
    """From the site's lexicon, or else from CC-CEDICT; may be empty."""
    plain: str
    """The site's own explanation in Chinese; may be empty."""
    level: int | None
    """HSK 3.0: 1 to 7, where 7 stands for 7 to 9; None for what it does not list."""

    @property
    def level_name(self) -> str:
        """``3``, ``7—9``; empty for what is not listed."""
        return "" if self.level is None else "7—9" if self.level >= 7 else str(self.level)


def meanings(words: Collection[tuple[str, tuple[str, ...]]]) -> dict[tuple[str, tuple[str, ...]], Meaning]:
    """What is told of each (word, its readings); one query."""
    texts = {text for text, _ in words}
    rows = TermPage.objects.shown().values_list("word", "plain", "gloss")
    explained = {word: (plain, gloss) for word, plain, gloss in rows if word in texts}
    return {
        (text, readings): Meaning(
            english=(explained.get(text, ("", ""))[1] or english(text, readings)),
            plain=explained.get(text, ("", ""))[0],
            level=level(text),
        )
        for text, readings in words
    }


def english(text: str, readings: tuple[str, ...]) -> str:
    """What CC-CEDICT says of a word that is read so, shortened; empty where it does not know the word."""
    entries = chosen(look_up(text), readings)
    glosses = [gloss for gloss in (entries[0].glosses if entries else ()) if not gloss.startswith("CL:")]
    shown = "; ".join(glosses[:_MOST_GLOSSES])
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1].rstrip()}…"
