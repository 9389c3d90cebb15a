"""What is a number called?

The words are divided as GB/T 16159-2012 has it (6.1, numerals) and *Xinhua Pinxie Cidian* (2002) applies it: eleven to
ninety-nine are one word; 百 and 千 are written together with the digit before them, 万 and 亿 likewise if the number before
them has one syllable, otherwise apart: 十万, 二十六 亿.

2 is 二, but 两 where it is the first digit and 千, 万 or 亿 follows. The *Contemporary Chinese Dictionary* (Xiandai Hanyu
Cidian, under 两) has 二 alone for the hundreds, tens and ones of a longer number, admits both before 千, 万 and 亿, and
prefers 二千 behind 万 and 亿.
"""

import re

DIGITS = "零一二三四五六七八九"
_SEPARATORS = re.compile(r"[^\d.]")


def digit_by_digit(digits: str, one: str = "一") -> str:
    """Each digit a word: 2014 → 二 零 一 四. What is no digit is left out. Telephone numbers say 幺 for `one`."""
    return " ".join(one if digit == "1" else DIGITS[int(digit)] for digit in digits if digit.isdigit())


def number(written: str) -> str:
    """A number of up to 16 digits, perhaps with separators of thousands and decimals: 1,200.5 → 一千 二百 点 五."""
    whole, _, decimals = _SEPARATORS.sub("", written).partition(".")
    is_serial = len(whole) > 1 and whole[0] == "0"
    spoken = digit_by_digit(whole) if is_serial else integer(int(whole))
    return f"{spoken} 点 {digit_by_digit(decimals)}" if decimals else spoken


def integer(value: int) -> str:
    """A natural number below 10**16."""
    words = _words(value)
    if words[0][0] == "一" and words[0][1:2] == "十":
        words[0] = words[0][1:]
    elif words[0] in ("二千", "二万", "二亿"):
        words[0] = "两" + words[0][1]
    return " ".join(words)


def _words(value: int) -> list[str]:
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        if value >= unit:
            high, rest = _words(value // unit), value % unit
            head = [high[0] + name] if len(high) == 1 and _is_short(high[0]) else [*high, name]
            return head + _rest(rest, unit)
    for unit, name in ((1000, "千"), (100, "百")):
        if value >= unit:
            return [DIGITS[value // unit] + name, *_rest(value % unit, unit)]
    tens, ones = divmod(value, 10)
    if not tens:
        return [DIGITS[ones]]
    return [DIGITS[tens] + "十" + (DIGITS[ones] if ones else "")]


def _is_short(word: str) -> bool:
    return len(word) == 1 or word == "一十"


def _rest(rest: int, unit: int) -> list[str]:
    if not rest:
        return []
    return ["零", *_words(rest)] if rest < unit // 10 else _words(rest)
