"""Which of the uploaded pictures does a text show, and where will they lie?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from site_app.articles.exchange.reading import Picture
from site_app.articles.models import Image

_SHOWN = re.compile(r"(!\[[^\]]*\]\(\s*<?)([^)\s>]+)|(^[ ]{0,3}\[[^\]^]+\]:[ \t]*<?)([^\s>]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A text whose pictures have the addresses that they will have on the site."""

    markdown: str
    pictures: Mapping[str, Picture]
    """By the address in the text as it was."""
    missing: tuple[str, ...]
    """Addresses of pictures that were not uploaded and are not on the site."""
    refused: tuple[str, ...]
    """Addresses of pictures that were uploaded and cannot be stored."""


def address_of(name: str) -> str:
    """Where a stored file is fetched from."""
    return str(Image(file=name).file.url)


def show(markdown: str, name: str, pictures: Mapping[str, Picture], refused: Mapping[str, str]) -> Shown:
    """`name` is the text's own path: pictures are looked for beside it, or from the top for an address with a slash."""
    found: dict[str, Picture] = {}
    missing: list[str] = []
    bad: list[str] = []
    pieces: list[str] = []
    position = 0
    for match in _SHOWN.finditer(markdown):
        is_image = match[2] is not None
        address = match[2] if is_image else match[4]
        path = _path(address, name)
        if path in refused and path is not None:
            bad.append(path)
        elif path in pictures and path is not None:
            found[address] = pictures[path]
            pieces += (markdown[position : match.start(2 if is_image else 4)], address_of(pictures[path].stored_as))
            position = match.end()
        elif is_image and not _is_on_the_site(address):
            missing.append(address)
    return Shown("".join(pieces) + markdown[position:], found, tuple(missing), tuple(bad))


def _path(address: str, name: str) -> str | None:
    """Where in the upload the address leads; None for one that leads elsewhere."""
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#", address):
        return None
    steps = [] if address.startswith("/") else list(PurePosixPath(name).parent.parts)
    for step in unquote(address).split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _is_on_the_site(address: str) -> bool:
    return (
        any(True for _name in stored_names(address)) and Image.objects.filter(file__in=stored_names(address)).exists()
    )


def stored_names(markdown: str) -> Iterator[str]:
    """The names of stored pictures whose addresses stand in the text."""
    start = re.escape(address_of("images/"))
    for match in re.finditer(rf"{start}([0-9a-f]{{40}}\.(?:jpg|png|webp))", markdown):
        yield f"images/{match[1]}"
