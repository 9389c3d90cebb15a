"""How is a sentence written in pinyin alone?

After GB/T 16159-2012, *Basic rules of the Chinese phonetic alphabet orthography*, whose clauses are cited below: by
word, with tone marks as in the dictionary, a capital at the head of a sentence and of a name, and an apostrophe before
a syllable that begins with a vowel.
"""

from collections.abc import Iterator

from site_app.pinyin.syllables import marked
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


def spell(sentence: Sentence) -> tuple[str, ...]:
    """The sentence in pinyin, one string for each of its characters; joined, they are the spelled sentence.

    A character's string holds what stands before it too, a space or an apostrophe, so that any stretch of the
    characters can be marked up without breaking the spelling.
    """
    spelled: list[str] = []
    capital = True
    for before, word in _with_word_before(sentence):
        pieces = _spell_word(word)
        if capital and (word.is_chinese or word.text[:1].isalnum()):
            pieces, capital = (_capitalised(pieces) if word.is_chinese else pieces), False
        capital = capital or _opens_speech(before, word)
        if before is not None and _space_between(before, word):
            pieces[0] = " " + pieces[0]
        spelled += [""] if before is not None and _is_second_half(before, word) else pieces
    return tuple(spelled)


def spell_all(sentences: tuple[Sentence, ...]) -> str:
    """Several sentences as one line of pinyin, a space between them."""
    return " ".join("".join(spell(sentence)).strip() for sentence in sentences).strip()


def _with_word_before(sentence: Sentence) -> Iterator[tuple[Word | None, Word]]:
    return zip((None, *sentence.words), sentence.words, strict=False)


def _spell_word(word: Word) -> list[str]:
    if not word.is_chinese:
        return [character.translate(PUNCTUATION) for character in word.text]
    pieces = [_spell_syllable(place, word) for place in range(len(word.syllables))]
    return _capitalised(pieces) if word.pos in NAMES else pieces


def _spell_syllable(place: int, word: Word) -> str:
    syllable = word.syllables[place]
    if syllable.reading is None:
        return syllable.character
    follows_syllable = place > 0 and word.syllables[place - 1].reading
    if follows_syllable and syllable.character == "儿" and syllable.reading == "er5":
        return "r"  # a retroflex suffix is written as part of the syllable before it (6.1): 玩儿 wánr
    return ("'" if follows_syllable and syllable.reading[0] in "aoeê" else "") + marked(syllable.reading)


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
    return not _is_aspect_particle(before, word)


def _is_aspect_particle(before: Word, word: Word) -> bool:
    """着, 了 and 过 are written together with their verb (6.1)."""
    return (word.text in ("着", "过") and before.pos.startswith(("v", "n", "a"))) or (
        word.text == "了" and before.pos.startswith("v")
    )
