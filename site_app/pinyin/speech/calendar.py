"""Which numbers are years, dates and times of day?"""

import re

from site_app.pinyin.speech.context import DASH, after, before
from site_app.pinyin.speech.numerals import digit_by_digit, integer

FULL_DATE = r"(?<![\d.])(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d.]\d|\d)"
MONTH_AND_DAY = r"(?<![\d./])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\d/])"
YEAR = r"(?<![\d.,])\d{2,4}(?![\d.])"
TIME = r"(?<![\d:：.])(?P<hour>[01]?\d|2[0-4])[:：](?P<minute>[0-5]\d)(?:[:：](?P<second>[0-5]\d))?(?![\d:：])"

_OUR_TIMES = range(1900, 2100)
_LATER = rf"\s?(?:{DASH}|至|到|、|和|与|及)\s?(?:19|20)?\d\d\s?年|[版届级》]"
_OUR_YEAR = r"(?<!\d)(?:19|20)\d\d\s?"
_UNTIL = rf"\s?(?:{DASH}|至|到)\s?"
_LENGTH_OF_TIME = "年(?:前|来|的|间|以|历史|时间|之)"
_RATIO = "(?:比例|比值|比率|配比|稀释|体积比|滴度|之比|按)"


def full_date(match: re.Match[str]) -> str | None:
    date = _month_and_day(match)
    return f"{digit_by_digit(match['year'])} 年 {date}" if date else None


def month_and_day(match: re.Match[str]) -> str | None:
    """10/29, only where nothing else than a date can be meant: 10/29日, 日期：10/29."""
    if after(match, r"\s?(?:日|号|[（(](?:周|星期))") or before(match, r"(?:日期|截至|截止)[:：]?\s?"):
        date = _month_and_day(match)
        return date.removesuffix(" 日") if date and after(match, r"\s?[日号]") else date
    return None


def _month_and_day(match: re.Match[str]) -> str | None:
    month, day = int(match["month"]), int(match["day"])
    return f"{integer(month)} 月 {integer(day)} 日" if 1 <= month <= 12 and 1 <= day <= 31 else None


def year(match: re.Match[str]) -> str | None:
    """2014年 digit by digit; 20年 and 1500年前 are lengths of time."""
    return digit_by_digit(match[0]) if _is_year(match) else None


def _is_year(match: re.Match[str]) -> bool:
    value = int(match[0])
    if len(match[0]) < 4:
        is_year = before(match, f"{_OUR_YEAR}年?{_UNTIL}") or after(match, r"\s?年\s?\d{1,2}\s?月")
        is_year = is_year if len(match[0]) == 2 else before(match, "公元前?")
        return is_year and after(match, r"\s?年")
    if after(match, r"\s?年"):
        is_ours = value in _OUR_TIMES and not (value == 2000 and after(match, "年(?:前|来|的?历史)"))
        return is_ours or (value < 3000 and not after(match, _LENGTH_OF_TIME))
    if value not in _OUR_TIMES:
        return False
    is_bracketed = before(match, rf"[（(](?:\d{{4}}{DASH})?") and after(match, rf"(?:{DASH}\d{{4}})?[）)]")
    return is_bracketed or after(match, _LATER) or before(match, f"{_OUR_YEAR}年{_UNTIL}")


def time(match: re.Match[str]) -> str | None:
    """8:30 → 八 点 三十 分, unless a proportion is spoken of: 按1:10稀释."""
    if before(match, _RATIO + ".{0,6}") or after(match, ".{0,3}" + _RATIO):
        return None
    hour, minute = int(match["hour"]), int(match["minute"])
    spoken = f"{'两' if hour == 2 else integer(hour)} 点"
    if minute or match["second"]:
        spoken += f" {_of_clock(minute)} 分"
    return spoken + (f" {_of_clock(int(match['second']))} 秒" if match["second"] else "")


def _of_clock(value: int) -> str:
    return f"零 {integer(value)}" if 0 < value < 10 else integer(value)
