"""In which notation is a syllable written?"""

from enum import StrEnum
from functools import lru_cache

from site_app.pinyin.syllables import INTERJECTIONS, marked, tone, toneless

_VOWELLESS = {"m": "ㄇ", "n": "ㄋ", "ng": "ㄫ", "hm": "ㄏㄇ", "hng": "ㄏㄫ"}
"""What pypinyin would give a vowel or no symbol of Zhuyin."""
_TONE_IN_ZHUYIN = {2: "ˊ", 3: "ˇ", 4: "ˋ"}


class Style(StrEnum):
    """A notation, under the name that commands and options use."""

    MARKED = "marked"
    """``zhòng``"""
    TONELESS = "toneless"
    """``zhong``, ``lü``"""
    NUMBERED = "numbered"
    """``zhong4``, ``lü4``, the neutral tone as 5: ``de5``"""
    ZHUYIN = "zhuyin"
    """``ㄓㄨㄥˋ``, the first tone unmarked and the dot of the neutral tone in front: ``˙ㄉㄜ``"""


@lru_cache(maxsize=8192)
def written_syllable(reading: str, style: Style = Style.MARKED) -> str:
    """A reading in canonical form (``lv4``) as the notation writes it."""
    match style:
        case Style.MARKED:
            return marked(reading)
        case Style.TONELESS:
            return toneless(reading).replace("v", "ü")
        case Style.NUMBERED:
            return reading.replace("v", "ü")
        case Style.ZHUYIN:
            return ("˙" if tone(reading) == 5 else "") + _symbols(toneless(reading)) + _tone_in_zhuyin(reading)


def _symbols(syllable: str) -> str:
    if syllable in INTERJECTIONS:
        return _VOWELLESS[syllable]
    # pypinyin takes a tenth of a second and its dictionary's memory, which the other notations do without.
    from pypinyin import Style as PypinyinStyle
    from pypinyin.style import convert

    return str(convert(f"{syllable}1", PypinyinStyle.BOPOMOFO, strict=True))


def _tone_in_zhuyin(reading: str) -> str:
    return _TONE_IN_ZHUYIN.get(tone(reading) or 1, "")
