import pytest

from site_app.pinyin import InlineReadingError, WrittenReading, parse_inline


def test_an_inline_reading_is_taken_out_and_kept_with_its_place():
    inline = parse_inline("缺血性{卒中|cù zhòng}。")
    assert inline.text == "缺血性卒中。"
    assert inline.written == (WrittenReading(3, 5, ("cu4", "zhong4")),)


def test_two_inline_readings_may_touch():
    inline = parse_inline("{卒|cù}{中|zhòng}")
    assert [place.start for place in inline.written] == [0, 1]


@pytest.mark.parametrize("text", ["{a|b}", "{}", "{脑梗}", "{脑|梗|geng}", r"\{卒中|cù zhòng}", "{卒\n中|cù zhòng}"])
def test_other_braces_are_ordinary_text(text):
    assert parse_inline(text).text == text


def test_an_unreadable_inline_reading_says_where_it_stands():
    with pytest.raises(InlineReadingError, match="“xx”不是") as refusal:
        parse_inline("好，{卒|xx}")
    assert refusal.value.offset == 2
