"""In which encoding was a file saved, if not in UTF-8?"""

from functools import cache

_SAMPLE = 8_192
"""Bytes that decide; a multiple of every character's length in UTF-16."""
_CERTAIN = 0.7
"""Share of ordinary characters below which no encoding explains the bytes."""
_MARKS = (
    (b"\xef\xbb\xbf", "UTF-8 BOM"),
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_CANDIDATES = {"utf-8": "UTF-8", "gb18030": "GB18030", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


def byte_order_mark(data: bytes) -> str | None:
    """What the bytes' mark says they are: ``UTF-8 BOM``, ``UTF-16``, ``UTF-32``; None when they carry none."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def likely_encoding(data: bytes, offset: int) -> str | None:
    """``UTF-8``, ``GB18030`` or ``UTF-16``: in which the bytes around `offset` make ordinary Chinese text, if in any.

    ``UTF-8`` means that a few bytes of an otherwise sound file are damaged.
    """
    shares = {codec: _ordinary_share(_sample(data, offset, codec)) for codec in _CANDIDATES}
    best = max(shares, key=lambda codec: shares[codec])
    return _CANDIDATES[best] if shares[best] >= _CERTAIN else None


def _sample(data: bytes, offset: int, codec: str) -> str:
    # A line's beginning is the beginning of a character, except in UTF-16, where only even offsets are.
    start = offset - offset % 2 if codec.startswith("utf-16") else data.rfind(b"\n", 0, offset) + 1
    return data[start : max(start, offset) + _SAMPLE].decode(codec, "replace")


def _ordinary_share(text: str) -> float:
    telling = [character for character in text if not _is_plain_ascii(character)]
    return sum(map(_ordinary_characters().__contains__, telling)) / len(telling) if telling else 1.0


def _is_plain_ascii(character: str) -> bool:
    return character.isascii() and (character.isprintable() or character in "\t\n\r")


@cache
def _ordinary_characters() -> frozenset[str]:
    """Characters of GB 2312 and of the commoner level of Big5: few other bytes decode to nothing but these."""
    gb_2312 = (
        bytes([row, cell]).decode("gb2312", "ignore")
        for row in (*range(0xA1, 0xAA), *range(0xB0, 0xF8))
        for cell in range(0xA1, 0xFF)
    )
    big5 = (
        bytes([row, cell]).decode("big5", "ignore")
        for row in range(0xA4, 0xC7)
        for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    )
    return (frozenset(gb_2312) | frozenset(big5) | frozenset("—…·“”‘’")) - {""}
