"""What is the address of a page with this title?"""

import re
import unicodedata

from site_app.pinyin.annotate import annotate
from site_app.pinyin.lexicon import EMPTY_LEXICON, Lexicon
from site_app.pinyin.syllables import toneless
from site_app.pinyin.tokens import Word


def pinyin_slug(text: str, lexicon: Lexicon = EMPTY_LEXICON, longest: int = 80) -> str:
    """Toneless syllables joined by hyphens: 脑梗是什么 → ``nao-geng-shi-shen-me``.

    Latin words and digits stay. At most `longest` characters, cut between syllables; empty for a text that has
    neither letter nor digit nor Chinese character.
    """
    parts = [part for sentence in annotate(text, lexicon) for word in sentence.words for part in _parts(word)]
    slug = ""
    for part in parts:
        if len(slug) + 1 + len(part) > longest:
            break
        slug = f"{slug}-{part}" if slug else part
    return slug or "-".join(parts)[:longest]


def _parts(word: Word) -> list[str]:
    if word.is_chinese:
        return [toneless(syllable.reading).replace("ê", "e") for syllable in word.syllables if syllable.reading]
    ascii_text = unicodedata.normalize("NFKD", word.text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", ascii_text)
