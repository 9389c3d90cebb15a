"""How is a syllable written in Zhuyin (Bopomofo)?"""

from site_app.pinyin.syllables import tone, toneless

_PAIRS = """
b ㄅ p ㄆ m ㄇ f ㄈ d ㄉ t ㄊ n ㄋ l ㄌ g ㄍ k ㄎ h ㄏ j ㄐ q ㄑ x ㄒ zh ㄓ ch ㄔ sh ㄕ r ㄖ z ㄗ c ㄘ s ㄙ
"""
_FINALS = """
a ㄚ o ㄛ e ㄜ ê ㄝ ai ㄞ ei ㄟ ao ㄠ ou ㄡ an ㄢ en ㄣ ang ㄤ eng ㄥ er ㄦ ong ㄨㄥ
i ㄧ ia ㄧㄚ io ㄧㄛ ie ㄧㄝ iao ㄧㄠ iu ㄧㄡ ian ㄧㄢ in ㄧㄣ iang ㄧㄤ ing ㄧㄥ iong ㄩㄥ
u ㄨ ua ㄨㄚ uo ㄨㄛ uai ㄨㄞ ui ㄨㄟ uan ㄨㄢ un ㄨㄣ uang ㄨㄤ ueng ㄨㄥ
v ㄩ ve ㄩㄝ van ㄩㄢ vn ㄩㄣ
"""


def _table(text: str) -> dict[str, str]:
    return dict(zip(*[iter(text.split())] * 2, strict=True))


INITIALS, FINALS = _table(_PAIRS), _table(_FINALS)
_WHOLE = {"m": "ㄇ", "n": "ㄋ", "ng": "ㄫ", "hm": "ㄏㄇ", "hng": "ㄏㄫ"}
"""Interjections without a vowel."""
_WITHOUT_INITIAL = {
    "yi": "i", "yin": "in", "ying": "ing", "you": "iu", "yong": "iong", "yu": "v", "yue": "ve", "yuan": "van", "yun": "vn",
    "wu": "u", "wei": "ui", "wen": "un", "weng": "ueng",
}  # fmt: skip
"""Finals that are written otherwise when nothing stands before them; the others only put y for i, w for u."""
_MARKS = {2: "ˊ", 3: "ˇ", 4: "ˋ"}


def in_zhuyin(reading: str) -> str:
    """A canonical reading, ``zhong4`` → ``ㄓㄨㄥˋ``: the first tone unmarked, the dot of the neutral tone in front, ``˙ㄉㄜ``."""
    number = tone(reading) or 1
    return ("˙" if number == 5 else "") + _symbols(toneless(reading)) + _MARKS.get(number, "")


def _symbols(syllable: str) -> str:
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    if syllable[0] in "yw":
        written = {"y": "i", "w": "u"}[syllable[0]] + syllable[1:]
        return FINALS[_WITHOUT_INITIAL.get(syllable, written)]
    initial = syllable[:2] if syllable[:2] in INITIALS else syllable[:1] if syllable[:1] in INITIALS else ""
    final = syllable[len(initial) :]
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = "v" + final[1:]
    if final == "i" and initial in ("zh", "ch", "sh", "r", "z", "c", "s"):
        final = ""
    return INITIALS.get(initial, "") + FINALS.get(final, "")
