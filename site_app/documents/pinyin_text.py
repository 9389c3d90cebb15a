"""Is a text pinyin and nothing else, and is every syllable of it one that Mandarin has?

Pinyin with tone marks, with tone digits or without tones, with or without spaces between its words.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from site_app.documents.errors import error_at
from site_app.documents.untouchable import NOT_PROSE
from site_app.message import Message
from site_app.pinyin.characters import CHINESE
from site_app.pinyin.syllables import INTERJECTIONS, parse_syllable, toneless

_LONGEST_SYLLABLE = len("zhuang") + 2  # with a combining mark and a digit
_WORD = re.compile(rf"(?P<skipped>{NOT_PROSE})|[^\W_][\w\u0300-\u036f]*")
_TONE = re.compile("[āǎēěīǐōǒūǔǖǘǚǜ\u0304\u030c]|[a-zü][1-5](?![0-9])")
_TONED_SHARE = 0.2
"""Tones per word from which a text without Chinese characters can hardly be anything but pinyin."""
_UNITS = frozenset({"mmhg", "mmol", "kg", "mg", "ml", "l", "cm", "mm", "km", "g", "m", "h", "min", "s"})
_SHARE = {True: 0.4, False: 0.6}
"""Share of letters in syllables from which a text counts as pinyin, with and without tone marks. English has 0.25."""
_WORDS = {True: 0.5, False: 0.75}
"""The same for whole words."""

_HALF_WIDTH = str.maketrans(
    {"，": ",", "、": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!", "（": "(", "）": ")"}
)
_PLACED_MARK = re.compile(
    rf"(?P<kept>{NOT_PROSE}|\d[.,:]\d)|(?<![ \t])[ \t]*(?P<mark>[,;:?!.]+)[ \t]*(?P<next>[^\s,;:?!.)”’》\"']?)"
)
_OPENING = re.compile(r"(?<=[\w\u0300-\u036f])([(“])(?=\w)")
_CLOSING = re.compile(r"([)”])(?=\w)")


def is_pinyin(text: str) -> bool:
    """Whether the text has no Chinese characters and most of its letters stand in Mandarin syllables."""
    if re.search(f"[{CHINESE}]", text):
        return False
    words = [word[0] for word in _words(text)]
    has_tones = len(_TONE.findall(text)) > _TONED_SHARE * len(words)
    legal = sum(_legal_letters(word, lenient=has_tones or len(word) > 2 * _LONGEST_SYLLABLE) for word in words)
    whole = sum(_reached(word) == len(word) for word in words)
    # One long damaged word outweighs the letters of many sound ones, but not their number.
    return legal > 0 and (legal >= _SHARE[has_tones] * sum(map(len, words)) or whole >= _WORDS[has_tones] * len(words))


def _legal_letters(word: str, *, lenient: bool) -> int:
    """Letters in syllables; those of a word that is partly wrong count only if `lenient`."""
    reached = _reached(word)
    return reached if lenient or reached == len(word) else 0


def check_pinyin(text: str, name: str) -> None:
    """Raise DocumentError at the first place from which on a word cannot be divided into Mandarin syllables."""
    for word in _words(text):
        reached = _reached(word[0])
        if reached < len(word[0]):
            rest = word[0][reached:]
            rest = f"{rest[:12]}…" if len(rest) > 12 else rest
            raise error_at(name, text, word.start() + reached, Message("从“%(rest)s”起不能分成普通话音节", rest=rest))


def with_pinyin_punctuation(text: str) -> str:
    """The text with the punctuation of pinyin: half width, one space after it (GB/T 16159-2012, 6.7)."""
    return "\n".join(map(_punctuate, text.split("\n")))


def _punctuate(line: str) -> str:
    line = line.replace("……", "...").translate(_HALF_WIDTH)
    line = _PLACED_MARK.sub(
        lambda match: match["kept"] or f"{match['mark']}{' ' * bool(match['next'])}{match['next']}", line
    )
    return _CLOSING.sub(r"\1 ", _OPENING.sub(r" \1", line)).rstrip()


def _words(text: str) -> Iterator[re.Match[str]]:
    """The words that should be pinyin; no numbers, no units after them, no acronyms, no addresses."""
    after_number = False
    for word in _WORD.finditer(text):
        is_number = word[0][0].isdigit()
        is_unit = after_number and word[0].lower() in _UNITS
        after_number = is_number
        if not (word["skipped"] or is_number or is_unit or _is_acronym(word[0])):
            yield word


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isascii() and word.isupper() and _reached(word) < len(word)


def _reached(word: str) -> int:
    """How many characters from the word's beginning can be divided into syllables; all of them in a correct word."""
    ends = bytearray(len(word) + 1)
    ends[0] = 1
    for start in range(len(word)):
        if not ends[start]:
            continue
        for end in range(start + 1, min(len(word), start + _LONGEST_SYLLABLE) + 1):
            if not ends[end] and _is_syllable(word[start:end], joined=end - start < len(word)):
                ends[end] = 1
        if start and word[start] in "rR":
            # Erhua is spelled as a mere r: huār (Hanyu Pinyin scheme, 1958).
            ends[start + 1] = 1
    return ends.rindex(1)


@lru_cache(maxsize=20_000)
def _is_syllable(text: str, *, joined: bool) -> bool:
    """Whether the text is one syllable; joined to others, none without a vowel (m, n, ng, hm, hng)."""
    try:
        syllable = toneless(parse_syllable(text))
    except ValueError:
        return False
    return not (joined and syllable in INTERJECTIONS)
