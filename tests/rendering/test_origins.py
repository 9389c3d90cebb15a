import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_app.pinyin import Lexicon
from site_app.rendering.origins import Extent, line_origins, origins
from site_app.rendering.render import render

LEXICON = Lexicon.from_pairs([("脑梗", "nǎo gěng")])


def read_from(markdown: str) -> str:
    """What readers read, taken from where it stands in the Markdown."""
    return "".join(markdown[origin.start : origin.end] for origin in origins(markdown, LEXICON))


@pytest.mark.parametrize(
    ("markdown", "read"),
    [
        ("脑梗**是**病", "脑梗是病"),
        ("重**重**重", "重重重"),
        ("[重要](http://a.example/重要 '重要')重要", "重要重要"),
        ("![重要](/x.png '重要')重要", "重要"),
        ("见<http://例子.example/重>重", "见例子重重"),
        ("- 行\n- 行\n    1. 行", "行行行"),
        ("| 行 | 行 |\n|---|---|\n| 行 | `行` |", "行行行"),
        ("> 行\n\n    行\n\n```行\n行\n```\n\n行", "行行"),
        (r"\{行|xíng\}行", "行行"),
        (r"\*行\*行", "行行"),
        ("{行|háng}{银行|yín háng}行", "行银行行"),
        ("{行|no such} 行", "行行"),
        ("行[^1]行\n\n[^1]: 注行\n\n完", "行行完注行"),
        ("行[^来源]行", "行行"),
        ("[行][链接]，[链接]，行\n\n[链接]: http://a.example '行'", "行链接行"),
        ("&#34892;行", "行"),
        ("行\\\n行  \n行", "行行行"),
        ("行\n行", "行行"),
        ("标题\n===\n\n# 行 #", "标题行"),
        ("词\n:   行", "词行"),
        ("<b>行</b>", "行"),
        ("\ufdd0行\ud800行", "行行"),
        ("〇行⼈行", "〇行⼈行"),
        ("::: 提示 小心\n行\n:::\n\n：：：　注意\n行提示\n:::", "小心行行提示"),
        ("行脸\n\n::: 急救\n:::\n\n行", "行脸行"),
        ("::: 图 人数\n| 行 | 人 |\n|---|---|\n| 重 | 3 |\n:::", "人数行人重"),
        ("", ""),
        ("abc 123", ""),
    ],
)
def test_each_syllable_is_found_where_it_was_written(markdown, read):
    assert read_from(markdown) == read


def test_it_is_that_very_place_and_no_other_of_the_same_text():
    markdown = "[行](/行)`行`行![行](/行)\n\n行"
    assert [origin.start for origin in origins(markdown)] == [1, 10, 21]


def test_an_inline_reading_is_known_with_its_extent():
    markdown = "在**{银行|yín háng}**行"
    silver, row, last = origins(markdown)[1:]
    assert silver.inline == row.inline == Extent(3, 16, "银行", ("yin2", "hang2"))
    assert markdown[3:16] == "{银行|yín háng}"
    assert last.inline is None
    assert (row.syllable.reading, row.index, row.word.text) == ("hang2", 1, "银行")


def test_an_inline_reading_that_no_word_has_is_none():
    assert [origin.inline for origin in origins("{行|no such}")] == [None]


def test_the_place_is_counted_as_the_player_counts():
    """Over white space and pictures, in the hanzi and in the pinyin alone."""
    first, second, third = origins("**行** ![图](/x.png)人\n\n银行")[:3]
    assert (first.sentence, first.place.text, first.place.pinyin) == (1, (0, 1), (0, 4))
    assert (second.sentence, second.place.text) == (1, (1, 2))
    assert (third.sentence, third.place.text, third.place.pinyin) == (2, (0, 1), (0, 3))


def test_titles_and_summaries_are_no_markdown():
    title = " *行*  {银行|yín háng}\n行"
    assert [title[origin.start] for origin in line_origins(title)] == ["行", "银", "行", "行"]
    assert [origin.start for origin in line_origins(title)] == [2, 7, 8, 20]


def test_beyond_two_digits_offsets_are_right_as_well():
    markdown = "x" * 262_200 + "行\n\n" + "行"
    assert [origin.start for origin in origins(markdown)] == [262_200, 262_203]


