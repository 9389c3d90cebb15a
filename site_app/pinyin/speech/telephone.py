"""Which numbers are telephone numbers, or others that are read digit by digit with 幺 for 1?"""

import re

from site_app.pinyin.speech.context import after, before
from site_app.pinyin.speech.numerals import digit_by_digit
from site_app.pinyin.speech.units import MEASURE, UNIT

_QUOTE = "[\"“”「『'‘’]?"
_DIALLED = (
    rf"(?:拨打|拨通|直拨|拨|打|呼叫|呼|致电|电话|热线|叫|中风|卒中)(?:急救|报警|电话|号码|了|过|通|[:：是为])?\s?{_QUOTE}"
    rf"(?:\d{{3,5}}{_QUOTE}[、/,，或和及与]+{_QUOTE}){{0,2}}"
)
_CALLED = (
    rf"{_QUOTE}(?:[、/,，或和及与]+{_QUOTE}\d{{3,5}}{_QUOTE}){{0,2}}\s?(?:的)?"
    "(?:急救|电话|热线|救护|报警|火警|匪警|接线|调度|医疗急救|卫生热线|公共卫生|心理援助|专线|平台|值班|出诊|话务|医生|医护"
    "|人员|工作人员|指挥|中心|三字|口诀|原则|到场|赶到)"
)
_COUNTED = rf"\s?(?:{MEASURE}|{UNIT}|[%/.\d])"
_LABEL = r"(?:电话|热线|传真|手机|座机|号码|邮编|邮政编码|编号|证号|身份证|账号|卡号|QQ|微信)(?:号码|号)?[:：是为]?\s?"

EMERGENCY = r"(?<![\d.])(?:1[12]\d{1,3}|10\d{3}|9\d{2}|[48]00|9[56]\d{3})(?!\d)"
SUBSCRIBER = (
    r"(?<![\d.])(?:(?:86[- ]?)?1[3-9]\d(?P<gap>[- ]?)\d{4}(?P=gap)\d{4}|[48]00-\d{3}-?\d{4}|[48]00-?\d{4}-?\d{3}"
    r"|\(0\d{2,3}\)\s?\d{7,8}|0\d{2,3}[- ]\d{7,8}(?:-\d{1,4})?)(?![\d.]\d|\d)"
)
LABELLED = r"(?<![\d.])\d(?:[\d-]{1,24}\d)(?![\d.])"
COUNTRY_CODE = r"\+\d{2,3}(?=[- ]?1[3-9]\d|[- ]?\d{2,3}-\d{7,8})"


def emergency(match: re.Match[str]) -> str | None:
    """拨打120, 120急救: a short number that someone calls."""
    if before(match, _DIALLED) and not after(match, _COUNTED):
        return digit_by_digit(match[0], "幺")
    return digit_by_digit(match[0], "幺") if after(match, _CALLED) else None


def subscriber(match: re.Match[str]) -> str:
    return digit_by_digit(match[0], "幺")


def labelled(match: re.Match[str]) -> str | None:
    """电话：5550123."""
    return digit_by_digit(match[0], "幺") if before(match, _LABEL) and not after(match, _COUNTED) else None


def country_code(match: re.Match[str]) -> str:
    return "加 " + digit_by_digit(match[0], "幺")
