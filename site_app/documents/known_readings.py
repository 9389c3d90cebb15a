"""Is this a reading that the character ever has?"""

from site_app.pinyin.characters import dictionary_form
from site_app.pinyin.dictionary import load
from site_app.pinyin.syllables import tone, toneless

_CHANGES_ITS_TONE = frozenset("一不")
"""Characters whose spoken tones no dictionary lists (GB/T 16159-2012, 6.5)."""


def is_known(character: str, reading: str) -> bool:
    """Whether dictionaries list the canonical reading, or have nothing on the character.

    A missing tone may be any. So may a neutral one, which words give to characters that have another by themselves.
    """
    known = load().readings(dictionary_form(character))
    if tone(reading) in (None, 5) or character in _CHANGES_ITS_TONE:
        return not known or toneless(reading) in map(toneless, known)
    return not known or reading in known
