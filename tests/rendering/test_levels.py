import re

import pytest

from site_app.pinyin import Lexicon, annotate
from site_app.rendering.levels import level_of, level_of_view
from site_app.rendering.render import render, render_line


def classes(ruby: str) -> dict[str, str]:
    """Each word of a ruby view with its classes."""
    words = re.findall(r'<ruby(?: class="([^"]*)")?>(.*?)</ruby>', ruby)
    return {re.sub("<rt.*?</rt>", "", inside): found.replace("tight", "").strip() for found, inside in words}


def levels(text: str) -> dict[str, int | None]:
    return {word.text: level_of(word) for sentence in annotate(text) for word in sentence.words if word.is_chinese}


def test_a_listed_word_has_the_level_of_the_list_and_another_that_of_its_hardest_character():
    assert levels("大家都喝茶，知道指南。") == {"大家": 1, "都": 1, "喝茶": 1, "知道": 1, "指南": 7}
    assert levels("吃盐") == {"吃盐": 4}


def test_a_word_in_a_rarer_reading_and_a_name_have_none():
    assert levels("他得去。")["得"] is None
    assert levels("去西安。")["西安"] is None
    assert levels("卒中")["卒"] is None


def test_each_word_says_its_level():
    assert classes(render_line("大家喝茶").ruby) == {"大家": "l1", "喝茶": "l1"}


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("他突然说话不清，一边的手不能动。", {"他", "说话", "手"}),
        ("马上打120，不要等。", {"马上", "打", "不要", "等"}),
        ("你的胸口痛了一天。", {"你", "的", "一"}),
        ("医生给他华法林和阿司匹林。", {"华", "法", "林", "阿司匹林"}),
        ("每天吃两片药，睡前吃。", {"每天", "两", "片", "睡", "前"}),
        ("吃5克盐。", {"克"}),
        ("不要自己停药。", {"不要", "自己"}),
    ],
)
def test_signs_orders_medicines_and_doses_keep_their_pinyin(sentence, shown):
    found = classes(render_line(sentence).ruby)
    kept = {word for word, names in found.items() if names == "stays"}
    assert shown <= kept, found


def test_other_words_of_a_sentence_with_a_dose_do_not():
    assert classes(render_line("大家一天吃5克盐。").ruby)["大家"] == "l1"


def test_what_the_lexicon_calls_a_medicine_keeps_its_pinyin():
    lexicon = Lexicon({"好水": ("hao3", "shui3")}, medicines=["好水"])
    assert classes(render_line("大家喝好水", lexicon).ruby) == {"大家": "l1", "喝": "l1", "好水": "stays"}
    assert lexicon != Lexicon({"好水": ("hao3", "shui3")})


@pytest.mark.parametrize("kind", ["急救", "注意"])
def test_boxes_that_warn_keep_all_of_it_and_only_they(kind):
    markdown = f"大家好。\n\n::: {kind} 我们\n\n- 你们\n- 他们\n\n:::\n\n大家好。\n\n::: 提示\n她们\n:::"
    found = classes(render(markdown).ruby)
    assert {word: found[word] for word in ("我们", "你们", "他们")} == dict.fromkeys(("我们", "你们", "他们"), "stays")
    assert (found["大家"], found["她们"]) == ("l1", "l1")


def test_the_same_paragraph_inside_and_outside_a_box_is_not_mixed_up():
    html = render("大家好。\n\n::: 急救\n大家好。\n:::\n\n大家好。").ruby
    assert [*re.findall('<ruby class="([^"]+)">大', html)] == ["l1", "stays", "l1"]


EASY = "大家都喜欢喝茶。我们今天去学校，学生很多。"


def test_a_text_is_as_hard_as_most_of_its_words():
    easy = level_of_view(render(EASY * 3).ruby)
    hard = level_of_view(render("脑血管堵塞以后，神经组织缺氧坏死，引起功能障碍和后遗症。" * 3).ruby)
    assert (easy or 9) <= 2
    assert (hard or 0) >= 6


@pytest.mark.parametrize(
    "html", ["", render("大家好").ruby, "<p><ruby>脑<rt>nǎo</rt></ruby></p>" * 50, render("CT " * 50).ruby]
)
def test_too_short_a_text_and_one_without_levels_have_none(html):
    assert level_of_view(html) in (None, 7)
