"""How is a page packed for the way, and which ways of packing does a browser understand?"""

import gzip
import zlib
from functools import lru_cache

import brotli

ENCODINGS = ("br", "gzip")
"""The best first."""
_GZIP_LEVEL, _BROTLI_QUALITY = 6, 5  # each a good half of a millisecond for an article with pinyin


def packed(content: bytes, encoding: str) -> bytes:
    """The same bytes for the same content: a tag that names them holds in every process."""
    if encoding == "br":
        return bytes(brotli.compress(content, quality=_BROTLI_QUALITY))
    return gzip.compress(content, _GZIP_LEVEL, mtime=0) if encoding == "gzip" else content


def unpacked(body: bytes) -> bytes:
    """The content of what was packed with gzip."""
    return zlib.decompress(body, wbits=31)


@lru_cache(maxsize=256)
def understood(accept: str) -> str:
    """The encoding to send to whoever says `Accept-Encoding: accept`: ``br``, ``gzip``, or none."""
    wanted = {}
    for part in accept.lower().split(","):
        name, _, parameters = part.partition(";")
        wanted[name.strip()] = _weight(parameters)
    anything_else = wanted.get("*", 0.0)
    return next((name for name in ENCODINGS if wanted.get(name, anything_else) > 0), "")


def _weight(parameters: str) -> float:
    name, _, value = parameters.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
