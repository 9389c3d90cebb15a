"""How is a word read at its place in a text that nobody has stored, and how is another reading written there?"""

from django.utils.translation import gettext as _

from site_app.articles.lexicon import lexicon
from site_app.articles.models.edition import plain

MOST_CHARACTERS = 100
"""Of a word that one reading is written for; `pinyin.inline` reads no longer one."""
MOST_CONTEXT = 300
"""Characters on each side that are looked at."""


def reading_here(word: str, before: str, after: str) -> str:
    """The word's reading as the site would print it, by syllables: ``cù zhòng``.

    Raises ValueError, in words for the editor, for what has no reading.
    """
    from site_app.pinyin import annotate
    from site_app.pinyin.styles import written_syllable

    word = plain(word)
    _check(word)
    before, after = plain(before)[-MOST_CONTEXT:], plain(after)[:MOST_CONTEXT]
    syllables = [
        syllable for sentence in annotate(f"{before}{word}{after}", lexicon()) for syllable in sentence.syllables
    ]
    here = syllables[len(before) : len(before) + len(word)]
    readings = [written_syllable(syllable.reading) for syllable in here if syllable.reading]
    if not readings:
        raise ValueError(_("选中的文字里没有汉字，不能注音。"))
    return " ".join(readings)


def written_reading(word: str, reading: str) -> str:
    """The Markdown that prescribes the reading: ``{卒中|cù zhòng}``. Raises ValueError when the word cannot have it."""
    from site_app.pinyin.inline import INLINE_READING, read_inline
    from site_app.pinyin.styles import written_syllable

    word = plain(word)
    _check(word)
    match = INLINE_READING.fullmatch(f"{{{word}|{reading}}}")
    if match is None:
        raise ValueError(_("这几个字不能注音：要有汉字，不能换行，也不能有花括号或竖线。"))
    written = " ".join(map(written_syllable, read_inline(match)))
    return f"{{{word}|{written}}}"


def _check(word: str) -> None:
    if len(word) > MOST_CHARACTERS:
        raise ValueError(_("一次最多给%(most)s个字注音。") % {"most": MOST_CHARACTERS})
