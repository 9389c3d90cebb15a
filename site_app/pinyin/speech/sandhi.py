"""Which tone does a syllable have in the stream of speech?

一 and 不 as the handbooks of Putonghua teach: before a fourth tone both rise; before other tones 一 falls; between a
repeated verb both are neutral (看一看, 好不好), and so is 不 between a verb and its complement (看不见). 一 keeps its tone at
the end of a word, before a pause and in numbering: 统一, 第一, 一月, 一九九八, 二十一.

A third tone before another rises within a foot, from the inside out. Feet are made as by Matthew Y. Chen (*Tone Sandhi*,
2000, the minimal rhythmic unit; compare San Duanmu, *The Phonology of Standard Chinese*, 2007): words of two and more
syllables are feet, 2+1 or 1+2 inside; single syllables make pairs from the left, and an odd one joins the foot that
follows or, at the end, the one before. Between feet the change is optional and belongs to fast speech: it is left out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from site_app.pinyin.speech.spans import SpokenSyllable
from site_app.pinyin.syllables import tone, toneless

NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两")
_DIGITS = frozenset("零〇一二三四五六七八九十")
_SCALES = frozenset("百千万亿")
_DETERMINERS = frozenset("这那某每另哪同任各上下前后头")
_ORDINAL = frozenset("月号楼级型期线等甲")
_END_WITH_YI = frozenset("第初统万唯惟单专划归")
"""第一, 初一, 统一, 万一 … are words, whatever follows."""
_OPERATORS = frozenset("到至比乘加减点又")
_FOURTH_BENEATH_NEUTRAL = frozenset("个是")
_THIRD_BENEATH_NEUTRAL = frozenset("里起法姐鼠手")
"""Syllables that have become neutral but still act as third tones: 哪里 náli; not so 姐姐, 椅子, 耳朵."""
_COMPLEMENTS = frozenset("见到了着起来去出开动住完好清懂掉上下进过透准全够得及成惯稳齐通定散消饱多")
_NO_COMPLEMENT_AFTER = frozenset("是有会能要应可爱该肯敢愿需也还就都很")
_PREFIXES = frozenset("小老副总大")


@dataclass(slots=True)
class PhraseWord:
    """A word in a stretch of speech without a pause; `syllables` are replaced as their tones change."""

    syllables: list[SpokenSyllable]
    pos: str
    by_rule: bool = False
    """Whether digits or marks said it."""

    @property
    def is_numeral(self) -> bool:
        return all(syllable.character in NUMERALS for syllable in self.syllables)


@dataclass(frozen=True, slots=True)
class _Place:
    word: PhraseWord
    index: int

    @property
    def syllable(self) -> SpokenSyllable:
        return self.word.syllables[self.index]

    @property
    def character(self) -> str:
        return self.syllable.character[0]

    @property
    def is_last(self) -> bool:
        return self.index == len(self.word.syllables) - 1

    @property
    def citation(self) -> int | None:
        return tone(self.syllable.citation)

    @property
    def tone(self) -> int | None:
        return tone(self.syllable.reading)

    def change(self, to: int) -> None:
        old = self.syllable
        self.word.syllables[self.index] = SpokenSyllable(
            old.character, f"{toneless(old.reading)}{to}", old.citation, old.erhua
        )


def apply_sandhi(phrase: Sequence[PhraseWord], is_word: Callable[[str], bool]) -> None:
    """Change the tones of a phrase. `is_word` tells which part of a word of three syllables is itself a word."""
    places = [_Place(word, index) for word in phrase for index in range(len(word.syllables))]
    for at, place in enumerate(places):
        if place.syllable.citation == "yi1" and place.character == "一":
            place.change(_tone_of_yi(places, at))
        elif place.syllable.citation == "bu4" and place.character == "不":
            place.change(_tone_of_bu(places, at))
    for at in _joints(phrase, is_word):
        if places[at].tone == 3 and _acts_as_third(places, at + 1):
            places[at].change(2)


def _tone_of_yi(places: Sequence[_Place], at: int) -> int:
    here, before, after = places[at], places[at - 1] if at else None, places[at + 1] if at + 1 < len(places) else None
    if after is None or after.citation is None:
        return 1
    if _is_repeated(places, at) and not here.word.by_rule and before and not before.word.is_numeral:
        return 5
    if before and before.citation is None and after.character not in _SCALES:
        return 1  # a letter: B1
    determined = before is not None and before.character in _DETERMINERS
    if here.is_last and len(here.word.syllables) > 1 and not determined:
        return 1
    if _is_counted_out(places, at) or (after.character in _ORDINAL and not determined):
        return 1
    if after.citation == 4 or (after.citation == 5 and after.character in _FOURTH_BENEATH_NEUTRAL):
        return 2
    return 4


def _is_counted_out(places: Sequence[_Place], at: int) -> bool:
    """Whether 一 is a figure among figures or an ordinal."""
    here, after = places[at], places[at + 1]
    if at:
        before = places[at - 1]
        if before.character in _END_WITH_YI:
            return True
        if before.character == "之" and after.character not in _SCALES:
            return True
        if here.word.is_numeral and before.word.is_numeral and before.character in NUMERALS:
            return True
        if here.word.by_rule and before.word.by_rule and before.character == "点" and after.character not in _SCALES:
            return True
        if before.character == "月" and after.character == "日":
            return True
    same_number = after.word is here.word or after.word.is_numeral
    if same_number and after.character in _DIGITS:
        return True
    then = places[at + 2] if at + 2 < len(places) else None
    follows_operator = after.character in _OPERATORS and after.is_last and then is not None and then.word.is_numeral
    is_time = after.character == "点" and then is not None and any(s.character == "十" for s in then.word.syllables)
    return follows_operator and not is_time


def _tone_of_bu(places: Sequence[_Place], at: int) -> int:
    before, after = places[at - 1] if at else None, places[at + 1] if at + 1 < len(places) else None
    if after is None:
        return 4
    if _is_repeated(places, at):
        return 5
    if before and _is_potential(before, places[at], after):
        return 5
    if after.citation == 4 or (after.citation == 5 and after.character in _FOURTH_BENEATH_NEUTRAL):
        return 2
    return 4


def _is_repeated(places: Sequence[_Place], at: int) -> bool:
    """看一看, 好不好; not 一天一天, 不要不要."""
    if not 0 < at < len(places) - 1 or places[at - 1].character != places[at + 1].character:
        return False
    return places[at].character not in {places[at - 1].character, places[at - 2].character if at > 1 else ""}


def _is_potential(before: _Place, here: _Place, after: _Place) -> bool:
    if after.character not in _COMPLEMENTS or before.character in _NO_COMPLEMENT_AFTER:
        return False
    if before.word is here.word:
        return here.index == 1 and after.word is here.word
    return len(here.word.syllables) == 1 and len(before.word.syllables) == 1 and before.word.pos.startswith("v")


def _acts_as_third(places: Sequence[_Place], at: int) -> bool:
    place, before = places[at], places[at - 1]
    if place.tone != 5:
        return place.tone == 3
    if place.character == before.character:
        return place.word is before.word and place.word.pos.startswith("v")  # 想想, but 姐姐
    return place.character in _THIRD_BENEATH_NEUTRAL


@dataclass(slots=True)
class _Foot:
    start: int
    end: int
    pos: str
    is_numeral: bool = False

    @property
    def size(self) -> int:
        return self.end - self.start


def _joints(phrase: Sequence[PhraseWord], is_word: Callable[[str], bool]) -> list[int]:
    """The places where a syllable and the next are in one foot, in the order in which sandhi applies to them."""
    joints: list[int] = []
    feet: list[_Foot] = []
    start = 0
    for word in phrase:
        size = len(word.syllables)
        joints += (start + joint for joint in _inside(word, is_word))
        is_numeral = word.is_numeral or (word.by_rule and word.pos == "m")
        is_figure = word.by_rule and word.pos == "x" and word.is_numeral  # one of the digits of 2014年
        foot = _Foot(start, start + size, "x" if is_figure else word.pos, is_numeral and not is_figure)
        is_enclitic = size == 1 and (tone(word.syllables[0].citation) == 5 or word.pos == "f")
        last = feet[-1] if feet else None
        if last and is_enclitic:
            joints.append(last.end - 1)
            last.end = foot.end
        elif last and (_counts(last, foot) or _modifies(last, foot)):
            joints.append(last.end - 1)
            last.end, last.pos, last.is_numeral = foot.end, foot.pos, foot.is_numeral
        else:
            feet.append(foot)
        start += size
    return joints + _pairs(feet)


def _counts(left: _Foot, right: _Foot) -> bool:
    return left.is_numeral and (right.is_numeral or right.pos.startswith(("q", "n")))


def _modifies(left: _Foot, right: _Foot) -> bool:
    return left.size == right.size == 1 and left.pos in ("d", "zg") and right.pos.startswith(("a", "v"))


def _inside(word: PhraseWord, is_word: Callable[[str], bool]) -> list[int]:
    """The joints of a word: of pairs first, then between them."""
    size = len(word.syllables)
    if size == 3:
        first, middle, last = (syllable.character for syllable in word.syllables)
        if is_word(middle + last) and (first in _PREFIXES or not is_word(first + middle)):
            return [1, 0]
    return [*range(0, size - 1, 2), *range(1, size - 1, 2)]


def _pairs(feet: Sequence[_Foot]) -> list[int]:
    joints: list[int] = []
    run = 0
    for at, foot in enumerate(feet):
        if foot.size > 1:
            if run % 2:
                joints.append(foot.start - 1)
            run = 0
            continue
        run += 1
        if run % 2 == 0 or (at == len(feet) - 1 and at > 0):
            joints.append(foot.start - 1)
    return joints
