"""Files made to be slow: each is as large as a file may be, or as an article may be, and must be done in seconds."""

import pytest

from site_app.documents import MAX_BYTES, DocumentError, read_document
from site_app.documents.bracketed import note_on_brackets
from site_app.documents.inline_readings import check_markdown
from site_app.documents.interlinear import parse_interlinear
from site_app.documents.paired_marks import restore_pairs
from site_app.documents.punctuation import restore

ARTICLE = 190_000


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "piece",
    [
        "(",
        ")",
        "脑(",
        "脑{",
        "脑|",
        '"',
        "`",
        "[^",
        "](",
        "# ",
        "<a",
        "\n",
        "脑",
        "a",
        "脑 ",
        "脑(nao)梗(geng)",
        "naogeng",
    ],
)
def test_a_file_of_one_piece_repeated_is_refused_in_one_line(piece):
    data = (piece * (MAX_BYTES // len(piece.encode())) + "x").encode()[:MAX_BYTES]
    with pytest.raises(DocumentError) as refused:
        read_document(data, "a.txt")
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "piece", ["脑,", '"', "(", "a(", "](", "{脑|", "`a", "http://", "a!", "[^", "\\", ", ", "..", "<a"]
)
def test_an_article_of_one_piece_repeated_is_restored(piece):
    text = piece * (ARTICLE // len(piece))
    once = restore(text).text
    assert restore(once).text == once


@pytest.mark.timeout(120)
@pytest.mark.parametrize("piece", ["\\`", "`a``", "` ``", "`\n", "~~~\n", "\\"])
def test_code_marks_repeated_are_checked(piece):
    assert check_markdown(piece * (ARTICLE // len(piece)), "a.md") is None


@pytest.mark.timeout(120)
@pytest.mark.parametrize("piece", ["脑(a", "脑 (nǎo", "1(", "1(nǎo ", "1 ", "脑(nao)"])
def test_brackets_repeated_are_counted(piece):
    assert len(note_on_brackets(piece * (ARTICLE // len(piece)))) <= 1


def test_nested_brackets_need_no_recursion():
    text = "脑" + "(" * ARTICLE + ")" * ARTICLE
    assert restore_pairs(text)[1] == 2


def test_nested_brackets_in_interlinear_text_need_no_recursion():
    text = "脑(nǎo)" + "（梗" * ARTICLE + "）" * ARTICLE
    assert len(parse_interlinear(text, "a.txt").text) == 1 + 3 * ARTICLE


def test_a_long_word_with_a_long_reading_is_asked_to_be_divided():
    with pytest.raises(DocumentError, match="请分成词来标注"):
        parse_interlinear("先安" * 200 + f"({'xian' * 101})", "a.txt")


def test_ambiguous_syllables_are_divided_without_trying_every_way():
    source = ("西安" * 40 + f"({'xian ' * 40})") * 200
    assert len(parse_interlinear(source, "a.txt").pairs) == 16_000
