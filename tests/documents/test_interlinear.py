import pytest

from site_app.documents import DocumentError
from site_app.documents.interlinear import parse_interlinear


def read(source: str) -> list[tuple[str, str]]:
    return [(pair.character, pair.reading) for pair in parse_interlinear(source, "a.txt").pairs]


def refusal(source: str) -> str:
    with pytest.raises(DocumentError) as refused:
        parse_interlinear(source, "a.txt")
    return str(refused.value)


@pytest.mark.parametrize(
    "source",
    [
        "脑(nǎo)梗(gěng)",
        "脑(nao3)梗(geng3)",
        "脑（nǎo）梗（gěng）",
        "脑(nǎo）梗（gěng)",
        "脑 (nǎo) 梗 (gěng)",
        "脑( nǎo )梗(gěng)",
        "脑梗(nǎo gěng)",
        "脑梗(nǎogěng)",
        "脑梗(nao3geng3)",
        "脑梗(nǎo-gěng)",
        "脑梗(Nǎogěng)",
    ],
)
def test_readings_are_found_however_they_are_written(source):
    assert read(source) == [("脑", "nao3"), ("梗", "geng3")]


def test_toneless_readings_stay_toneless():
    assert read("生(sheng)存(cun)率(lv)") == [("生", "sheng"), ("存", "cun"), ("率", "lv")]


def test_a_reading_without_tone_among_toned_ones_is_neutral():
    assert read("好(hǎo)的(de)吗(ma)呢(ne4)看(kàn)") == [
        ("好", "hao3"),
        ("的", "de5"),
        ("吗", "ma5"),
        ("呢", "ne4"),
        ("看", "kan4"),
    ]


@pytest.mark.parametrize(
    ("mark", "written"), [(",", ","), ("、", "、"), ("。", "."), ("“", "“"), ("……", "……"), ("(", "("), (")", ")")]
)
def test_punctuation_may_be_followed_by_itself(mark, written):
    source = f"脑(nǎo){mark}({written})梗(gěng)"
    assert parse_interlinear(source, "a.txt").text == f"脑{mark}梗"


def test_pairs_know_where_they_stand_in_the_source_and_in_the_text():
    second = parse_interlinear("x脑(nǎo),(,)梗(gěng)", "a.txt", start=1).pairs[2]
    assert (second.offset, second.position) == (11, 2)


def test_each_character_of_a_word_has_a_pair():
    pairs = parse_interlinear("脑梗(nǎo gěng)", "a.txt").pairs
    assert [(pair.character, pair.offset, pair.position) for pair in pairs] == [("脑", 0, 0), ("梗", 1, 1)]


def test_characters_in_between_need_no_reading():
    assert read("我的脑(nǎo)子2024年坏(huài)了") == [("脑", "nao3"), ("坏", "huai4")]


@pytest.mark.parametrize(
    "source",
    [
        "脑(nǎo)梗(gěng)(又称脑梗塞)",
        "脑(nǎo)梗（又称脑(nǎo)梗(gěng)塞）",
        "联(lián)盟(méng)（ITU）",
        "人工智能(AI)很(hěn)好(hǎo)",
        "4G(sì G)网(wǎng)",
    ],
)
def test_other_brackets_belong_to_the_text(source):
    assert parse_interlinear(source, "a.txt").text.count("(") + parse_interlinear(source, "a.txt").text.count("（") == 1


def test_erhua_is_spelled_with_a_mere_r():
    assert read("花儿(huār)红(hóng)") == [("花", "hua1"), ("儿", "er5"), ("红", "hong2")]


@pytest.mark.parametrize(
    ("source", "readings"),
    [
        ("西安(xī'ān)", ["xi1", "an1"]),
        ("西安(xian)", ["xi", "an"]),
        ("先(xian)", ["xian"]),
        ("去年坏(huai)", ["huai"]),
        ("去西安(xian)", ["xi", "an"]),
        ("方案(fangan)", ["fang", "an"]),
    ],
)
def test_joined_syllables_divide_as_the_characters_can_be_read(source, readings):
    assert [reading for _, reading in read(source)] == readings


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("脑(nǎo)梗(gěng", "a.txt:1:8: “梗”后面的左括号没有右括号与它配对"),
        ("脑(nǎo)\n梗（gěng\n", "a.txt:2:2: “梗”后面的左括号没有右括号与它配对"),
        ("脑(nǎo梗(gěng)", "a.txt:1:2: 左括号“(”到行末也没有右括号与它配对"),
        ("脑nǎo)梗(gěng)", "a.txt:1:5: 多了一个右括号“)”，前面没有与它配对的左括号"),
        ("脑(nǎo))", "a.txt:1:7: 多了一个右括号“)”，前面没有与它配对的左括号"),
        ("脑(nǎo)（梗(gěng)\n）", "a.txt:1:7: 左括号“（”到行末也没有右括号与它配对"),
    ],
)
def test_unbalanced_brackets_are_refused_at_their_place(source, message):
    assert refusal(source) == message


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("脑(nǎo)\n梗(xyz)", "a.txt:2:3: “xyz”不是普通话音节"),
        ("脑梗(nǎo gxng)", "a.txt:1:8: “gxng”不是普通话音节"),
        ("脑(nǎ3)", "a.txt:1:3: “nǎ3”不是普通话音节"),
        ("脑(nao6)", "a.txt:1:3: “nao6”不是普通话音节"),
        ("脑()", "a.txt:1:3: 括号里没有读音"),
    ],
)
def test_a_reading_that_no_syllable_has_is_refused_at_its_place(source, message):
    assert refusal(source) == message


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("脑梗(nǎo)", "a.txt:1:4: “脑梗”有2个汉字，括号里的读音“nǎo”却有1个音节"),
        ("脑梗(nǎo gěng sè)", "a.txt:1:4: “脑梗”有2个汉字，括号里的读音“nǎo gěng sè”却有3个音节"),
    ],
)
def test_more_or_fewer_syllables_than_characters_are_refused(source, message):
    assert refusal(source) == message


def test_the_source_document_has_521_pairs_of_which_473_are_chinese_characters(source):
    essay = parse_interlinear(source, "a.txt", source.index("脑(nao)"))
    assert (len(essay.pairs), len(essay.chinese_pairs)) == (521, 473)
