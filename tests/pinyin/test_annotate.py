import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_app.pinyin import Lexicon, annotate, dictionary, parse_inline
from site_app.pinyin.characters import dictionary_form
from site_app.pinyin.syllables import LEGAL, toneless


def syllable_of(text: str, character: str, **options):
    sentences = annotate(text, **options)
    return next(s for sentence in sentences for s in sentence.syllables if s.character == character)


def test_a_phrase_decides_the_readings_of_its_characters(readings):
    assert readings("了解银行") == "liao3 jie3 yin2 hang2"


def test_the_lexicon_is_stronger_than_the_dictionaries(readings):
    assert readings("大夫说", Lexicon.from_pairs([("大夫", "dài fu")])) == "dai4 fu5 shuo1"


def test_what_the_editor_writes_is_stronger_than_the_lexicon(readings):
    inline = parse_inline("{卒中|zú zhōng}")
    assert readings(inline.text, Lexicon.from_pairs([("卒中", "cù zhòng")]), inline.written) == "zu2 zhong1"


def test_a_lexicon_word_inside_a_longer_word_is_found(readings):
    assert readings("脑卒中单元", Lexicon.from_pairs([("卒中", "zú zhōng")])).startswith("nao3 zu2 zhong1")


def test_a_lexicon_word_across_a_word_boundary_is_none(readings):
    assert readings("其中风险", Lexicon.from_pairs([("中风", "zhòng fēng")])) == "qi2 zhong1 feng1 xian3"


@pytest.mark.parametrize(
    ("text", "character", "source"),
    [
        ("银行", "行", "phrases"),
        ("你得多喝水。", "得", "context"),
        ("他写了一部自传。", "传", "phrases"),
        ("他把这本书翻译成了英文。", "了", "context"),
        ("他的父亲在教育部任职。", "教", "phrases"),
        ("梗", "梗", "usual"),
    ],
)
def test_every_syllable_says_which_step_decided(text, character, source):
    assert syllable_of(text, character).source == source


@pytest.mark.parametrize("rate", ["治愈率", "达标率", "知晓率", "五年生存率", "致残率"])
def test_what_counts_how_often_is_a_rate(readings, rate):
    assert readings(f"提高{rate}。").endswith("lv4")
    assert readings(f"{rate}的高低。").count("lv4") == 1


@pytest.mark.parametrize("text", ["他办事草率。", "他的坦率。", "起表率作用", "医生的轻率。"])
def test_who_is_rash_or_leads_is_none(readings, text):
    assert "shuai4" in readings(text)


def test_a_heteronym_keeps_its_other_readings():
    assert "chong2" in syllable_of("体重", "重").alternatives


def test_what_the_site_prescribes_is_beyond_doubt():
    lexicon = Lexicon.from_pairs([("卒中", "cù zhòng")])
    assert [
        syllable_of("他得了卒中。", "卒").doubtful,
        syllable_of("他得了卒中。", "卒", lexicon=lexicon).doubtful,
    ] == [
        True,
        False,
    ]


def test_a_reading_on_which_all_agree_is_beyond_doubt():
    assert not syllable_of("他在医院工作，非常了解病情。", "解").doubtful


def test_steps_that_disagree_leave_a_doubt_and_the_other_reading():
    syllable = syllable_of("她在更年期。", "更")
    assert (syllable.reading, syllable.doubtful, syllable.alternatives[0]) == ("geng1", True, "geng4")


def test_a_character_with_one_reading_is_never_doubtful():
    assert not syllable_of("龘", "龘").doubtful


def test_what_is_not_chinese_has_no_reading():
    assert [s.reading for s in annotate("CT 2，")[0].syllables] == [None] * 5


def test_yi_and_bu_keep_their_dictionary_tones(readings):
    assert readings("一个不是") == "yi1 ge4 bu4 shi4"


def test_a_compatibility_form_is_read_like_the_character_and_kept_as_it_is(readings):
    text = "\u8001\u4eba\u2f3c\u810f"  # 心 as a Kangxi radical
    assert "".join(s.character for s in annotate(text)[0].syllables) == text
    assert readings(text) == "lao3 ren2 xin1 zang4"


@pytest.mark.parametrize(
    ("text", "count"),
    [("头晕。走不稳！", 2), ("“好。”他说。", 2), ("为什么？！因为", 2), ("一……二", 2), ("没有句号", 1), ("甲\n乙", 2)],
)
def test_sentences_end_after_their_punctuation(text, count):
    assert len(annotate(text)) == count


@pytest.mark.parametrize("text", ["中\0文", "\0", "发\0烧", "高血\0压", "\ud800中"])
def test_a_character_that_no_dictionary_can_be_asked_for_harms_nothing(text):
    assert [bool(s.reading) for s in annotate(text)[0].syllables] == [s > "\u2fff" and s != "\ud800" for s in text]


@given(st.text(alphabet=st.characters(), max_size=60))
def test_joining_the_characters_gives_any_text_back(text):
    assert "".join(s.character for sentence in annotate(text) for s in sentence.syllables) == text


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=40))
def test_every_chinese_character_has_one_legal_syllable_and_nothing_else_has_any(text):
    for syllable in (s for sentence in annotate(text) for s in sentence.syllables):
        listed = dictionary.load().readings(dictionary_form(syllable.character))
        assert (syllable.reading is None) == (listed == ())
        assert all(toneless(reading) in LEGAL for reading in (syllable.reading, *syllable.alternatives) if reading)


@pytest.mark.parametrize(
    "text", ["𠮷野家", "🫀心脏❤️", "e\u0301 é 头\u0301晕", "⾎⼼", "\uf9b4\uf909", "\ud83d头\udc00晕", "㐀𠀀𪜀𫝀𫠠𬺰𰀀"]
)
def test_rare_and_broken_characters_never_raise(text):
    assert "".join(s.character for sentence in annotate(text) for s in sentence.syllables) == text


def test_cost_grows_with_the_length_and_nothing_deeper():
    text = "他得了脑梗，慢慢地恢复得不错。" * 2000
    assert sum(len(sentence.syllables) for sentence in annotate(text)) == len(text)
