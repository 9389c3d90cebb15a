"""Are the questions made of an article's own sentences, always the same, and is what they call right right?"""

import json

import pytest

from site_app.pinyin import EMPTY_LEXICON, Lexicon
from site_app.practice.exercise import as_data, from_data
from site_app.practice.exercise.item import Token, mixed
from site_app.practice.exercise.making import make_items
from site_app.practice.exercise.order import pieces
from site_app.rendering.render import render
from tests.practice.texts import TEXT


def items(markdown: str = TEXT, lexicon: Lexicon = EMPTY_LEXICON):
    return make_items(markdown, lexicon)


def of_kind(kind: str, markdown: str = TEXT):
    return [item for item in items(markdown) if item.kind == kind]


def test_a_text_gives_questions_of_every_kind_and_always_the_same():
    made = items()
    assert [*dict.fromkeys(item.kind for item in made)] == ["reading", "hearing", "order", "aloud"]
    assert len(made) <= 12
    assert len({item.key for item in made}) == len(made)
    assert made == items()


def test_they_are_stored_without_loss():
    made = items()
    assert from_data(json.loads(json.dumps(as_data(made)))) == made


def test_each_sentence_stands_on_the_page_under_its_id():
    page = render(TEXT, EMPTY_LEXICON).hanzi
    for item in items():
        assert f'id="{item.sentence}">{item.text}' in page


def test_a_reading_is_asked_where_it_is_sure_and_explained_by_its_source():
    for item in of_kind("reading"):
        assert item.asked.text in item.text
        assert item.right in item.asked.pinyin
        assert len({*item.choices}) == len(item.choices) >= 2
        assert item.source in ("written", "lexical", "phrases", "context")


def test_characters_that_the_text_reads_in_two_ways_come_first():
    asked = {(item.asked.text, item.asked_character, item.right) for item in of_kind("reading")}
    assert ("中间", "中", "zhōng") in asked


def test_what_the_editor_wrote_is_what_is_right():
    found = of_kind("reading", "他在原地{转|zhuàn}了几圈，就觉得不舒服了。")
    assert ("转", "zhuàn", "written") in {(item.asked_character, item.right, item.source) for item in found}


def test_words_told_by_ear_are_alike_and_none_of_the_others_stands_in_the_sentence():
    for item in of_kind("hearing"):
        assert item.right == item.asked.text
        assert 3 <= len(item.choices) <= 4
        for choice in item.choices:
            assert len(choice) == len(item.right)
            assert choice == item.right or choice not in item.text


def test_the_pieces_of_a_sentence_make_it_again_and_are_not_in_order():
    for item in of_kind("order"):
        right = pieces(item)
        assert "".join(right) == item.solution
        assert sorted(right) == sorted(item.choices)
        assert [*item.choices] != right
        assert 4 <= len(right) <= 8
        assert item.solution + item.end == item.text


def test_enumerations_are_not_taken_apart_since_they_have_no_order():
    assert of_kind("order", "每天要吃很多的苹果、香蕉、蔬菜和牛奶。") == []


@pytest.mark.parametrize(
    "markdown", ["", "# 只有标题", "好。", "abc def ghi.", "![图](/media/a.png)", "`代码` " * 20, "1、2、3。"]
)
def test_a_text_without_sentences_has_no_exercise(markdown):
    assert items(markdown) == []


def test_headings_and_pictures_are_not_practised():
    assert not any("怎样预防" in item.text for item in items())
    assert not any("\ufffc" in item.text for item in items("看这张图![图](/media/a.png)就知道了，很清楚的。" * 3))


@pytest.mark.parametrize(
    "markdown", ["<script>alert(1)</script>是一种坏东西，大家要小心。", "“他说”《书》（好）很好看，大家都喜欢。" * 5]
)
def test_nothing_odd_breaks_it(markdown):
    for item in items(markdown):
        assert item.text in render(markdown, EMPTY_LEXICON).hanzi.replace("&lt;", "<").replace("&gt;", ">")


def test_an_order_depends_on_nothing_but_the_key():
    assert mixed("a", ["1", "2", "3", "4"]) == mixed("a", ["1", "2", "3", "4"])
    assert sorted(mixed("b", ["1", "1", "2"])) == ["1", "1", "2"]


def test_pinyin_of_a_word_is_spelled_with_an_apostrophe_before_a_vowel():
    assert Token("西安", ("xi1", "an1")).pinyin == "xī'ān"
    assert Token("脑梗", ("nao3", "geng3")).pinyin == "nǎogěng"
