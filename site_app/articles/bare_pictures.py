"""Does a picture's file hold pixels and nothing else: no metadata, no comment, nothing behind its end?

Such a file is what `images.encode` writes. Encoding it anew would lose quality and change its name for nothing.
"""

import struct
from collections.abc import Callable

_JPEG_SEGMENTS = {0xC0, 0xC2, 0xC4, 0xDB, 0xDD}
"""Frame (baseline and progressive), Huffman tables, quantisation tables, restart interval."""
_JFIF = b"JFIF\0"
_JPEG_SCAN, _JPEG_END = 0xDA, 0xD9
_PNG_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_WEBP_CHUNKS = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH")


def is_bare(data: bytes) -> bool:
    """Whether a JPEG, PNG or WebP has no parts but those that make its pixels; false for anything else."""
    looks: dict[bytes, Callable[[bytes], bool]] = {b"\xff\xd8": _jpeg, b"\x89PNG\r\n\x1a\n": _png, b"RIFF": _webp}
    look = next((look for start, look in looks.items() if data.startswith(start)), None)
    try:
        return look is not None and look(data)
    except (struct.error, IndexError):
        return False


def _jpeg(data: bytes) -> bool:
    at = 2
    while True:
        if data[at] != 0xFF:
            return False
        marker = data[at + 1]
        if marker == _JPEG_END:
            return at + 2 == len(data)
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        if marker == 0xE0:
            if not data.startswith(_JFIF, at + 4) or length != 16:
                return False
        elif marker not in _JPEG_SEGMENTS and marker != _JPEG_SCAN:
            return False
        at += 2 + length
        if marker == _JPEG_SCAN:
            at = _behind_scan(data, at)


def _behind_scan(data: bytes, at: int) -> int:
    """Where the next marker stands; restarts (D0 to D7) and stuffed bytes (00) belong to the scan."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise IndexError
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def _png(data: bytes) -> bool:
    at = 8
    while True:
        length, kind = struct.unpack(">L4s", data[at : at + 8])
        if kind not in _PNG_CHUNKS:
            return False
        at += 12 + length
        if kind == b"IEND":
            return length == 0 and at == len(data)


def _webp(data: bytes) -> bool:
    size, kind = struct.unpack("<L4s", data[4:12])
    if size + 8 != len(data) or kind != b"WEBP":
        return False
    at = 12
    while at < len(data):
        kind, length = struct.unpack("<4sL", data[at : at + 8])
        if kind not in _WEBP_CHUNKS:
            return False
        at += 8 + length + length % 2
    return at == len(data)
