"""How are quantities spoken: numbers, parts of a whole, prices, powers?

A span is as long as its parts change places when they are spoken: 80% → 百 分 之 八十, ¥100 → 一百 元. In 3-5 mmol/L every
part stands by itself.
"""

import re
import unicodedata

from site_app.pinyin.speech.context import DASH, NUMBER, after, before
from site_app.pinyin.speech.numerals import digit_by_digit, integer, number
from site_app.pinyin.speech.units import MEASURE, ORDINAL, UNIT

LONG = r"\d{17,}"
GROUPS = r"(?<![\d.])\d{1,4}(?:\.\d{1,4}){2,8}(?![\d.]\d|\d)"
PART = rf"(?P<number>{NUMBER})\s?(?P<sign>[%‰﹪])"
PRICE = rf"(?P<sign>[¥￥€£]|(?:US)?\$)\s?(?P<number>{NUMBER})(?:\s?(?P<scale>[万亿]))?"
FRACTION = r"(?<![\d./])(?P<part>\d{1,4})/(?P<whole>\d{1,4})(?![\d/]|\.\d)"
MIXED = r"(?P<number>\d{1,16})?(?P<fraction>[¼-¾⅐-⅞↉])"
POWER = r"(?<=\d)(?P<minus>[⁻])?(?P<raised>[⁰¹²³⁴-⁹]{1,3})|(?<=\d)\^(?P<sign>[-−])?(?P<exponent>\d{1,3})"
LOWERED = r"[₀-₉]{1,16}"
ROMAN = "[Ⅰ-Ⅻⅰ-ⅻ]"
ROMAN_LETTERS = (
    rf"(?<![A-Za-z])(?:I{{1,3}}|IV|VI{{0,3}}|IX|XI{{1,2}})(?=(?:{DASH}[IVX]{{1,4}})?[abAB]?\s?(?:型|期|级|类|度|相|区))"
)
ENCLOSED = "[①-⒛⓪-⓿❶-➓㉈-㉟㊱-㊿㈠-㈩㊀-㊉]"
AMOUNT = NUMBER

_PARTS = {"%": "百 分 之", "﹪": "百 分 之", "‰": "千 分 之"}
_CURRENCIES = {"¥": "元", "￥": "元", "$": "美元", "US$": "美元", "€": "欧元", "£": "英镑"}
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_UP_TO = rf"\s?{DASH}{{1,2}}\s?{NUMBER}\s?"
_UP_TO_PER_CENT = _UP_TO + "[%﹪]"
_COUNTED = rf"\s?(?:[余多来]?{MEASURE}|{UNIT})"
_COUNTS = rf"(?:{_UP_TO})?(?!\s?{ORDINAL}){_COUNTED}"
_NUMBERED_BEFORE = rf"(?:第|初|之|星期|周|礼拜|图|表|[A-Za-z][-‐]?|№|No\.?|NO\.?)\s?(?:\d{{1,4}}{DASH})?"


def long_run(match: re.Match[str]) -> str:
    return digit_by_digit(match[0])


def groups(match: re.Match[str]) -> str:
    """Versions and clauses: 3.1.2."""
    return " 点 ".join(number(group) for group in match[0].split("."))


def part_of_whole(match: re.Match[str]) -> str:
    return f"{_PARTS[match['sign']]} {number(match['number'])}"


def price(match: re.Match[str]) -> str:
    spoken = amount_of(match["number"], counts=True)
    return " ".join(filter(None, (spoken, match["scale"], _CURRENCIES[match["sign"]])))


def fraction(match: re.Match[str]) -> str | None:
    """1/3, but not 130/80."""
    part, whole = int(match["part"]), int(match["whole"])
    if not 0 < part <= whole or whole == 1 or match["part"][0] == "0":
        return None
    return f"{integer(whole)} 分 之 {integer(part)}"


def mixed(match: re.Match[str]) -> str:
    """½, 1½."""
    part, _, whole = unicodedata.normalize("NFKC", match["fraction"]).partition("\u2044")
    spoken = f"{integer(int(whole))} 分 之 {integer(int(part))}"
    return f"{number(match['number'])} 又 {spoken}" if match["number"] else spoken


def power(match: re.Match[str]) -> str | None:
    """10⁹, 10^9; a small figure behind another number than ten points to a note."""
    if match["raised"] and not before(match, r"(?<!\d)10"):
        return None
    exponent = integer(int(unicodedata.normalize("NFKC", match["raised"] or match["exponent"])))
    return f"的 {'负 ' if match['minus'] or match['sign'] else ''}{exponent} 次方"


def lowered(match: re.Match[str]) -> str:
    """CO₂."""
    return number(unicodedata.normalize("NFKC", match[0]))


def roman(match: re.Match[str]) -> str:
    return integer(int(unicodedata.numeric(match[0])))


def roman_letters(match: re.Match[str]) -> str | None:
    if match[0] == "V" and after(match, r"\s?型"):
        return None  # a shape
    values = [_ROMAN_VALUES[letter] for letter in match[0]]
    return integer(sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True)))


def enclosed(match: re.Match[str]) -> str:
    return integer(int(unicodedata.numeric(match[0])))


def amount(match: re.Match[str]) -> str:
    """Any other number."""
    digits = match[0]
    if before(match, "[A-Za-z][-‐]?") and digits.isdigit():
        if match.string.endswith("N95", 0, match.end()):
            return "九 五"  # the mask
        if len(digits) > 2 and not after(match, _COUNTED):
            return digit_by_digit(digits, "幺")  # a designation: CA125
    if after(match, _UP_TO_PER_CENT):
        return "百 分 之 " + number(digits)
    if digits == "2000" and before(match, "[万亿]"):
        return "二千"
    return amount_of(digits, counts=after(match, _COUNTS) and not before(match, _NUMBERED_BEFORE))


def amount_of(digits: str, *, counts: bool) -> str:
    """The number, with 两 for 2 if it `counts` something.

    Before measure words and the units of today 2 is 两 (Xiandai Hanyu Cidian, under 两: 两吨、两公里).
    """
    return "两" if digits == "2" and counts else number(digits)
