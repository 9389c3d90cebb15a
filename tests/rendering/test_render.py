import re
from html import escape

import pytest

from site_app.pinyin import Lexicon
from site_app.rendering.render import VIEWS, render, render_line

LEXICON = Lexicon.from_pairs([("脑梗", "nǎo gěng")])


def text_of(html: str) -> str:
    return re.sub("<[^>]*>", "", re.sub("<rt.*?</rt>", "", html))


def ids_of(html: str) -> list[str]:
    return re.findall(r' id="([^"]+)"', html)


def test_the_hanzi_view_is_the_text_itself():
    assert text_of(render("脑梗，又称**脑梗塞**。").hanzi) == "脑梗，又称脑梗塞。"


def test_the_ruby_view_sets_pinyin_above_each_character_by_word():
    html = render("脑梗", LEXICON).ruby
    assert '<ruby>脑<rt aria-hidden="true" data-t="2">nǎo</rt>梗<rt aria-hidden="true">gěng</rt></ruby>' in html


@pytest.mark.parametrize(("markdown", "tight"), [("脑梗是病", 0), ("脑梗，是病。", 2), ("**脑梗**，是CT", 2)])
def test_a_word_before_punctuation_has_no_space_behind_it(markdown, tight):
    assert render(markdown, LEXICON).ruby.count('tight">') == tight


@pytest.mark.parametrize(
    ("markdown", "base", "above"),
    [
        ("有26亿人", "26", "èrshíliù"),
        ("有80%的人", "80%", "bǎi fēn zhī bāshí"),
        ("血压130/80 mmHg", "130/80", "yībǎi sānshí bǐ bāshí"),
        ("拨打120急救", "120", "yāo èr líng"),
        ("低于1.8 mmol/L", "mmol/L", "háomó'ěr měi shēng"),
        ("3～5天", "3～5", "sān dào wǔ"),
    ],
)
def test_what_digits_and_signs_say_stands_above_them(markdown, base, above):
    assert re.search(f'>{base}<rt aria-hidden="true"[^>]*>{escape(above)}</rt></ruby>', render(markdown).ruby)


@pytest.mark.parametrize(
    "markdown", ["做CT检查", "见 https://a.example/b?c=1", "1**2**0", "`120`", "12345678901234567890123456789012"]
)
def test_letters_addresses_and_numbers_cut_in_two_have_nothing_above(markdown):
    assert not re.search(r"[0-9A-Za-z]<rt", render(markdown).ruby)


def test_the_ruby_view_without_its_pinyin_is_the_hanzi_view():
    markdown = "# 头\n\n脑**卒**中，是[什么](/x)？CT 很*重要*。\n\n- 一\n- 二\n"
    rendered = render(markdown)
    assert text_of(rendered.ruby) == text_of(rendered.hanzi)


def test_the_pinyin_view_is_spelled_in_the_same_paragraphs():
    html = render("脑梗是什么？\n\n很*重要*。", LEXICON).pinyin
    assert [text_of(p) for p in re.findall("<p>.*?</p>", html)] == ["Nǎogěng shì shénme?", "Hěn zhòngyào."]


def test_emphasis_inside_a_word_changes_no_reading():
    assert "cù</rt>" in render("脑**卒**中").ruby


def test_a_link_inside_a_word_changes_no_reading():
    assert "cù</rt>" in render("脑[卒](/x)中").ruby


def test_an_inline_reading_holds_in_that_very_place_alone():
    html = render("{卒中|zú zhōng}和卒中").ruby
    assert [re.findall(r">([^<]+)</rt>", part) for part in html.split("和")] == [
        ["zú", "zhōng"],
        ["hé", "cù", "zhòng"],
    ]


def test_an_inline_reading_may_stand_in_a_table():
    assert "zú</rt>" in render("| 词 |\n|---|\n| {卒|zú} |").ruby


def test_an_inline_reading_in_code_is_shown_as_written():
    assert "<code>{卒中|cù zhòng}</code>" in render("`{卒中|cù zhòng}`").hanzi


def test_an_inline_reading_in_a_text_alternative_leaves_the_word():
    assert 'alt="卒中"' in render("![{卒中|cù zhòng}](/a.png)").hanzi


def test_an_unreadable_inline_reading_stays_visible():
    assert "{卒中|xx}" in text_of(render("{卒中|xx}").hanzi)


def test_sentences_have_the_same_ids_in_all_views():
    rendered = render("# 头\n\n一。**二。三**。\n\n> 四[^1]\n\n[^1]: 五。", LEXICON)
    assert ids_of(rendered.hanzi) == ids_of(rendered.ruby) == ids_of(rendered.pinyin)
    assert [name for name in ids_of(rendered.hanzi) if re.fullmatch(r"s\d+", name)] == [f"s{n}" for n in range(1, 7)]


def test_no_id_stands_twice_in_a_page():
    ids = ids_of(render("## 头\n\n## 头\n\n一**二**三。").hanzi)
    assert len(ids) == len(set(ids))


def test_a_heading_has_an_address_made_of_its_pinyin():
    assert '<h2 id="h-nao-geng">' in render("## 脑梗").hanzi


def test_the_title_stays_the_only_heading_of_the_first_level():
    assert "<h1" not in render("# 头").hanzi


def test_a_line_break_between_hanzi_leaves_no_gap():
    assert text_of(render("脑\n梗").hanzi) == "脑梗"


def test_a_line_break_between_latin_words_is_a_space():
    assert text_of(render("CT\nMRI").hanzi) == "CT MRI"


def test_a_space_in_pinyin_stands_outside_the_link():
    assert ' <a href="/x">' in render("看[医生](/x)").pinyin.replace(' rel="noopener noreferrer"', "")


def test_a_table_can_be_scrolled_by_keyboard():
    assert 'tabindex="0"><table>' in render("| 甲 |\n|---|\n| 乙 |").hanzi


def test_a_title_is_rendered_without_markdown_or_sentence_spans():
    rendered = render_line("{卒中|cù zhòng}是*什么*？", LEXICON)
    assert (rendered.hanzi, rendered.pinyin) == ("卒中是*什么*？", "Cùzhòng shì*shénme*?")


def test_a_title_cannot_smuggle_html():
    assert render_line("<b>脑</b>").hanzi == "&lt;b&gt;脑&lt;/b&gt;"


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_gives_nothing(view):
    assert getattr(render(""), view) == ""


TANGLED = [
    *("- " * 3000 + "脑", ">" * 5000 + "脑", "*脑" * 3000, "[" * 20_000 + "脑", "{" * 5000 + "脑"),
    *("脑梗，**脑**梗是" * 2000, "[^1]: a\n\n" + "[^1] " * 2000, "```a\n" * 3000 + "脑", "## 头\n\n" * 2000),
    "a|" * 1000 + "\n" + "-|" * 1000 + "\n" + "a|\n" * 1000,
]


@pytest.mark.parametrize("markdown", TANGLED)
def test_text_that_nests_without_end_is_still_shown(markdown):
    assert text_of(render(markdown).hanzi)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("markdown", ["脑{卒**中**|cù zhòng}", "{卒|cù}{卒|xx}", "\ufdd0脑\ufdd10\ufdd2", "\ud800脑"])
def test_no_mark_of_our_own_reaches_a_reader(markdown, view):
    assert not re.search("[\ufdd0-\ufdd2\ud800-\udfff]", getattr(render(markdown), view))
