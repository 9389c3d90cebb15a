"""Is a text found by whatever people type for it?"""

import pytest

from site_app.pinyin import parse_inline
from site_app.pinyin.finding import as_sought, spellings


def test_a_text_has_four_spellings():
    assert spellings("脑梗 是什么？").split() == ["脑梗是什么？", "naogengshishenme", "nǎogěngshìshénme", "ngssm"]


@pytest.mark.parametrize("typed", ["西安", "Xi'an", "Xī’ān", "XIAN", "xa"])
def test_it_does_not_matter_how_it_is_typed(typed):
    assert as_sought(typed) in spellings("西安")


@pytest.mark.parametrize("typed", ["lüyou", "lvyou", "lǚyóu"])
def test_u_with_dots_is_found_by_v_too(typed):
    assert as_sought(typed) in spellings("旅游")


@pytest.mark.parametrize("typed", ["CT检查", "ctjiancha", "120"])
def test_letters_and_figures_stay(typed):
    assert as_sought(typed) in spellings("CT 检查以后打 120")


def test_a_reading_that_the_editor_wrote_counts():
    inline = parse_inline("{卒中|cù zhòng}")
    assert "cuzhong" in spellings(inline.text, written=inline.written)


@pytest.mark.parametrize("text", ["", "……", "🧠", "ê", "\u200b"])
def test_what_has_no_reading_is_no_mistake(text):
    assert spellings(text).split()[:1] == text.split()[:1]
