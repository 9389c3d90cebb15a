"""Text → sentences → words → syllables with readings. Knows nothing of Django."""

from site_app.pinyin.annotate import annotate
from site_app.pinyin.inline import InlineReadingError, InlineText, parse_inline
from site_app.pinyin.lexicon import EMPTY_LEXICON, Lexicon, read_lexicon
from site_app.pinyin.slugs import pinyin_slug
from site_app.pinyin.spelling import spell, spell_all
from site_app.pinyin.styles import Style
from site_app.pinyin.tokens import Sentence, Syllable, Word, WrittenReading

__all__ = [
    "EMPTY_LEXICON",
    "InlineReadingError",
    "InlineText",
    "Lexicon",
    "Sentence",
    "Style",
    "Syllable",
    "Word",
    "WrittenReading",
    "annotate",
    "parse_inline",
    "pinyin_slug",
    "read_lexicon",
    "spell",
    "spell_all",
]
