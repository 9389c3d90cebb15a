"""What is an annotated text made of? Sentences of words of syllables, one syllable for each character."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Syllable:
    """One character of the text and how it is read."""

    character: str
    """Exactly one character of the source text, never normalised: joining all of them gives the text back."""
    reading: str | None = None
    """Canonical dictionary reading (``zhong4``; see `syllables`), without sandhi; None for a character that has none."""
    source: str = ""
    """The name of the step that decided, one of `readings.STEPS`."""
    alternatives: tuple[str, ...] = ()
    """The other readings this character could have had: those that another step would have chosen, then commonest first."""
    doubtful: bool = False
    """Whether the steps that had an opinion disagree, or none but the last had one. What the editor or the site's lexicon
    prescribes is beyond doubt."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a run of Latin letters or of digits, or one mark of punctuation."""

    syllables: tuple[Syllable, ...]
    pos: str = ""
    """Part of speech in the ICTCLAS tag set that jieba uses (``n``, ``v``, ``ns`` …); ``x`` for what is no word."""

    @property
    def text(self) -> str:
        return "".join(syllable.character for syllable in self.syllables)

    @property
    def is_chinese(self) -> bool:
        """Whether any of its characters has a reading."""
        return any(syllable.reading for syllable in self.syllables)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its closing punctuation, or what stands between two sentences' ends."""

    words: tuple[Word, ...]

    @property
    def syllables(self) -> tuple[Syllable, ...]:
        return tuple(syllable for word in self.words for syllable in word.syllables)

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class WrittenReading:
    """A reading that the editor wrote in the text, for the characters from `start` up to `end` (offsets in the text)."""

    start: int
    end: int
    readings: tuple[str, ...]
    """Canonical readings, one for each Chinese character between `start` and `end`."""
