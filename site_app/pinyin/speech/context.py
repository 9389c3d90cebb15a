"""What surrounds a place in the text? The pieces of regular expressions that the rules share."""

import re
from functools import cache

from site_app.pinyin.speech.units import UNIT

_REACH = 24
"""So many characters on either side can matter to how a number is spoken."""

DASH = "[-‐‑‒–—―−~∼〜]"
"""What stands between the ends of a range, or of anything else."""

_BLANK = "[\u00a0\u2009\u202f]"
NUMBER = (
    rf"(?:\d{{1,3}}(?:(?:,\d{{3}}){{1,4}}|(?:{_BLANK}\d{{3}}){{1,4}}|(?: 000){{1,4}})(?!\d)|\d{{1,16}})"
    r"(?:\.\d{1,16}(?!\d))?"
)
"""At most 16 digits, perhaps with separators of thousands and decimals. A common space separates only 000."""

_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_KEPT = set("，！？；（）＂＇［］｛｝｀")
"""Full-width marks that mean something else than their narrow twins: a list of numbers is not one number."""


def plain(text: str) -> str:
    """The text with ASCII digits and with narrow letters and signs for full-width ones; nothing changes its place."""
    if text.isascii():
        return text
    return "".join(map(_plain, text))


def _plain(character: str) -> str:
    if character.isdecimal():
        return str(int(character))
    return character if character in _KEPT else _FULL_WIDTH.get(character, character)


def before(match: re.Match[str], pattern: str) -> bool:
    """Whether the pattern matches what ends where the match starts."""
    start = match.start()
    return _ending(pattern).search(match.string[max(0, start - _REACH) : start]) is not None


def after(match: re.Match[str], pattern: str) -> bool:
    """Whether the pattern matches what starts where the match ends."""
    end = match.end()
    return _beginning(pattern).match(match.string[end : end + _REACH]) is not None


@cache
def _ending(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern})\\Z")


@cache
def _beginning(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


AFTER_UNIT = rf"(?:\d\s?{UNIT}|[\d%‰℃°ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ年月日号点时分秒岁度个天周次级期倍万亿千百元米克升楼页节])\s?"
"""What a range's first end may end with."""
