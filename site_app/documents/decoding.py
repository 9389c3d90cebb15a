"""Which text do a file's bytes hold?"""

import re

from site_app.documents.encodings import byte_order_mark, likely_encoding
from site_app.documents.errors import DocumentError, error_at
from site_app.message import Message

MAX_BYTES = 5 * 1024 * 1024
"""Largest file that is read."""

UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffd-\uffff]"
)
"""Characters that no editor meant to write: control characters, those that turn text around, traces of damage, and
surrogates, which no UTF-8 holds but an escape of YAML can make."""
_SAVE_AS = Message("请在编辑器里另存为 UTF-8（不带 BOM）")


def check_size(size: int, name: str) -> None:
    """Raise DocumentError for a file of more than MAX_BYTES; `size` is in bytes. To be called before reading it."""
    if size > MAX_BYTES:
        megabytes = f"{size / 1024 / 1024:.1f}"
        raise DocumentError(
            name,
            1,
            1,
            Message(
                "文件有 %(megabytes)s MB，超过了 %(limit)s MB 的上限",
                megabytes=megabytes,
                limit=MAX_BYTES // 1024 // 1024,
            ),
        )


def decode(data: bytes, name: str) -> str:
    """The text of a UTF-8 file without byte order mark, its lines ending with ``\\n``.

    Raises DocumentError for a file that is too large, blank, in another encoding, or holds control characters.
    """
    check_size(len(data), name)
    text = _utf_8(data, name).replace("\r\n", "\n").replace("\r", "\n")
    if unwanted := UNWANTED.search(text):
        raise error_at(name, text, unwanted.start(), _about_unwanted(unwanted[0]))
    if not text.strip():
        raise DocumentError(name, 1, 1, Message("文件是空的"))
    return text


def _utf_8(data: bytes, name: str) -> str:
    if encoding := byte_order_mark(data):
        what = (
            Message("文件开头有 UTF-8 的 BOM")
            if encoding == "UTF-8 BOM"
            else Message("文件的编码是 %(encoding)s", encoding=encoding)
        )
        raise DocumentError(name, 1, 1, Message("%(what)s；%(save_as)s", what=what, save_as=_SAVE_AS))
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise _wrong_encoding(data, name, error.start) from None
    if "\0" in text and likely_encoding(data, data.index(0)) == "UTF-16":
        raise DocumentError(name, 1, 1, Message("文件的编码是 UTF-16；%(save_as)s", save_as=_SAVE_AS))
    return text


def _wrong_encoding(data: bytes, name: str, offset: int) -> DocumentError:
    encoding = likely_encoding(data, offset)
    if encoding == "UTF-16":
        return DocumentError(name, 1, 1, Message("文件的编码是 UTF-16；%(save_as)s", save_as=_SAVE_AS))
    codec = "gb18030" if encoding == "GB18030" else "utf-8"
    before = data[:offset].decode(codec, "ignore").replace("\r\n", "\n").replace("\r", "\n")
    if encoding == "GB18030":
        return error_at(
            name, before, len(before), Message("文件的编码是 GB18030（GBK）；%(save_as)s", save_as=_SAVE_AS)
        )
    byte = f"0x{data[offset]:02X}"
    if encoding == "UTF-8":
        return error_at(
            name,
            before,
            len(before),
            Message("字节 %(byte)s 不是有效的 UTF-8，文件可能损坏了或没有传完；请重新保存", byte=byte),
        )
    return error_at(
        name,
        before,
        len(before),
        Message("认不出文件的编码（字节 %(byte)s 不是 UTF-8）；%(save_as)s", byte=byte, save_as=_SAVE_AS),
    )


def _about_unwanted(character: str) -> str:
    if character == "\ufffd":
        return Message("文件里有 U+FFFD，说明有文字在以前的转换中丢失了；请从原稿重新保存")
    return Message("文件里有看不见的控制字符 U+%(code)s；请删去", code=format(ord(character), "04X"))
