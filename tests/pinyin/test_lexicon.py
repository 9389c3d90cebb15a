import pytest

from site_app.pinyin import Lexicon, read_lexicon

HEAD = "# 说明\nword\treading\tnote\n"


def test_lexicons_with_the_same_entries_are_equal():
    first, second = (Lexicon.from_pairs([("卒中", notation)]) for notation in ("cù zhòng", "cu4zhong4"))
    assert first == second
    assert hash(first) == hash(second)


def test_a_lexicon_file_is_read_row_by_row(tmp_path):
    path = tmp_path / "lexicon.tsv"
    path.write_text(f"{HEAD}卒中\tcù zhòng\t中风\n", encoding="utf-8")
    assert read_lexicon(path) == [{"word": "卒中", "reading": "cù zhòng", "note": "中风"}]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("卒中\tcù\t\n", r"lexicon.tsv:3:4: “卒中”有2个汉字"),
        ("卒中\tcù zhòng\n", r"lexicon.tsv:3:1: 应有3列，却有2列"),
        ("卒中\tcù zhòng\t\n卒中\tzú zhōng\t\n", r"lexicon.tsv:4:1: “卒中”在第3行已有"),
    ],
)
def test_a_bad_row_is_refused_with_file_line_and_column(tmp_path, rows, message):
    path = tmp_path / "lexicon.tsv"
    path.write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        read_lexicon(path)


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "lexicon.tsv"
    path.write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match=r"lexicon.tsv:1:1: 词表是空的"):
        read_lexicon(path)


def test_a_word_in_compatibility_form_is_kept_as_dictionaries_list_it():
    assert "心脏" in Lexicon.from_pairs([("\u2f3c脏", "xīn zàng")])
