import re

import pytest

from site_app.rendering.charts import MAX_BARS
from site_app.rendering.problems import problems
from site_app.rendering.render import render

TABLE = "| 原因 | 人数 |\n|---|--:|\n"


def chart(rows: str, title: str = "谁最要紧") -> str:
    return f"::: 图 {title}\n{TABLE}{rows}\n:::"


def widths(html: str) -> list[str]:
    return re.findall(r'<rect width="([^"]+)"', html)


def test_bars_are_as_long_as_their_numbers_say():
    assert widths(render(chart("| 高血压 | 48 |\n| 不动 | 36 |\n| 抽烟 | 12 |\n| 没有 | 0 |")).hanzi) == [
        "100%",
        "75%",
        "25%",
        "0%",
    ]


@pytest.mark.parametrize(
    ("cell", "width"),
    [("12", "50%"), ("12%", "50%"), ("约12个人", "50%"), ("**12**", "50%"), ("1.5", "6.2%"), ("12[^a]", "50%")],
)
def test_a_number_may_have_something_around_it(cell, width):
    assert widths(render(chart(f"| 甲 | 24 |\n| 乙 | {cell} |")).hanzi) == ["100%", width]


def test_a_number_of_thousands_may_be_divided():
    assert widths(render(chart("| 甲 | 2,400 |\n| 乙 | 1,200 |")).hanzi) == ["100%", "50%"]


def test_the_table_is_the_text_of_the_drawing():
    html = render(chart("| 高血压 | 48 |")).hanzi
    assert html.startswith('<figure class="chart"><figcaption>')
    assert html.count("<svg") == html.count('aria-hidden="true"') == 1
    assert re.sub("<[^>]*>", "", html) == "谁最要紧原因人数高血压48"


def test_labels_are_pinyin_where_the_text_is():
    rendered = render(chart("| 高血压 | 48 |"))
    assert "Gāoxuèyā" in rendered.pinyin
    assert ">xuè</rt>" in rendered.ruby
    assert widths(rendered.pinyin) == widths(rendered.ruby) == widths(rendered.hanzi)


def test_the_same_text_makes_the_same_drawing():
    assert render(chart("| 甲 | 7 |\n| 乙 | 3 |")) == render(chart("| 甲 | 7 |\n| 乙 | 3 |"))


def test_what_labels_hold_is_text():
    html = render(chart('| <script>alert(1)</script> | 3" onload="x |', "<svg onload=x>")).hanzi
    assert "<script" not in html
    assert html.count("<svg") == 1
    assert "onload" not in re.sub(r">[^<]*<", "><", html)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("没有表格", "要有一个表格"),
        ("", "要有一个表格"),
        (TABLE, "要有一个数字"),
        ("| a | b | c |\n|---|---|---|\n| 甲 | 1 | 2 |", "每行两格"),
        (f"{TABLE}| 甲 | 很多 |", "“很多”"),
        (f"{TABLE}| 甲 | -3 |", "“-3”"),
        (f"{TABLE}| 甲 | 3～5 |", "“3～5”"),
        (f"{TABLE}| 甲 | |", "不能是“”"),
        (f"{TABLE}| 甲 | `3` |", "要有一个数字"),
        (f"{TABLE}| 甲 | 0 |", "都是0"),
        (f"{TABLE}| 甲 | {'9' * 400} |", "要有一个数字"),
        (TABLE + "| 甲 | 1 |\n" * (MAX_BARS + 1), f"超过了{MAX_BARS}行"),
        (TABLE + "| 甲 | 1 |\n" * 5_001, "要有一个表格"),
    ],
)
def test_a_chart_that_cannot_be_drawn_stays_readable_and_is_a_problem(body, message):
    markdown = f"前\n\n::: 图 题\n{body}\n:::"
    (problem,) = problems(markdown)
    assert (problem.line, problem.column) == (3, 1)
    assert message in problem.message
    html = render(markdown).hanzi
    assert "<svg" not in html
    assert "甲" in html or "甲" not in markdown


def test_a_table_outside_a_chart_has_no_bars():
    assert "<svg" not in render(f"{TABLE}| 甲 | 1 |\n\n::: 提示\n{TABLE}| 甲 | 1 |\n:::").hanzi


def test_two_charts_are_drawn_each_to_its_own_scale():
    html = render(chart("| 甲 | 8 |\n| 乙 | 2 |") + "\n\n" + chart("| 甲 | 2 |\n| 乙 | 1 |")).hanzi
    assert widths(html) == ["100%", "25%", "100%", "50%"]