HANZI = st.text("行重长人〇", min_size=1, max_size=3)
"""Few different ones, so that everything repeats."""


def marked(before: str, after: str):
    return HANZI.map(lambda text: [(before, False), (text, True), (after, False)])


INLINE = st.one_of(
    HANZI.map(lambda text: [(text, True)]),
    marked("**", "**"),
    marked(" *", "* "),
    marked("[", "](http://a.example/行 '重')"),
    marked("<b>", "</b>"),
    marked("{", "|x}"),
    st.sampled_from(
        ["`行`", "![行](/行.png)", "&amp;", r"\{", r"\*", "，", "。", " ", "\n", "CT 3%", "[^行]", "~"]
    ).map(lambda text: [(text, False)]),
    st.sampled_from("行重长").map(lambda text: [("{", False), (text, True), ("|zhong4}", False)]),
)
LINE = st.lists(INLINE, min_size=1, max_size=6).map(
    lambda parts: [("词", True), *(run for part in parts for run in part)]
)


def on_one_line(line):
    """Without line ends, and without the bars of what is no reading, which tables split at."""
    return [(text.replace("\n", "，").replace("|x}", "}"), seen) for text, seen in line]


BLOCK = st.one_of(
    LINE,
    LINE.map(lambda line: [("## ", False), *on_one_line(line)]),
    st.lists(LINE, min_size=1, max_size=3).map(
        lambda lines: [run for line in lines for run in [("- ", False), *on_one_line(line), ("\n", False)]]
    ),
    LINE.map(lambda line: [("> ", False), *on_one_line(line)]),
    st.tuples(LINE, LINE).map(
        lambda cells: [
            *[("| ", False), *on_one_line(cells[0]), (" | 头 |\n|---|---|\n| ", False)],
            *[*on_one_line(cells[1]), (" | x |", False)],
        ]
    ),
    st.just([("```\n行重\n```", False)]),
    st.just([("段", True), ("\n\n    行重", False)]),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(BLOCK, min_size=1, max_size=4))
def test_generated_texts_are_found_place_by_place(parts):
    runs = [run for part in parts for run in [*part, ("\n\n", False)]]
    markdown = "".join(text for text, _ in runs)
    expected, at = [], 0
    for text, seen in runs:
        expected += range(at, at + len(text)) if seen else []
        at += len(text)
    heads = [match.start(1) for match in re.finditer(r"\| (头) \|", markdown)]
    found = origins(markdown)
    assert [origin.start for origin in found] == sorted(expected + heads)
    assert all(markdown[origin.start] == origin.syllable.character for origin in found)


@settings(max_examples=100, deadline=None)
@given(st.text("行重长a1 \n*_`[](){}|\\!#>-:^&;<~=.。\ufdd0⼈", max_size=40))
def test_whatever_is_typed_the_text_there_is_that_character(markdown):
    found = origins(markdown)
    assert all(markdown[origin.start : origin.end] == origin.syllable.character for origin in found)
    assert len({origin.start for origin in found}) == len(found)
    body = re.sub(r"<(code|pre)\b.*?</\1>|<[^>]*>", "", render(markdown).hanzi, flags=re.DOTALL)
    assert len(found) <= len(re.findall("[行重长⼈]", body))


def test_text_in_boxes_stands_where_it_was_typed():
    markdown = "::: 提示 {量|liáng}血压\n早上量。\n:::\n\n::: 图 谁\n| 原因 | 数 |\n|---|---|\n| 血压 | 4 |\n:::\n\n::: 注意\n停药\n:::"
    said = [(markdown[origin.start], origin.syllable.character) for origin in origins(markdown)]
    assert all(there == character for there, character in said)
    assert "".join(character for _, character in said) == "量血压早上量谁原因数血压停药"


def test_what_the_site_says_in_an_empty_box_stands_nowhere():
    markdown = "::: 急救\n:::\n\n让病人躺下。"
    found = origins(markdown)
    assert "".join(origin.syllable.character for origin in found) == "让病人躺下"
    assert [origin.start for origin in found] == list(range(markdown.index("让"), markdown.index("。")))
