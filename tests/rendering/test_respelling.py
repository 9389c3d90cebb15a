import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_app.pinyin import Style, annotate, spell
from site_app.rendering.render import render, render_line
from site_app.rendering.respelled_pages import respelled_page, title_tones
from site_app.rendering.respelling import Spelling, respelled

TEXT = "脑梗不是小病，我很好。西安花儿有1100人，做CT。一点儿也不难，女儿旅行。"


def seen(html: str) -> str:
    return re.sub("<[^>]*>", "", html)


def above(html: str) -> list[str]:
    return [seen(text) for text in re.findall("<rt.*?>(.*?)</rt>", html)]


def in_pinyin(html: str) -> str:
    return f'<div lang="zh-Latn-pinyin">{html}</div>'


def word(pinyin: str, **spelling) -> str:
    return seen("".join(respelled(pinyin, Spelling(**spelling))))


@pytest.mark.parametrize(
    ("marks", "numbers", "none", "zhuyin", "apart"),
    [
        ("nǎocùzhòng", "nao3cu4zhong4", "naocuzhong", "ㄋㄠˇ ㄘㄨˋ ㄓㄨㄥˋ", "nǎo cù zhòng"),
        ("Xī'ān", "Xi1an1", "Xi'an", "ㄒㄧ ㄢ", "Xī ān"),
        ("fāngàn", "fan1gan4", "fangan", "ㄈㄢ ㄍㄢˋ", "fān gàn"),
        ("nǚ'ér", "nü3er2", "nü'er", "ㄋㄩˇ ㄦˊ", "nǚ ér"),
        ("wánr", "wan2r5", "wanr", "ㄨㄢˊ ˙ㄦ", "wánr"),
        ("de", "de5", "de", "˙ㄉㄜ", "de"),
        ("bǎihuā-qífàng", "bai3hua1-qi2fang4", "baihua-qifang", "ㄅㄞˇ ㄏㄨㄚ ㄑㄧˊ ㄈㄤˋ", "bǎi huā qí fàng"),
        ("CT", "CT", "CT", "CT", "CT"),
        ("mmol", "mmol", "mmol", "mmol", "mmol"),
        ("Omega", "Omega", "Omega", "Omega", "Omega"),
    ],
)
def test_a_word_in_all_spellings(marks, numbers, none, zhuyin, apart):
    assert word(marks, tones="numbers") == numbers
    assert word(marks, tones="none") == none
    assert word(marks, script="zhuyin") == zhuyin
    assert word(marks, by="character") == apart
    assert word(marks) == marks


@pytest.mark.parametrize(("style", "tones"), [(Style.NUMBERED, "numbers"), (Style.TONELESS, "none")])
def test_a_sentence_is_spelled_as_it_would_be_from_its_characters(style, tones):
    for text in (
        "脑梗是急病，女儿和我去西安玩儿。",
        "患者和家属应该认识到，康复训练是必不可少的。",
        "心肌梗塞可爱的儿子偶尔饿。",
    ):
        (sentence,) = annotate(text)
        assert word("".join(spell(sentence)), tones=tones) == "".join(spell(sentence, style))


def test_the_tones_of_speech():
    rendered = render(TEXT)
    spoken = Spelling(said=True)
    assert seen(respelled_page(in_pinyin(rendered.pinyin), spoken)).startswith("Náo gěng bú shì xiǎobìng, wǒ hén hǎo.")
    ruby = above(respelled_page(rendered.ruby, spoken))
    assert ruby[:9] == ["náo", "gěng", "bú", "shì", "xiǎo", "bìng", "wǒ", "hén", "hǎo"]
    assert "yìqiān yībǎi" in ruby
    assert above(rendered.ruby)[:3] == ["nǎo", "gěng", "bù"]


def test_what_a_tag_cuts_keeps_its_tones():
    html = respelled_page(in_pinyin(render("好**不**是，**你**好。").pinyin), Spelling(said=True))
    assert "bú" in html
    assert "ní" in html


def test_by_word_one_piece_of_pinyin_stands_above_a_word():
    html = respelled_page(render_line("一点儿女儿西安").ruby, Spelling(by="word"))
    assert above(html) == ["yīdiǎnr", "nǚ'ér", "xī'ān"]
    assert seen(re.sub("<rt.*?</rt>", "", html)) == "一点儿女儿西安"


def test_colours_come_with_the_tone_of_each_syllable():
    html = respelled_page(in_pinyin("dàjiā de"), Spelling(colours=True))
    assert html == in_pinyin('<span class="t4">dà</span><span class="t1">jiā</span> <span class="t5">de</span>')


def test_longer_words_say_how_many_characters_they_count_as():
    html = respelled_page(in_pinyin(render("西安人好").pinyin), Spelling(script="zhuyin"))
    assert '<span data-n="5">ㄒㄧ ㄢ</span>' in html
    assert "data-n" not in respelled_page(render("西安人好").ruby, Spelling(script="zhuyin"))


def test_what_is_not_in_pinyin_is_left_alone():
    page = '<html lang="zh-Hans"><p>wǒ</p><svg><path d="M0"/></svg><div lang="zh-Latn-pinyin">wǒ<br><b lang="en">wǒ</b>wǒ</div>wǒ</html>'
    assert seen(respelled_page(page, Spelling(tones="numbers"))) == "wǒwo3wǒwo3wǒ"
    sample = "<ruby>脑<rt>nǎo</rt></ruby>"
    assert respelled_page(sample, Spelling(tones="numbers")) == sample


def test_the_tones_of_a_title_are_found_in_its_ruby_view():
    title = render_line("120很好：脑梗不是小病")
    assert title_tones(title.ruby, title.pinyin) == "3.2 10.2 17.2"


SPELLINGS = st.builds(
    Spelling,
    tones=st.sampled_from(["marks", "numbers", "none"]),
    script=st.sampled_from(["pinyin", "zhuyin"]),
    said=st.booleans(),
    by=st.sampled_from(["", "character", "word"]),
    colours=st.booleans(),
)


@given(st.text(alphabet="脑梗不一儿女西安a<>&'\"é1。*[]()\n ", max_size=40), SPELLINGS)
def test_whatever_stands_in_a_text_only_what_stands_above_changes(markdown, spelling):
    rendered = render(markdown)
    html = respelled_page(rendered.ruby, spelling)
    assert re.sub("<rt.*?</rt>", "", html) == re.sub("<rt.*?</rt>", "", rendered.ruby)
    page = respelled_page(in_pinyin(rendered.pinyin), spelling)
    assert re.findall("<(?!/?span)[^>]*>", page) == re.findall("<(?!/?span)[^>]*>", in_pinyin(rendered.pinyin))
