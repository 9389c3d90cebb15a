"""What do the checks want to know of an annotated text?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from site_app.articles.checks.check import Place
from site_app.articles.checks.manuscript import Manuscript, manuscript

if TYPE_CHECKING:
    from site_app.pinyin import Lexicon, Sentence


@dataclass(frozen=True, slots=True)
class Doubt:
    """A character whose reading is doubtful."""

    word: str
    character: str
    readings: tuple[str, ...]
    """Canonical; the chosen one first."""
    place: Place


@dataclass(frozen=True, slots=True)
class UsedWord:
    """A word of the text."""

    text: str
    pos: str
    count: int
    first: Place


@dataclass(frozen=True, slots=True)
class ReadSentence:
    length: int
    """Letters, hanzi and digits; punctuation is not counted."""
    place: Place


@dataclass(frozen=True, slots=True)
class Annotated:
    """What is kept of the annotation: little, since it is remembered."""

    doubts: tuple[Doubt, ...]
    words: tuple[UsedWord, ...]
    """In the order of their first places."""
    sentences: tuple[ReadSentence, ...]


@lru_cache(maxsize=8)
def annotated(markdown: str, lexicon: "Lexicon") -> Annotated:
    """Annotating takes longer than all checks together, so they share it, and so do a form's next views."""
    from site_app.pinyin import annotate

    read = manuscript(markdown)
    doubts: list[Doubt] = []
    words: dict[tuple[str, str], UsedWord] = {}
    sentences: list[ReadSentence] = []
    for number, block in enumerate(read.blocks):
        start = 0
        for sentence in annotate(block.text, lexicon, block.written):
            length = sum(map(str.isalnum, sentence.text))
            sentences.append(ReadSentence(length, read.place(number, start)))
            doubts += _doubts(read, number, start, sentence)
            for word in sentence.words:
                if word.is_chinese:
                    known = words.get((word.text, word.pos))
                    place = known.first if known else read.place(number, start)
                    words[word.text, word.pos] = UsedWord(word.text, word.pos, known.count + 1 if known else 1, place)
                start += len(word.syllables)
    return Annotated(tuple(doubts), tuple(words.values()), tuple(sentences))


def _doubts(read: Manuscript, block: int, start: int, sentence: "Sentence") -> Iterator[Doubt]:
    for word in sentence.words:
        for syllable in word.syllables:
            if syllable.doubtful and syllable.reading:
                readings = (syllable.reading, *syllable.alternatives)
                yield Doubt(word.text, syllable.character, readings, read.place(block, start))
            start += 1
