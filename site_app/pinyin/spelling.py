"""How is a sentence written in pinyin alone?

After GB/T 16159-2012, *Basic rules of the Chinese phonetic alphabet orthography*, whose clauses are cited below: by
word, with tone marks as in the dictionary, a capital at the head of a sentence and of a name, an apostrophe before a
syllable that begins with a vowel, and hyphens in ordinals, estimates and idioms. Other notations keep the division.
"""

import re
from collections.abc import Iterator, Mapping

from site_app.pinyin.styles import Style, written_syllable
from site_app.pinyin.tokens import Sentence, Word
from site_app.pinyin.words import NAMES

PUNCTUATION = str.maketrans(
    {
        "，": ",", "、": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!", "（": "(", "）": ")", "．": ".",
        "【": "[", "】": "]", "「": "“", "」": "”", "『": "‘", "』": "’", "～": "~", "％": "%", "　": " ",
    }
)  # fmt: skip
"""Chinese punctuation → the punctuation of text in Latin letters (6.7)."""

_OPENING = set("（【「『“‘《〈([{")
_CLOSING = set("，、。；：？！）】」』”’》〉,.;:?!)]}…%％℃")
_TIGHT = set("—-–~～·/+@#&=<>|*_\\")

_DIGIT = "一二三四五六七八九"
_ESTIMATE = re.compile(f"(?<![{_DIGIT}两])[{_DIGIT}两](?=([{_DIGIT}两])(?![{_DIGIT}〇零]))")
_AFTER_LARGE_UNIT = re.compile(r"(?<=[百千])(?=[^百千万亿])|(?<=[万亿])|(?<=.[十百千])(?=[万亿])|(?<=分之)|(?=分之)")
_NOT_IN_HALVES = re.compile(r".[不而之于以乎里].+|..[而之于以乎].|不亦乐乎|一衣带水|吊儿郎当")
"""Idioms that do not fall into two halves are written as one word (6.2.2): 爱不释手, 背道而驰, 糊里糊涂."""


def spell(sentence: Sentence, style: Style = Style.MARKED) -> tuple[str, ...]:
    """The sentence in pinyin, one string for each of its characters; joined, they are the spelled sentence.

    A character's string holds what stands before it too, a space, a hyphen or an apostrophe, so that any stretch of
    the characters can be marked up without breaking the spelling. Zhuyin knows no words: every syllable stands apart,
    and the punctuation is that of the characters.
    """
    if style is Style.ZHUYIN:
        return tuple(_spell_in_zhuyin(sentence))
    spelled: list[str] = []
    capital = True
    for before, word in _with_word_before(sentence):
        pieces = _spell_word(word, style)
        if capital and (word.is_chinese or word.text[:1].isalnum()):
            pieces, capital = (_capitalised(pieces) if word.is_chinese else pieces), False
        capital = capital or _opens_speech(before, word)
        if before is not None and _space_between(before, word):
            pieces[0] = " " + pieces[0]
        spelled += [""] if before is not None and _is_second_half(before, word) else pieces
    return tuple(spelled)


def spell_all(sentences: tuple[Sentence, ...], style: Style = Style.MARKED) -> str:
    """Several sentences as one line, a space between them."""
    return " ".join("".join(spell(sentence, style)).strip() for sentence in sentences).strip()


def _spell_in_zhuyin(sentence: Sentence) -> Iterator[str]:
    before = ""
    for syllable in sentence.syllables:
        if syllable.reading is None:
            yield syllable.character
        else:
            symbols = written_syllable(syllable.reading, Style.ZHUYIN)
            yield symbols if not before or before.isspace() or not before[-1].isalnum() else f" {symbols}"
        before = syllable.character


def _with_word_before(sentence: Sentence) -> Iterator[tuple[Word | None, Word]]:
    return zip((None, *sentence.words), sentence.words, strict=False)


