import pytest

from site_app.pinyin import dictionary


def test_phrases_come_with_one_syllable_for_each_character():
    assert [syllable.reading for syllable in dictionary.load().phrase("卒中")] == ["cu4", "zhong4"]


def test_an_unknown_phrase_has_none():
    assert dictionary.load().phrase("卒卒卒卒") == ()


@pytest.mark.parametrize(("word", "reading"), [("高兴", "gao1 xing4"), ("力量", "li4 liang4")])
def test_what_one_list_has_wrong_the_others_outvote(word, reading):
    assert " ".join(syllable.reading for syllable in dictionary.load().phrase(word)) == reading


def weighed(*said):
    witnesses = [{"词": (reading,)} for reading in said]
    return dictionary._weighed(witnesses, {})["词"][0]


def test_lists_that_agree_are_counted():
    assert weighed("a1", "a1") == ("a1", 2, ())


def test_the_outvoted_reading_is_kept_as_a_rival():
    assert weighed("a1", "a2", "a1") == ("a1", 0, ("a2",))


def test_the_first_list_wins_a_draw():
    assert weighed("a1", "a2").reading == "a1"


def test_a_neutral_tone_is_no_rival_of_the_full_one():
    assert weighed("a1", "a5") == ("a1", 0, ())


def test_the_retroflex_suffix_is_heard_from_whoever_writes_it():
    assert weighed("er2", "er2", "er5") == ("er5", 1, ())


def test_the_compilation_is_heard_where_no_witness_speaks():
    heard = dictionary._weighed([{"甲": ("a1",)}], {"甲": ("a2",), "乙": ("a3",)})
    assert [heard[word][0] for word in "甲乙"] == [("a1", 1, ()), ("a3", 0, ())]


def test_the_standards_table_of_neutral_tones_settles():
    assert dictionary.load().phrase("朋友")[1] == ("you5", 3, ())


def test_the_usual_reading_is_what_nearly_all_phrases_say():
    assert [dictionary.load().usual(character) for character in "六中龘"] == ["liu4", None, "da2"]


def test_a_characters_readings_are_listed_with_the_commonest_first():
    assert dictionary.load().readings("中")[:2] == ("zhong1", "zhong4")


def test_the_compiled_file_is_made_once(tmp_path, monkeypatch):
    monkeypatch.setattr(dictionary, "_FOLDER", tmp_path / "compiled")
    monkeypatch.setattr(dictionary, "WITNESSES", ("pypinyin.phrases_dict",))
    monkeypatch.setattr(dictionary, "COMPILATION", "pypinyin.phrases_dict")
    heard = []
    path = dictionary.ensure_built(heard.append)
    first = (path.stat().st_mtime_ns, len(heard))
    assert dictionary.ensure_built(heard.append) == path
    assert (path.stat().st_mtime_ns, len(heard)) == first
    assert [name.name for name in path.parent.iterdir()] == [path.name]
