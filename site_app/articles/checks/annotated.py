"""What do the checks want to know of an annotated text?"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from site_app.articles.checks.check import Place
from site_app.articles.checks.manuscript import manuscript

if TYPE_CHECKING:
    from site_app.pinyin import Lexicon


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
class ImpossibleReading:
    """A character that has no traditional form with its reading."""

    word: str
    character: str
    traditional: str
    reading: str
    place: Place


@dataclass(frozen=True, slots=True)
class Annotated:
    """What is kept of the annotation: little, since it is remembered."""

    words: tuple[UsedWord, ...]
    """In the order of their first places."""
    sentences: tuple[ReadSentence, ...]
    impossible: tuple[ImpossibleReading, ...]


@lru_cache(maxsize=8)
def annotated(markdown: str, lexicon: "Lexicon") -> Annotated:
    """Annotating takes longer than all checks together, so they share it, and so do a form's next views."""
    from site_app.pinyin import annotate
    from site_app.pinyin.traditional import impossible

    read = manuscript(markdown)
    words: dict[tuple[str, str], UsedWord] = {}
    sentences: list[ReadSentence] = []
    unwritable: list[ImpossibleReading] = []
    for number, block in enumerate(read.blocks):
        start = 0
        for sentence in annotate(block.text, lexicon, block.written):
            length = sum(map(str.isalnum, sentence.text))
            sentences.append(ReadSentence(length, read.place(number, start)))
            for offset, word, syllable, traditional in impossible(sentence):
                place = read.place(number, start + offset)
                unwritable.append(
                    ImpossibleReading(word.text, syllable.character, traditional, syllable.reading or "", place)
                )
            for word in sentence.words:
                if word.is_chinese:
                    known = words.get((word.text, word.pos))
                    place = known.first if known else read.place(number, start)
                    words[word.text, word.pos] = UsedWord(word.text, word.pos, known.count + 1 if known else 1, place)
                start += len(word.syllables)
    return Annotated(tuple(words.values()), tuple(sentences), tuple(unwritable))
