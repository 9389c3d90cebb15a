import pytest

from site_app.pinyin.notation import parse_readings


@pytest.mark.parametrize(
    ("word", "notation", "readings"),
    [
        ("卒中", "cù zhòng", ("cu4", "zhong4")),
        ("卒中", "cùzhòng", ("cu4", "zhong4")),
        ("卒中", "cu4zhong4", ("cu4", "zhong4")),
        ("卒中", "CÙ-ZHÒNG", ("cu4", "zhong4")),
        ("朋友", "péng you", ("peng2", "you5")),
        ("了", "le", ("le5",)),
        ("西安", "xī'ān", ("xi1", "an1")),
        ("西安", "xīān", ("xi1", "an1")),
        ("先", "xiān", ("xian1",)),
        ("女儿", "nv3er2", ("nv3", "er2")),
        ("B超", "B chāo", ("chao1",)),
        ("B超", "chāo", ("chao1",)),
    ],
)
def test_the_usual_ways_to_write_a_reading_are_understood(word, notation, readings):
    assert parse_readings(word, notation) == readings


@pytest.mark.parametrize(
    ("word", "notation", "message"),
    [
        ("脑", "xyz", "“xyz”不是一个普通话音节"),
        ("脑梗", "nǎogng", "“nǎogng”不是普通话拼音"),
        ("脑梗", "nǎo", "“脑梗”有2个汉字，读音“nǎo”却有1个音节"),
        ("血压", "xuè", "“血压”有2个汉字，读音“xuè”却有1个音节"),
        ("血压", "xue4", "“血压”有2个汉字，读音“xue4”却有1个音节"),
        ("一", "yī èr", "“一”有1个汉字，读音“yī èr”却有2个音节"),
        ("脑梗", " ", "“脑梗”没有写读音"),
        ("CT", "xī", "“CT”里没有汉字，不能注音"),
        ("高血压", "gao xue ya", "“高血压”的读音“gao xue ya”没有标声调"),
    ],
)
def test_a_reading_that_the_word_cannot_have_is_refused_with_the_reason(word, notation, message):
    with pytest.raises(ValueError, match=message):
        parse_readings(word, notation)


def test_an_endless_reading_is_refused_at_once():
    with pytest.raises(ValueError, match="不是普通话拼音"):
        parse_readings("脑梗", "a" * 100_000)
