import pytest

from site_app.documents import DocumentError
from site_app.documents.errors import error_at


def test_an_error_is_one_line_with_file_line_column_and_message():
    assert str(DocumentError("脑梗.md", 3, 7, "多了一个右括号")) == "脑梗.md:3:7: 多了一个右括号"


@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n", "\x0b", "\x85", "\u2028", "\u2029"])
def test_no_line_break_gets_into_an_error(line_break):
    error = DocumentError(f"a{line_break}b.md", 1, 1, f"“{line_break}”看不懂")
    assert len(str(error).splitlines()) == 1


def test_control_characters_of_a_file_name_never_reach_a_terminal():
    assert str(DocumentError("a\x1b[31m.md", 1, 1, "空的")) == "a?[31m.md:1:1: 空的"


@pytest.mark.parametrize(("offset", "place"), [(0, "1:1"), (2, "1:3"), (3, "2:1"), (5, "2:3")])
def test_lines_and_columns_count_from_one_in_characters(offset, place):
    assert str(error_at("a", "一二\n三四五", offset, "x")) == f"a:{place}: x"
