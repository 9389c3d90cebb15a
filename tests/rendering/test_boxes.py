import re
import time

import pytest

from site_app import regions
from site_app.rendering.boxes import kind_spans
from site_app.rendering.emergency import advice
from site_app.rendering.markdown import MAX_BOXES, citations
from site_app.rendering.outline import outline
from site_app.rendering.problems import problems
from site_app.rendering.reading_aloud import spoken_article
from site_app.rendering.render import VIEWS, render


def text_of(html: str) -> str:
    return re.sub("<[^>]*>", "", re.sub("<rt.*?</rt>", "", html))


def bare(markdown: str) -> str:
    """The hanzi view without the marks of its sentences."""
    return re.sub("</?span[^>]*>", "", render(markdown).hanzi)


@pytest.mark.parametrize(
    ("kind", "style"), [("提示", "callout-tip"), ("注意", "callout-warning"), ("急救", "callout-emergency")]
)
def test_a_box_is_a_note_with_a_name_and_a_title(kind, style):
    assert bare(f"前。\n::: {kind}\n甲。\n:::\n后。") == (
        f'<p>前。</p><div class="callout {style}" role="note" aria-label="{kind}"><p class="callout-title">{kind}</p>'
        "<p>甲。</p></div><p>后。</p>"
    )


def test_a_title_of_its_own_takes_the_place_of_the_kind():
    assert '<p class="callout-title">每天<strong>量</strong>血压</p>' in bare("::: 提示 每天**量**血压\n甲。\n:::")


@pytest.mark.parametrize("mark", [":::提示", "::: 提示", "：：： 提示", "::::  提示  ", "  ::: 提示", ":::\u3000提示"])
def test_editors_may_write_the_mark_in_several_ways(mark):
    assert bare(f"{mark}\n甲。\n：：：").startswith('<div class="callout callout-tip"')


def test_lines_may_end_as_windows_ends_them():
    markdown = "::: 提示\r\n甲。\r\n:::\r\n\r\n::: 图\r\n乙\r\n:::"
    assert "callout-tip" in bare(markdown)
    assert [problem.line for problem in problems(markdown)] == [5]


def test_paragraphs_lists_quotations_tables_and_code_stand_in_it():
    html = bare("- 外\n::: 提示\n1. 一\n2. 二\n\n> 引\n\n|a|b|\n|-|-|\n|c|d|\n\n```\n:::\n```\n\n末段\n:::\n外")
    inside = html[html.index("callout-title") : html.index("</div><p>外")]
    assert all(tag in inside for tag in ("<ol>", "<blockquote>", "<table>", "<pre><code>:::\n", "<p>末段</p>"))


def test_the_views_hold_the_same_tags():
    rendered = render("::: 注意 {当|dāng}心\n别停药。\n:::\n\n::: 急救\n:::\n\n::: 图 一\n|a|b|\n|-|-|\n|c|1|\n:::")
    skeletons = {
        tuple(re.findall(r"<(?!/?ruby|rt|/rt|/?span)[^>]*>", getattr(rendered, view))) for view in VIEWS
    }  # fmt: skip
    assert len(skeletons) == 1
    assert text_of(rendered.ruby) == text_of(rendered.hanzi)
    assert "Bié tíngyào" in text_of(rendered.pinyin)


def test_an_empty_emergency_box_says_what_the_site_says():
    assert "有一样，就马上打120。" in text_of(render("::: 急救\n\n:::").hanzi)
    assert '<a href="tel:120"' in render("::: 急救\n:::").pinyin


def test_its_readings_are_right_without_a_lexicon():
    pinyin = text_of(render(advice()).pinyin)
    assert "kěnéng shì zhòngfēng:" in pinyin
    assert "Yǒu yīyàng, jiù mǎshàng dǎ 120." in pinyin
    assert 'aria-hidden="true">yāo èr líng</rt>' in render(advice()).ruby


