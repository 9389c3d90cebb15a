"""What does the site tell everybody about an emergency, and which number do they call?

The facts are those of the sources at the end. A text may hold ``{number}``; `manage.py spell_pages` keeps its pinyin.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Sign:
    """What can be seen of a stroke."""

    drawing: str
    """The name of the drawing in templates/pages/drawings."""
    heading: str
    text: str

    @property
    def picture(self) -> str:
        return f"pages/drawings/{self.drawing}.svg"


STRIP = "突然脸歪、手臂无力、说话不清？有一样就要马上打 {number}。"
CALL = "马上打 {number}"
TITLE = "突然中风，马上打 {number}"
LEAD = "下面的样子突然出现一样，就可能是中风。"
SIGNS = (
    Sign("face", "看脸", "两边不一样，嘴角歪了。"),
    Sign("arm", "查手臂", "两只手臂一起抬，有一只慢慢垂下来。"),
    Sign("speech", "听说话", "说话不清楚。"),
)
MISSED = "还有两样，常常被漏掉："
MISSED_SIGNS = (
    Sign("balance", "平衡", "突然站不稳。"),
    Sign("eyes", "眼睛", "突然看不清。"),
)
DO = "马上做"
DOS = ("打 {number}。", "记下开始的时间。有一种药，要在 4.5 小时以内用，越早越好。", "让病人躺下。")
DO_NOT = "不要做"
DO_NOTS = ("不要给病人吃东西、喝水、吃药。", "不要自己开车去医院。", "不要等它自己好。")
PASSED = "自己好了，也是急症，也要打 {number}。"
BOX_TITLE = "突然有一样，就可能是中风"
BOX_SIGNS = ("嘴角歪了", "一只手臂垂下来", "说话不清楚", "站不稳", "看不清")
MORE = "看图，再看该怎么做"
UNREVIEWED = "这一页还没有经过医学专业人员审核。"
SOURCES = "来源"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a part of the page rests on."""

    name: str
    subject: str


BASES = (
    Basis("河南省卫生健康委员会，2025", "中风120：看脸、查手臂、听说话；记下时间、躺下、不吃不喝不吃药"),
    Basis("中国卒中学会，2021", "BE-FAST：平衡、眼睛"),
    Basis("AHA/ASA，2026；中国卒中学会，2017", "溶栓药：4.5 小时以内，越早越好"),
    Basis("Stroke Alliance for Europe", "症状很快消失（TIA）也是急症"),
)


def texts() -> Iterator[str]:
    """Every text that is shown in three views, with ``{number}`` in its place."""
    yield from (STRIP, CALL, TITLE, LEAD, MISSED, DO, DO_NOT, PASSED, BOX_TITLE, MORE, UNREVIEWED, SOURCES)
    yield from (*DOS, *DO_NOTS, *BOX_SIGNS)
    for sign in (*SIGNS, *MISSED_SIGNS):
        yield from (sign.heading, sign.text)


def with_number(text: str) -> str:
    """The text with the number that is called where the site's readers live."""
    return text.format(number=settings.EMERGENCY_NUMBER)
