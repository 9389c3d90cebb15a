import codecs

import pytest

from site_app.documents import MAX_BYTES, DocumentError, check_size, decode

TEXT = "第一行\n脑梗，又称脑梗塞，是一种由于脑部血液供应不足而导致的神经功能障碍。\n"


def refusal(data: bytes) -> str:
    with pytest.raises(DocumentError) as refused:
        decode(data, "a.txt")
    return str(refused.value)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_utf_8_is_read_and_its_lines_end_alike(line_break):
    assert decode(TEXT.replace("\n", line_break).encode(), "a.txt") == TEXT


@pytest.mark.parametrize(
    ("data", "place", "encoding"),
    [
        (codecs.BOM_UTF8 + TEXT.encode(), "1:1", "BOM"),
        (TEXT.encode("utf-16"), "1:1", "UTF-16"),
        (TEXT.encode("utf-16-le"), "1:1", "UTF-16"),
        (TEXT.encode("utf-16-be"), "1:1", "UTF-16"),
        ("plain ascii".encode("utf-16-le"), "1:1", "UTF-16"),
        (TEXT.encode("utf-32"), "1:1", "UTF-32"),
        (TEXT.encode("gb18030"), "1:1", "GB18030"),
        (("# ascii\nab" + TEXT).encode("gbk"), "2:3", "GB18030"),
        ("腦梗塞很危險。".encode("gb18030"), "1:1", "GB18030"),
        ("联通".encode("gbk"), "1:1", "GB18030"),
    ],
)
def test_other_encodings_are_named_at_their_first_character_with_the_way_to_mend_it(data, place, encoding):
    message = refusal(data)
    assert message.startswith(f"a.txt:{place}: ")
    assert encoding in message
    assert "另存为 UTF-8" in message


@pytest.mark.parametrize(
    ("data", "beginning"),
    [
        ("脑梗很危险".encode()[:-1], "a.txt:1:5: 字节 0xE9 不是有效的 UTF-8"),
        (TEXT.encode() + b"\xff" + TEXT.encode(), "a.txt:3:1: 字节 0xFF 不是有效的 UTF-8"),
        (b"caf\xe9 au lait", "a.txt:1:4: 认不出文件的编码（字节 0xE9"),
        ("腦梗塞很危險".encode("big5"), "a.txt:1:1: 认不出文件的编码"),
    ],
)
def test_damaged_and_unknown_bytes_are_refused_at_their_place(data, beginning):
    assert refusal(data).startswith(beginning)


@pytest.mark.parametrize(
    ("text", "place", "character"),
    [
        ("脑\0梗", "1:2", "U+0000"),
        ("一\n二三\x07", "2:3", "U+0007"),
        ("一\r\n\x1b[31m", "2:1", "U+001B"),
        ("一\x0c二", "1:2", "U+000C"),
        ("一\x85二", "1:2", "U+0085"),
        ("一\u202e二", "1:2", "U+202E"),
        ("一\ufeff二", "1:2", "U+FEFF"),
        ("一\ufffd二", "1:2", "U+FFFD"),
    ],
)
def test_characters_that_nobody_typed_are_refused_at_their_place(text, place, character):
    message = refusal(text.encode())
    assert message.startswith(f"a.txt:{place}: ")
    assert character in message


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", "\u3000\n".encode()])
def test_an_empty_or_blank_file_is_refused(data):
    assert refusal(data) == "a.txt:1:1: 文件是空的"


def test_a_file_of_the_largest_size_is_read():
    assert len(decode(b"x" * MAX_BYTES, "a.txt")) == MAX_BYTES


def test_a_larger_file_is_refused_before_its_bytes_are_looked_at():
    assert refusal(b"\xff" * (MAX_BYTES + 1)) == "a.txt:1:1: 文件有 5.0 MB，超过了 5 MB 的上限"


def test_a_size_alone_is_enough_to_refuse():
    with pytest.raises(DocumentError, match=r"^a.txt:1:1: 文件有 50.0 MB，"):
        check_size(50 * 1024 * 1024, "a.txt")