def test_the_number_to_call_is_that_of_the_region(monkeypatch):
    monkeypatch.setattr(regions, "chosen", "taiwan")
    assert "[马上打119](tel:119)" in advice()
    assert "120" not in advice()


def test_an_emergency_box_of_its_own_words_says_those_alone():
    html = render("::: 急救 快\n打120。\n:::").hanzi
    assert text_of(html) == "快打120。"


def test_it_is_read_aloud_in_order():
    said = [sentence.text for sentence in spoken_article("题", "前。\n\n::: 提示 标题\n甲。\n:::\n\n后。")]
    assert said == ["题", "前。", "标题", "甲。", "后。"]


def test_links_headings_and_sources_in_it_are_found():
    markdown = "::: 提示 标题[^a]\n## 头\n[链接](/x)[^b]\n:::\n\n::: 图 二[^c]\n|a|b|\n|-|-|\n|c|1|\n:::"
    assert [element.tag for element in outline(markdown)] == ["h2", "a"]
    assert citations(markdown) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "markdown",
    [
        "```\n::: 提示\n```",
        "    ::: 提示",
        "`::: 提示`",
        "> ::: 提示",
        "前 ::: 提示",
        ":: 提示",
        "",
        "::: 急救\n:::",
        "::: 提示 题\n:::",
    ],
)
def test_code_quotations_and_what_is_right_are_no_problem(markdown):
    assert problems(markdown) == []


@pytest.mark.parametrize(
    ("markdown", "lines", "message"),
    [
        ("甲\n\n::: 未知 题\n乙\n", [3], "没有“未知”这种框"),
        ("甲\n::: 提示\n乙", [2], "没有用“:::”结束"),
        ("::: 提示\n甲\n::: 注意\n乙\n:::\n:::", [1, 6], "框里不能再有框"),
        ("甲\n:::\n乙", [2], "没有要结束的框"),
        ("```\n\n```\n\n::: 提示\n\n:::", [5], "“提示”框里没有字"),
    ],
)
def test_what_makes_no_box_is_a_problem_and_stays_in_the_text(markdown, lines, message):
    found = problems(markdown)
    assert [problem.line for problem in found] == lines
    assert message in found[0].message
    shown = text_of(render(markdown).hanzi)
    assert all(character in shown for character in "甲乙" if character in markdown)


def test_the_marks_that_make_no_box_are_shown():
    assert text_of(render("甲\n\n::: 未知 题").hanzi) == "甲::: 未知 题"


def test_nobody_can_type_the_form_in_which_marks_travel():
    html = bare("\x02box:急救\x03甲\n\n\x02box\x03")
    assert "callout" not in html


@pytest.mark.parametrize(
    "markdown",
    [
        "::: 急救\n:::\n" * 5000,
        "::: 提示\n" * 5000,
        ":::\n" * 5000,
        "::: " + " " * 50_000 + "x",
        "```\n" * 499 + "::: 提示\n:::\n" * MAX_BOXES,
        "::: 提示\n" + "- " * 3000 + "\n:::",
    ],
    ids=["empty", "unclosed", "endings", "blanks", "code", "lists"],
)
def test_a_hostile_text_costs_little(markdown):
    start = time.process_time()
    rendered = render(markdown)
    problems(markdown)
    assert time.process_time() - start < 20
    assert len(rendered.ruby) < 60 * len(markdown) + 100_000


def test_more_boxes_than_anybody_reads_are_a_problem():
    (problem,) = problems("::: 提示\n甲\n:::\n" * (MAX_BOXES + 1))
    assert f"{MAX_BOXES}个" in problem.message


def test_the_words_that_say_which_box_it_is_can_be_found():
    markdown = "提示\n::: 提示 标题\n甲\n:::\n：：：急救\n:::"
    assert [markdown[start:end] for start, end in kind_spans(markdown)] == ["提示", "急救"]
