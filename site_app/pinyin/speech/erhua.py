"""Where has 儿 become part of the syllable before it?

The retroflex suffix is spelled as the r of the syllable before it (GB/T 16159-2012, 6.1). Dictionaries give it the
neutral tone (玩儿, 一会儿), and 儿 the child its own: 婴儿, 女儿.
"""

from collections.abc import Sequence

from site_app.pinyin.speech.spans import SpokenSyllable


def merged(word: Sequence[SpokenSyllable]) -> tuple[SpokenSyllable, ...]:
    """The syllables of a word, each suffix made one with the syllable before it."""
    syllables: list[SpokenSyllable] = []
    for syllable in word:
        last = syllables[-1] if syllables else None
        if last and last.reading and not last.erhua and syllable.character == "儿" and syllable.reading == "er5":
            syllables[-1] = SpokenSyllable(last.character + "儿", last.reading, last.citation, erhua=True)
        else:
            syllables.append(syllable)
    return tuple(syllables)
