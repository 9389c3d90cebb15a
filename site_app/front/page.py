"""What is kept of a finished page, and what does whoever asks for it get?"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Self

from site_app.front.encodings import ENCODINGS, packed, understood, unpacked

Headers = list[tuple[str, str]]

FOR_CACHES = "public, max-age=0, s-maxage=1, must-revalidate"
"""Browsers ask each time, and mostly hear that nothing has changed; a cache in front need not ask more than once a second."""
_NOT_KEPT = frozenset(
    {"cache-control", "content-length", "date", "etag", "last-modified", "server", "vary", "x-request-id"}
)
_BESIDES = 3000
"""Bytes that Python needs for a page besides its text, about: headers and what holds them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent when the page is asked for in one encoding. The lists are shared: nobody changes them."""

    etag: str
    headers: Headers
    unchanged: Headers
    """For whoever has it already."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page packed in all encodings. Without any it is unpacked again for the few who want that."""

    headers: tuple[tuple[str, str], ...]
    digest: str
    size: int
    """Bytes of the content."""
    caching: str
    """Its Cache-Control."""
    bodies: dict[str, bytes]
    answers: dict[str, Answer] = field(default_factory=dict)

    @classmethod
    def of(cls, content: bytes, headers: Sequence[tuple[str, str]]) -> Self:
        kept = tuple((name, value) for name, value in headers if name.lower() not in _NOT_KEPT)
        digest = blake2b(repr(kept).encode() + b"\0" + content, digest_size=12).hexdigest()
        said = next((value for name, value in headers if name.lower() == "cache-control"), "")
        # What lies at an address with a digest says so itself, and is right.
        return cls(
            kept,
            digest,
            len(content),
            said if "immutable" in said else FOR_CACHES,
            {name: packed(content, name) for name in ENCODINGS},
        )

    @property
    def weight(self) -> int:
        """Bytes in memory, about."""
        return _BESIDES + sum(map(len, self.bodies.values()))

    def answer(self, encoding: str) -> Answer:
        found = self.answers.get(encoding)
        if found is None:
            etag = f'"{self.digest}-{encoding}"' if encoding else f'"{self.digest}"'
            caching = [("ETag", etag), ("Cache-Control", self.caching), ("Vary", "Accept-Encoding")]
            length = len(self.bodies[encoding]) if encoding else self.size
            whole = [*self.headers, *caching, ("Content-Length", str(length))]
            whole += [("Content-Encoding", encoding)] if encoding else []
            found = self.answers[encoding] = Answer(etag, whole, caching)
        return found

    def body(self, encoding: str) -> bytes:
        return self.bodies[encoding] if encoding else unpacked(self.bodies["gzip"])

    def to(self, accept: str, has: str, is_head: bool) -> tuple[str, Headers, bytes]:
        """Status, headers and body for somebody who understands `accept` and has the versions named in `has`."""
        encoding = understood(accept)
        answer = self.answer(encoding)
        if has and (has == answer.etag or names(has, answer.etag)):
            return "304 Not Modified", answer.unchanged, b""
        return "200 OK", answer.headers, b"" if is_head else self.body(encoding)

    def as_bytes(self) -> bytes:
        """For `from_bytes`, with a sum over all of it: a machine that loses its power leaves files half written."""
        bodies = b"".join(self.bodies.values())
        about = json.dumps(
            {
                "headers": self.headers,
                "digest": self.digest,
                "size": self.size,
                "caching": self.caching,
                "bodies": {name: len(body) for name, body in self.bodies.items()},
                "sum": zlib.crc32(bodies),
            }
        )
        return about.encode() + b"\n" + bodies

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """Raises ValueError for what is not whole."""
        about, _, bodies = stored.partition(b"\n")
        said = json.loads(about)
        if not isinstance(said, dict) or zlib.crc32(bodies) != said.get("sum"):
            raise ValueError("not a whole page")
        found, start = {}, 0
        for name, length in said["bodies"].items():
            found[name] = bodies[start : start + length]
            start += length
        return cls(
            tuple((name, value) for name, value in said["headers"]),
            said["digest"],
            said["size"],
            said["caching"],
            found,
        )


def names(said: str, etag: str) -> bool:
    """Whether a list as in `If-None-Match` names the tag; weak ones count as well (RFC 9110, 13.1.2)."""
    return said.strip() == "*" or any(one.strip().removeprefix("W/") == etag for one in said.split(","))
