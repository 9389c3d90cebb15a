"""What may be typed to find a text? Its characters, or its pinyin with or without tones, or the initials of that."""

import unicodedata
from collections.abc import Sequence

from site_app.pinyin.annotate import annotate
from site_app.pinyin.lexicon import EMPTY_LEXICON, Lexicon
from site_app.pinyin.syllables import marked, toneless
from site_app.pinyin.tokens import Sentence, WrittenReading


def spellings(text: str, lexicon: Lexicon = EMPTY_LEXICON, written: Sequence[WrittenReading] = ()) -> str:
    """脑梗 → ``脑梗 naogeng nǎogěng ng``, each without spaces. `written` are the readings given in this very text."""
    parts = [part for sentence in annotate(text, lexicon, written) for part in _parts(sentence)]
    ways = (text, "".join(map(toneless, parts)), "".join(map(_marked, parts)), "".join(part[0] for part in parts))
    return " ".join("".join(map(as_sought, way.split())) for way in ways)


def as_sought(typed: str) -> str:
    """How a word is compared, whoever typed it: ``Xī'ān`` → ``xīān``; ü is v, as keyboards have it."""
    form = unicodedata.normalize("NFC", typed.casefold())
    return "".join(character for character in form if character not in "'’-·").replace("ü", "v")


def _parts(sentence: Sentence) -> list[str]:
    """Canonical readings, and Latin words and figures as they are."""
    parts: list[str] = []
    for word in sentence.words:
        if word.is_chinese:
            parts += [syllable.reading for syllable in word.syllables if syllable.reading]
        elif letters := "".join(filter(str.isalnum, word.text)):
            parts.append(letters)
    return parts


def _marked(part: str) -> str:
    return marked(part) if part[-1].isdigit() and part[0].isalpha() else part
