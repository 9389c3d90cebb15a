import pytest

from site_app.documents.comparison import disagreements, read_words, written_inline
from site_app.pinyin import EMPTY_LEXICON, Lexicon, parse_inline


def inline(text: str, readings: dict[int, str]) -> str:
    words = read_words(text, readings, EMPTY_LEXICON)
    return "".join(written_inline(placed) or placed.word.text for placed in words)


def test_a_toneless_reading_is_compared_without_tones():
    text = "脑梗塞，了解"
    readings = {0: "nao", 1: "geng", 2: "sai", 4: "le", 5: "jie"}
    found = disagreements(text, read_words(text, readings, EMPTY_LEXICON))
    assert [(item.character, item.word, item.source, item.site, item.position) for item in found] == [
        ("塞", "脑梗塞", "sai", "se4", 2),
        ("了", "了解", "le", "liao3", 4),
    ]


def test_a_toned_reading_is_compared_with_its_tone():
    text = "脑梗"
    found = disagreements(text, read_words(text, {0: "nao3", 1: "geng4"}, EMPTY_LEXICON))
    assert [str(item) for item in found] == ["“梗”原文注 gèng，本站读 gěng，见“脑梗”"]


def test_the_context_stays_in_the_line():
    text = "上一行\n了解其症状\n下一行"
    found = disagreements(text, read_words(text, {4: "le"}, EMPTY_LEXICON))
    assert found[0].context == "了解其症状"


def test_the_sites_lexicon_decides_what_the_site_reads():
    words = read_words("卒中", {0: "zu2", 1: "zhong1"}, Lexicon.from_pairs([("卒中", "zú zhōng")]))
    assert disagreements("卒中", words) == []


@pytest.mark.parametrize("readings", [{0: "yi2", 1: "ge4"}, {0: "yi1", 1: "ge4"}])
def test_tone_sandhi_is_no_disagreement(readings):
    assert disagreements("一个", read_words("一个", readings, EMPTY_LEXICON)) == []


@pytest.mark.parametrize(
    ("text", "readings", "written"),
    [
        ("脑梗塞了", {0: "nao3", 1: "geng3", 2: "sai1"}, "{脑梗塞|nǎo gěng sāi}了"),
        ("脑梗塞", {2: "sai1"}, "{脑梗塞|nǎo gěng sāi}"),
        ("脑梗塞", {0: "nao3", 1: "geng3", 2: "se4"}, "脑梗塞"),
        ("脑梗塞", {2: "sai"}, "脑梗塞"),
        ("了解", {0: "le5", 1: "jie5"}, "{了|le}{解|jie}"),
    ],
)
def test_a_word_with_a_differing_toned_reading_is_written_inline(text, readings, written):
    assert inline(text, readings) == written


@pytest.mark.parametrize(
    ("text", "readings"), [("脑梗塞", {2: "sai1"}), ("了解", {0: "le5", 1: "jie5"}), ("绿", {0: "lv3"})]
)
def test_inline_readings_can_be_read_back(text, readings):
    read_back = parse_inline(inline(text, readings))
    given = [reading for written in read_back.written for reading in written.readings]
    assert read_back.text == text
    assert set(readings.values()) <= set(given)
