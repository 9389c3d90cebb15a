"""Do footnote markers lead to numbered sources, and stay out of what is read?"""

import re

import pytest

from site_app.rendering.markdown import citations
from site_app.rendering.reading_aloud import spoken_article
from site_app.rendering.render import VIEWS, render

TEXT = "脑梗[^who2023]是急症[^世卫-1]，*要*马上[^who2023]打120。"


def links(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<a class="footnote-ref" href="(#[^"]+)"[^>]*>([^<]*)</a>', html)


@pytest.mark.parametrize("view", VIEWS)
def test_a_marker_is_a_numbered_link_to_its_source(view):
    assert links(getattr(render(TEXT), view)) == [("#source-1", "1"), ("#source-2", "2"), ("#source-1", "1")]


def test_the_first_marker_of_a_source_can_be_returned_to():
    assert re.findall(r'<sup(?: id="([^"]+)")?>', render(TEXT).hanzi) == ["cite-1", "cite-2", ""]


def test_sources_are_numbered_in_the_order_of_the_text():
    assert citations(TEXT) == ["who2023", "世卫-1"]
    assert citations("- 甲[^c]\n- 乙\n\n    丙[^a]\n\n|甲[^b]|乙[^d]|\n|-|-|\n") == ["c", "a", "b", "d"]


def test_a_footnote_that_the_text_explains_is_no_citation():
    text = "甲[^1]，乙[^who]。\n\n[^1]: 解释。\n"
    assert citations(text) == ["who"]
    assert links(render(text).hanzi) == [("#fn:1", "1"), ("#source-1", "1")]


@pytest.mark.parametrize("text", ["`[^who]`", r"\[^who]", "[^]", "[^a b]", "    [^who]", "```\n[^who]\n```", "[who]"])
def test_what_is_no_marker_stays_as_it_is(text):
    assert citations(text) == []
    assert "footnote-ref" not in render(text).hanzi


def test_a_link_that_only_looks_like_one_is_left_alone():
    assert citations("[1](#source-)") == []


def test_nobody_says_the_number():
    with_markers, without = (list(spoken_article("题", text)) for text in (TEXT, re.sub(r"\[\^[^]]*\]", "", TEXT)))
    assert with_markers == without


def test_the_number_stands_outside_the_sentence():
    html = render("脑梗[^a]是急症。").hanzi
    assert '<span class="sentence" id="s1">脑梗</span><sup' in html
    assert '</sup><span class="sentence" data-part="s1">是急症。</span>' in html


def test_a_marker_inside_a_word_does_not_change_its_reading():
    assert "cù" in render("{卒中|cù zhòng}[^a]").ruby
    assert (
        render("脑卒[^a]中").pinyin.replace("<", " <").split()[0]
        == render("脑卒中").pinyin.replace("<", " <").split()[0]
    )


def test_a_key_cannot_bring_markup_in():
    assert "<script" not in render('甲[^"><script>alert(1)</script>]').hanzi
    assert citations('甲[^"><script>]') == []


def test_a_text_of_brackets_alone_takes_no_time():
    assert citations("[^a]" * 5000) == []
