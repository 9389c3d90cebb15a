"""Where does a source read a character differently from this site?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_app.message import Message
from site_app.pinyin import Lexicon, Word, annotate
from site_app.pinyin.syllables import marked, tone, toneless

_CONTEXT = 6
_SANDHI = {("一", "yi2"), ("一", "yi4"), ("不", "bu2")}
"""Spoken forms that many sources write; the site makes them from the dictionary reading (GB/T 16159-2012, 6.5)."""


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word of a text with the source's readings of its characters."""

    start: int
    """Offset in the text."""
    word: Word
    source: tuple[str | None, ...]
    """One for each character; None where the source has no reading."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One character that the source reads differently. Readings are canonical; the source's may lack the tone."""

    character: str
    word: str
    """The word in which the site reads it."""
    context: str
    """What surrounds it in its sentence."""
    position: int
    """Offset in the text that was compared."""
    source: str
    site: str

    def __str__(self) -> str:
        word = Message("（%(word)s）", word=self.word) if self.word != self.character else ""
        source = (
            marked(self.source)
            if tone(self.source)
            else Message("%(source)s（无调）", source=self.source.replace("v", "ü"))
        )
        return Message(
            "“%(character)s”%(word)s原文注 %(source)s，本站读 %(site)s，见“%(context)s”",
            character=self.character,
            word=word,
            source=source,
            site=marked(self.site),
            context=self.context,
        )


def read_words(text: str, readings: Mapping[int, str], lexicon: Lexicon) -> list[PlacedWord]:
    """All words of the text, each line annotated as a block of its own. `readings` are the source's, by offset."""
    placed: list[PlacedWord] = []
    start = 0
    for line in text.splitlines(keepends=True):
        for sentence in annotate(line, lexicon):
            for word in sentence.words:
                source = tuple(readings.get(start + place) for place in range(len(word.syllables)))
                placed.append(PlacedWord(start, word, source))
                start += len(word.syllables)
    return placed


def disagreements(text: str, words: list[PlacedWord]) -> list[Disagreement]:
    """Where the source differs, in the order of the text: by tone where it gives one, else by syllable alone."""
    return [
        Disagreement(
            character=placed.word.syllables[place].character,
            word=placed.word.text,
            context=_context(text, placed.start + place),
            position=placed.start + place,
            source=reading,
            site=placed.word.syllables[place].reading or "",
        )
        for placed in words
        for place, reading in _differing(placed)
    ]


def _differing(placed: PlacedWord) -> Iterator[tuple[int, str]]:
    for place, (syllable, source) in enumerate(zip(placed.word.syllables, placed.source, strict=True)):
        if source and syllable.reading and not _agree(syllable.character, source, syllable.reading):
            yield place, source


def _agree(character: str, source: str, site: str) -> bool:
    if tone(source) is None:
        return source == toneless(site)
    return source == site or ((character, source) in _SANDHI and toneless(source) == toneless(site))


def _context(text: str, position: int) -> str:
    line_start = text.rfind("\n", 0, position) + 1
    line_end = text.find("\n", position)
    end = min(position + _CONTEXT + 1, line_end if line_end >= 0 else len(text))
    return text[max(line_start, position - _CONTEXT) : end]


def written_inline(placed: PlacedWord) -> str:
    """The word with the source's readings, ``{卒中|cù zhòng}``; empty unless the source differs and gives tones."""
    if not any(tone(reading) for _, reading in _differing(placed)):
        return ""
    syllables = zip(placed.word.syllables, placed.source, strict=True)
    readings = [source if source and tone(source) else syllable.reading or "" for syllable, source in syllables]
    if any(tone(reading) != 5 for reading in readings):
        return f"{{{placed.word.text}|{' '.join(map(marked, readings))}}}"
    # A word of neutral syllables alone looks as if its tones were forgotten; one by one they can only be neutral.
    characters = zip(placed.word.text, readings, strict=True)
    return "".join(f"{{{character}|{marked(reading)}}}" for character, reading in characters)
