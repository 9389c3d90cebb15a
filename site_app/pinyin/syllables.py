"""Which syllables does Mandarin have, and how is one written?

A reading's canonical form is the lowercase syllable with ``v`` for ü, followed by its tone digit: ``zhong4``, ``lv4``,
``de5`` (5 is the neutral tone). Everything in the project stores and compares readings in this form.
"""

import unicodedata
from functools import lru_cache

from site_app.message import Message

_BY_INITIAL = """
: a ai an ang ao e ei en eng er o ou yo ê
y: a an ang ao e i in ing ong ou u uan ue un
w: a ai an ang ei en eng o u
b: a ai an ang ao ei en eng i ian iang iao ie in ing o u
p: a ai an ang ao ei en eng i ian iao ie in ing o ou u
m: a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
f: a an ang ei en eng iao o ou u
d: a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo
t: a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo
n: a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve
l: a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve
g: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
k: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
h: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j: i ia ian iang iao ie in ing iong iu u uan ue un
q: i ia ian iang iao ie in ing iong iu u uan ue un
x: i ia ian iang iao ie in ing iong iu u uan ue un
zh: a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo
ch: a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
sh: a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
r: an ang ao e en eng i ong ou u ua uan ui un uo
z: a ai an ang ao e ei en eng i ong ou u uan ui un uo
c: a ai an ang ao e ei en eng i ong ou u uan ui un uo
s: a ai an ang ao e ei en eng i ong ou u uan ui un uo
"""
INTERJECTIONS = frozenset({"m", "n", "ng", "hm", "hng"})
"""Syllables without a vowel: 呣, 嗯, 噷, 哼."""

LEGAL: frozenset[str] = (
    frozenset(
        initial.strip() + final
        for initial, finals in (line.split(":") for line in _BY_INITIAL.strip().splitlines())
        for final in finals.split()
    )
    | INTERJECTIONS
)
"""Every toneless syllable of the standard language (Xiandai Hanyu Cidian's table of syllables), ``v`` for ü."""

_TONE_OF_MARK = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0306": "3", "\u0300": "4"}
_MARK_OF_TONE = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}


def toneless(reading: str) -> str:
    """The syllable without its tone: ``zhong4`` → ``zhong``."""
    return reading.rstrip("012345")


def tone(reading: str) -> int | None:
    """The tone digit, 1–5, or None for a syllable that carries none."""
    return int(reading[-1]) if reading[-1:].isdigit() else None


@lru_cache(maxsize=8192)
def parse_syllable(text: str) -> str:
    """The canonical form of one syllable however it was typed: ``zhòng``, ``zhong4``, ``lü4``, ``lu:4``, ``LV4``.

    A syllable typed with neither mark nor digit stays toneless (``zhong``): whether that means the neutral tone or an
    unknown one is for the caller to know. Raises ValueError when no Mandarin syllable is written so.
    """
    base, digits, marks = "", "", ""
    for character in unicodedata.normalize("NFD", text.strip().casefold().replace("u:", "v").replace("ɡ", "g")):
        if character in _TONE_OF_MARK:
            marks += _TONE_OF_MARK[character]
        elif character in "012345":
            digits += character.replace("0", "5")
        elif character == "\u0308" and base.endswith("u"):
            base = base[:-1] + "v"
        elif character == "\u0302" and base.endswith("e"):
            base = base[:-1] + "ê"
        else:
            base += character
    base = _plain_u_after_palatals(base)
    if base not in LEGAL or len(digits + marks) > 1 or (digits and not text.strip().endswith(tuple("012345"))):
        raise ValueError(Message("“%(text)s”不是一个普通话音节", text=text))
    return base + digits + marks


def _plain_u_after_palatals(base: str) -> str:
    """``jv``, ``qve``: some input methods write ü where the standard writes u."""
    return base.replace("v", "u") if base[:1] in "jqxy" else base


@lru_cache(maxsize=8192)
def marked(reading: str) -> str:
    """The syllable with its tone mark, placed as the standard says: ``zhong4`` → ``zhòng``, ``lv4`` → ``lǜ``.

    The mark stands on a or e if there is one, on the o of ou, else on the last vowel (Hanyu Pinyin scheme, 1958).
    """
    syllable, mark = toneless(reading).replace("v", "ü"), _MARK_OF_TONE.get(reading[-1:], "")
    place = _place_of_mark(syllable)
    return unicodedata.normalize("NFC", syllable[: place + 1] + mark + syllable[place + 1 :])


def _place_of_mark(syllable: str) -> int:
    for nucleus in ("a", "e", "ê", "ou"):
        if nucleus in syllable:
            return syllable.index(nucleus)
    return max((index for index, letter in enumerate(syllable) if letter in "iouü"), default=0)
