import markdown
import pytest

from site_app.documents.plain_text import as_paragraphs, escape, escape_around_readings


@pytest.mark.parametrize(
    "text",
    [
        "*一* **二** _三_ `四`",
        "[五](六) ![七](八)",
        "血压<130 <b>粗</b>",
        r"反斜杠\*",
        "&lt; &amp; & &#60;",
        "# 标题",
        "> 引用",
        "---",
        "===",
        "~~~",
        "2. 二",
        "{卒中|cù zhòng}",
    ],
)
def test_escaped_text_reads_the_same_when_markdown_has_shown_it(text):
    html = markdown.markdown(as_paragraphs([escape(text)]))
    shown = (
        html.removeprefix("<p>").removesuffix("</p>").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    )
    assert shown.removeprefix("\\").replace(r"\>", ">").replace("\\{", "{") == text


def test_a_list_stays_a_list():
    assert as_paragraphs(["1. 一", "2. 二", "- 三"]) == "1. 一\n\n2. 二\n\n- 三"


def test_a_number_that_begins_or_continues_no_list_is_text():
    assert as_paragraphs(["1. 一", "说明", "2. 二", "2023. 年"]) == "1\\. 一\n\n说明\n\n2\\. 二\n\n2023\\. 年"


def test_inline_readings_are_not_escaped_where_they_count():
    assert escape_around_readings("*{卒中|cù zhòng}*{a|b}") == r"\*{卒中|cù zhòng}\*\{a|b}"
