"""How is an annotated text written in traditional characters, and does each syllable keep its reading?

OpenCC converts to the standard of Taiwan character by character (``s2tw``): a configuration that also puts other words
(``s2twp``: 软件 → 軟體) would no longer fit what the voice says and what an editor approved. What it chose is then checked
by the readings, which it does not know: 发 is 髮 where it is read fà, and 發 where it is read fā.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from site_app.pinyin.converting import to_traditional
from site_app.pinyin.syllables import tone, toneless
from site_app.pinyin.tokens import Sentence, Syllable, Word

CHOICES = Path(__file__).with_name("data") / "traditional.tsv"
"""Simplified characters that stand for several traditional ones, the commonest first (from OpenCC's STCharacters)."""

_HAN = re.compile("[㐀-鿿]")
_DOUBLE = str.maketrans("“”", "「」")
_SINGLE = str.maketrans("‘’", "『』")


def characters_of(text: str) -> str:
    """The text in traditional characters, one for each, with the quotation marks that go with them; the rest stays as it is."""
    return _quoted(to_traditional(text).replace("迴歸", "回歸"))  # 迴歸, OpenCC's choice, is what statisticians do


def _quoted(text: str) -> str:
    """「」 for “” in Chinese; what stands in English, and an apostrophe, is left alone."""
    if not _HAN.search(text):
        return text
    text = text.translate(_DOUBLE)
    return text.translate(_SINGLE) if "‘" in text else text


def in_traditional(sentence: Sentence) -> Sentence:
    """The same words with the same readings."""
    text, start, words = characters_of(sentence.text), 0, []
    for word in sentence.words:
        end = start + len(word.syllables)
        words.append(_converted(word, text[start:end]))
        start = end
    return Sentence(tuple(words))


def impossible(sentence: Sentence) -> Iterator[tuple[int, Word, Syllable, str]]:
    """Where no traditional character for a syllable has its reading: (offset, word, syllable, what stands there)."""
    offset = 0
    for word, converted in zip(sentence.words, in_traditional(sentence).words, strict=True):
        for before, after in zip(word.syllables, converted.syllables, strict=True):
            known = _choices().get(before.character, {}).get(after.character)
            if before.reading and not _can_be_read(known, before.reading):
                yield offset, word, before, after.character
            offset += 1


def _converted(word: Word, in_sentence: str) -> Word:
    # A word says better than its neighbours what is meant: no phrase of OpenCC's reaches over its edge.
    text = characters_of(word.text) if len(word.syllables) > 1 else in_sentence
    pairs = zip(word.syllables, text, strict=True)
    return replace(word, syllables=tuple(_with(one, _fitting(one, to)) for one, to in pairs))


def _with(syllable: Syllable, character: str) -> Syllable:
    """Most characters are the same in both."""
    return syllable if character == syllable.character else replace(syllable, character=character)


def _fitting(syllable: Syllable, converted: str) -> str:
    """What was chosen, or the first choice that can be read so; what was chosen where there is none."""
    choices = _choices().get(syllable.character, {})
    if syllable.reading is None or _can_be_read(choices.get(converted), syllable.reading):
        return converted
    return next((one for one, known in choices.items() if _can_be_read(known, syllable.reading)), converted)


def _can_be_read(known: tuple[str, ...] | None, reading: str) -> bool:
    """Whether the reading is among these, whole or in the neutral tone; True where none is known."""
    if not known or reading in known:
        return True
    return any(toneless(one) == toneless(reading) and 5 in (tone(one), tone(reading)) for one in known)


@cache
def _choices() -> dict[str, dict[str, tuple[str, ...]]]:
    """For a simplified character its traditional ones, each with its readings."""
    lines = (line.split("\t") for line in CHOICES.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {simplified: dict(map(_with_readings, choices.split())) for simplified, choices in lines}


def _with_readings(choice: str) -> tuple[str, tuple[str, ...]]:
    character, readings = choice.split(":")
    return character, tuple(filter(None, readings.split(",")))
