"""What does a voice have to say for an edition, sentence by sentence?"""

from collections.abc import Iterator
from dataclasses import dataclass

from site_app.narration.utterance import MARKS, Utterance
from site_app.pinyin import Lexicon
from site_app.pinyin.speech import SpokenSyllable
from site_app.rendering.reading_aloud import SpokenSentence, SpokenWord, spoken_article

PAUSES = {"sentence": 350, "block": 700, "heading": 900}
"""Milliseconds of silence behind a sentence, behind the last one of a paragraph or an item, and behind a heading."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a script."""

    sentence: SpokenSentence
    words: tuple[SpokenWord, ...]
    utterance: Utterance
    """What the engine is asked to say; its syllables are those of `words`, in order."""
    pause: int
    """Milliseconds of silence behind it."""


def script(title: str, markdown: str, lexicon: Lexicon) -> Iterator[Line]:
    """The lines of an article. A sentence that only shows something, such as ``→``, has none."""
    for sentence in spoken_article(title, markdown, lexicon):
        words = tuple(part for part in sentence.parts if isinstance(part, SpokenWord))
        if words:
            yield Line(sentence, words, _utterance(sentence), _pause(sentence))


def _pause(sentence: SpokenSentence) -> int:
    return PAUSES["heading" if sentence.is_heading else "block" if sentence.ends_block else "sentence"]


def _utterance(sentence: SpokenSentence) -> Utterance:
    said: list[tuple[str, ...] | str] = []
    for part in sentence.parts:
        if isinstance(part, str):
            for mark in (MARKS[character] for character in part if character in MARKS):
                if said and said[-1] != mark:
                    said.append(mark)
        else:
            said += (tuple(_syllable(syllable) for syllable in word) for word in part.words)
    if said and not isinstance(said[-1], str):
        # A heading or an item of a list ends without a mark, but not on a rising voice.
        said.append(".")
    return tuple(said)


def _syllable(syllable: SpokenSyllable) -> str:
    return syllable.reading + "r" * syllable.erhua if syllable.reading else syllable.character
