from site_app.pinyin import dictionary


def test_phrases_come_with_one_reading_for_each_character():
    assert dictionary.load().phrase("卒中") == ("cu4", "zhong4")


def test_an_unknown_phrase_has_none():
    assert dictionary.load().phrase("卒卒卒卒") is None


def test_a_characters_readings_are_listed_with_the_commonest_first():
    assert dictionary.load().readings("中")[:2] == ("zhong1", "zhong4")


def test_the_compiled_file_is_made_once(tmp_path, monkeypatch):
    monkeypatch.setattr(dictionary, "_FOLDER", tmp_path / "compiled")
    monkeypatch.setattr(dictionary, "PHRASE_LISTS", ("pypinyin.phrases_dict",))
    heard = []
    path = dictionary.ensure_built(heard.append)
    first = (path.stat().st_mtime_ns, len(heard))
    assert dictionary.ensure_built(heard.append) == path
    assert (path.stat().st_mtime_ns, len(heard)) == first
    assert [name.name for name in path.parent.iterdir()] == [path.name]
