"""In which notation is a syllable written?"""

from enum import StrEnum
from functools import lru_cache

from site_app.pinyin.syllables import marked, toneless
from site_app.pinyin.zhuyin import in_zhuyin


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
            return in_zhuyin(reading)
