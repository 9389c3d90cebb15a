import pytest

from site_app.pinyin.syllables import LEGAL, marked, parse_syllable, tone, toneless


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("zhòng", "zhong4"),
        ("zhong4", "zhong4"),
        ("Zhòng", "zhong4"),
        ("nǚ", "nv3"),
        ("lü4", "lv4"),
        ("lu:4", "lv4"),
        ("lüè", "lve4"),
        ("jv1", "ju1"),
        ("de0", "de5"),
        ("ér", "er2"),
        ("ńg", "ng2"),
        ("ă", "a3"),
        ("zhong", "zhong"),
    ],
)
def test_a_syllable_is_understood_however_it_is_typed(typed, canonical):
    assert parse_syllable(typed) == canonical


@pytest.mark.parametrize("typed", ["", "xyz", "zhong44", "4zhong", "zhóng4", "zhong6", "中", "bzhong", "zhongg"])
def test_what_is_no_syllable_is_refused_by_name(typed):
    with pytest.raises(ValueError, match=f"“{typed}”不是一个普通话音节"):
        parse_syllable(typed)


@pytest.mark.parametrize(
    ("reading", "written"),
    [
        ("zhong4", "zhòng"),
        ("lv4", "lǜ"),
        ("lve4", "lüè"),
        ("liu2", "liú"),
        ("gui4", "guì"),
        ("xiong2", "xióng"),
        ("hao3", "hǎo"),
        ("gou3", "gǒu"),
        ("de5", "de"),
        ("er2", "ér"),
    ],
)
def test_the_tone_mark_stands_where_the_standard_puts_it(reading, written):
    assert marked(reading) == written


def test_every_legal_syllable_survives_being_written_and_read_in_every_tone():
    readings = [f"{syllable}{digit}" for syllable in LEGAL for digit in "1234"]
    assert [parse_syllable(marked(reading)) for reading in readings] == readings


def test_tone_and_syllable_come_apart():
    assert (toneless("zhong4"), tone("zhong4"), tone("zhong")) == ("zhong", 4, None)
