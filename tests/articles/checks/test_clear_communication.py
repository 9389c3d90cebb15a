"""Is what a program can tell of clear communication counted honestly?"""

import pytest

from site_app.articles.checks.clear_communication import SpeaksClearly, computable_items
from tests.articles.checks.finding import said_by
from tests.factories import make_draft

pytestmark = pytest.mark.django_db

CLEAR = "![血管堵住了](/a.png)\n\n请每天量血压。\n\n## 怎么做\n\n- 少吃盐\n- 多走路"


def holding(**changes) -> set[int]:
    return {item.number for item in computable_items(make_draft(**changes)) if item.holds}


def test_a_clear_text_has_every_item():
    assert said_by(SpeaksClearly(), markdown=CLEAR) == ["清晰沟通指数里程序能算的6项，做到了6项。"]


def test_what_is_missing_is_told_with_its_number():
    (said,) = said_by(SpeaksClearly(), markdown="天气很好。")
    assert "做到了3项。还可以做的：有带说明的图片（第4项）；告诉读者该做什么（第5项）；" in said


@pytest.mark.parametrize(
    ("number", "change"),
    [
        (2, {"summary": ""}),
        (4, {"markdown": CLEAR.replace("血管堵住了", "")}),
        (5, {"markdown": CLEAR.replace("请每天量血压", "天气很好")}),
        (8, {"markdown": CLEAR.replace("- ", "")}),
        (9, {"markdown": "今天的天气真不错。" * 100}),
        (15, {"markdown": CLEAR + "\n- 12.7%的人"}),
        (7, {"markdown": CLEAR, "level": 1}),
    ],
)
def test_each_item_can_be_missed(number, change):
    assert number not in holding(**{"markdown": CLEAR, **change})


def test_the_level_is_an_item_when_it_is_stated():
    assert 7 in holding(markdown="我看书。", level=1)