def _spell_word(word: Word, style: Style) -> list[str]:
    if not word.is_chinese:
        return [character.translate(PUNCTUATION) for character in word.text]
    joints = _joints(word)
    pieces = [joints.get(place, "") + _spell_syllable(place, word, style, joints) for place in range(len(word.text))]
    return _capitalised(pieces) if word.pos in NAMES else pieces


def _joints(word: Word) -> Mapping[int, str]:
    """What stands inside a word before the syllable of that place: a hyphen or a space."""
    if word.pos == "m":
        return _joints_of_numeral(word.text)
    if word.pos == "i" and len(word.text) == 4 and not _is_doubled(word.text):
        return {} if _NOT_IN_HALVES.fullmatch(word.text) else {2: "-"}
    return {}


def _joints_of_numeral(text: str) -> Mapping[int, str]:
    """Ordinals dì-sān, estimates sān-wǔ, and a space after hundreds, thousands and myriads (6.1.5)."""
    joints = {match.end(): " " for match in _AFTER_LARGE_UNIT.finditer(text) if match.end() < len(text)}
    joints |= {match.end(): "-" for match in _ESTIMATE.finditer(text) if _is_estimate(match[0], match[1])}
    if text.startswith("第") and len(text) > 1:
        joints[1] = "-"
    return joints


def _is_estimate(first: str, second: str) -> bool:
    """三五, 七八 or 两三, but neither 一一 nor the 二一 of a number read digit by digit."""
    return _DIGIT.index(first.replace("两", "二")) < _DIGIT.index(second.replace("两", "二"))


def _is_doubled(text: str) -> bool:
    """AABB is written as one word (5.4): 来来往往."""
    return text[0] == text[1] and text[2] == text[3]


def _spell_syllable(place: int, word: Word, style: Style, joints: Mapping[int, str]) -> str:
    syllable = word.syllables[place]
    if syllable.reading is None:
        return syllable.character
    follows_syllable = place > 0 and place not in joints and word.syllables[place - 1].reading
    if follows_syllable and syllable.character == "儿" and syllable.reading == "er5":
        # A retroflex suffix is written as part of the syllable before it (6.1): 玩儿 wánr, wan2r5.
        return "r5" if style is Style.NUMBERED else "r"
    needs_apostrophe = follows_syllable and style is not Style.NUMBERED and syllable.reading[0] in "aoeê"
    return ("'" if needs_apostrophe else "") + written_syllable(syllable.reading, style)


def _capitalised(pieces: list[str]) -> list[str]:
    return [pieces[0][:1].upper() + pieces[0][1:], *pieces[1:]]


def _opens_speech(before: Word | None, word: Word) -> bool:
    """What is said begins with a capital, in the middle of a sentence too (6.3)."""
    return before is not None and before.text in ("：", ":") and word.text in ("“", "「")


def _is_second_half(before: Word, word: Word) -> bool:
    """The Chinese dash and ellipsis are two characters wide, the Latin ones one."""
    return before.text == word.text and word.text in ("—", "…")


def _space_between(before: Word, word: Word) -> bool:
    left, right = before.text[-1], word.text[0]
    if left.isspace() or right.isspace() or right in _CLOSING or left in _OPENING:
        return False
    if left.isascii() and right.isascii():
        return False
    if left in _TIGHT or right in _TIGHT:
        return (left == "—") != (right == "—")
    return not (_is_aspect_particle(before, word) or _is_repeated(before, word) or _is_suffix(before, word))


def _is_repeated(before: Word, word: Word) -> bool:
    """A syllable said twice is one word (5.4): kànkan, mànmàn."""
    return word.text == before.text and len(word.text) == 1 and word.pos[:1] in ("v", "a", "n", "q", "z")


def _is_suffix(before: Word, word: Word) -> bool:
    """们 is written together with the people it counts (5.5)."""
    return word.text == "们" and before.pos[:1] in ("n", "r")


def _is_aspect_particle(before: Word, word: Word) -> bool:
    """着, 了 and 过 are written together with their verb (6.1)."""
    return (word.text in ("着", "过") and before.pos.startswith(("v", "n", "a"))) or (
        word.text == "了" and before.pos.startswith("v")
    )
