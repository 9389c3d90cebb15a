from collections.abc import Callable

import pytest

from site_app.pinyin import EMPTY_LEXICON, Lexicon, annotate


@pytest.fixture
def readings() -> Callable[..., str]:
    """The readings of a text's Chinese characters as one line."""

    def read(text: str, lexicon: Lexicon = EMPTY_LEXICON, written=()) -> str:
        sentences = annotate(text, lexicon, written)
        return " ".join(syllable.reading for s in sentences for syllable in s.syllables if syllable.reading)

    return read
