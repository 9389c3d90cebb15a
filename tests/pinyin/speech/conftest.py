from collections.abc import Callable

import pytest

from site_app.pinyin import Sentence, Syllable, Word, annotate
from site_app.pinyin.characters import is_chinese
from site_app.pinyin.speech import speak, spell_spoken


@pytest.fixture
def figures() -> Callable[[str], str]:
    """How what is not hanzi in a text is spoken, each span by itself."""

    def spell_figures(text: str) -> str:
        return " ".join(
            spell_spoken(span.words)
            for sentence in annotate(text)
            for span in speak(sentence)
            if span.words and not is_chinese(sentence.text[span.start : span.end])
        )

    return spell_figures


@pytest.fixture
def spoken() -> Callable[[str], str]:
    """How a sentence is spoken that is given word by word: ``很/d/hen3 好/a/hao3``; without readings a word is silent."""

    def spell_words(notation: str) -> str:
        words = []
        for part in notation.split():
            text, pos, readings = part.split("/") if "/" in part else (part, "x", "")
            words.append(Word(tuple(map(Syllable, text, readings.split(".") if readings else [None] * len(text))), pos))
        return " ".join(spell_spoken(span.words) for span in speak(Sentence(tuple(words))) if span.words)

    return spell_words
