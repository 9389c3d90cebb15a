"""Can everybody read boxes and charts, in every view, on every screen and on paper?"""

import pytest

from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = """::: 急救
:::

::: 提示 每天[量](https://example.com/)血压
- 早上
- 晚上
:::

::: 注意
别停药。
:::

::: 图 谁最要紧
| 原因 | 100个人里 |
|---|---|
| 高血压 | 48人 |
| 心里压力大、很少活动 | 36人 |
| 抽烟 | 12人 |
:::
"""


def test_boxes_and_charts_are_accessible_on_the_narrowest_phone(page, is_for_everybody):
    article = make_article(title="框", markdown=TEXT)
    for view in ("", "ruby/", "pinyin/"):
        page.goto(article.get_absolute_url() + view)
        assert page.get_by_role("note").count() == 3
        is_for_everybody(page, widths=(320,), height=640)
        scrolls = (
            "[...document.querySelectorAll('.table-scroll')].filter(box => box.scrollWidth > box.clientWidth).length"
        )
        assert page.evaluate(scrolls) == 0


def test_bars_are_as_long_as_their_numbers(page):
    page.goto(make_article(title="图", markdown=TEXT).get_absolute_url())
    widths = [bar.bounding_box()["width"] for bar in page.locator(".chart rect").all()]
    assert widths[1] / widths[0] == pytest.approx(36 / 48, abs=0.01)
    assert widths[2] / widths[0] == pytest.approx(12 / 48, abs=0.01)
    assert page.get_by_role("row", name="高血压").get_by_role("cell").last.inner_text().strip() == "48人"


def test_on_paper_the_boxes_keep_their_frames_and_the_bars_their_ink(page, axe):
    page.goto(make_article(title="纸", markdown=TEXT).get_absolute_url() + "ruby/")
    page.emulate_media(media="print")
    style = "(selector) => getComputedStyle(document.querySelector(selector))"
    assert page.evaluate(f"({style})('.callout-emergency').borderTopWidth") == "3px"
    assert page.evaluate(f"({style})('.callout-emergency > .callout-title').color") == "rgb(0, 0, 0)"
    assert page.evaluate(f"({style})('.bar').fill") == "rgb(0, 0, 0)"
    assert axe(page) == []
