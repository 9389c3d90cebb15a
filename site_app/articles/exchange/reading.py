"""What do uploaded files hold: which documents, which pictures, and what of them is refused?

Nothing is stored in the database here. What was found lies in a folder, so that it can be looked at again.
"""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from site_app.articles.exchange.apart import unpack
from site_app.articles.images import Encoded, ImageRefused, as_exported
from site_app.articles.translating import translated
from site_app.message import Message as _
from site_app.message import as_data, from_data, said

MAX_PICTURES = 500
PATIENCE = 40.0
"""Seconds for all files of an upload together: whoever sends them waits for the answer."""
_CONTENTS = "contents.json"
_NO_TIME = _("一次上传的东西太多，来不及看。请分几次上传。")
_TYPES = {
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that is not taken in, and why, in one line."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Text:
    """A document as the upload holds it, not yet understood."""

    name: str
    kept: Path
    notes: tuple[str, ...] = ()
    is_markdown: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be stored."""

    name: str
    kept: Path
    stored_as: str
    """The name that storing will give its file."""
    width: int
    height: int

    @property
    def encoded(self) -> Encoded:
        return Encoded(self.kept.read_bytes(), PurePosixPath(self.stored_as).suffix[1:], self.width, self.height)


@dataclass(slots=True)
class Contents:
    texts: list[Text] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    """By their paths."""
    refused_pictures: dict[str, str] = field(default_factory=dict)
    """Why, by their paths."""
    refusals: list[Refusal] = field(default_factory=list)


def look_into(uploads: Iterable[tuple[Path, str]], folder: Path) -> Contents:
    """Unpack and convert files, each with the name that its uploader gave it, into an empty folder."""
    lines: list[dict[str, Any]] = []
    end = time.monotonic() + PATIENCE
    for number, (path, name) in enumerate(uploads):
        if time.monotonic() > end:
            lines.append({"refused": name, "why": as_data(_NO_TIME)})
            continue
        inside = folder / str(number)
        inside.mkdir()
        lines += [_with_place(line, number) for line in unpack(path, name, inside, end)]
    seen = 0
    for line in lines:
        if "picture" in line:
            seen += 1
            line |= _encoded(folder / line["kept"], line["picture"], _why_not(seen, end))
    (folder / _CONTENTS).write_text(json.dumps(lines), encoding="utf-8")
    return contents_of(folder)


def contents_of(folder: Path) -> Contents:
    """What `look_into` has found there, said in the language of whoever reads it now."""
    found = Contents()
    for line in json.loads((folder / _CONTENTS).read_text(encoding="utf-8")):
        if "refused" in line:
            found.refusals.append(Refusal(line["refused"], _told(line["why"])))
        elif "text" in line:
            notes, is_markdown = tuple(map(_told, line.get("notes", ()))), line.get("is_markdown", False)
            found.texts.append(Text(line["text"], folder / line["kept"], notes, is_markdown))
        elif "bad" in line:
            found.refused_pictures[line["picture"]] = _told(line["bad"])
            if "inside" not in line:
                found.refusals.append(Refusal(line["picture"], _told(line["bad"])))
        else:
            size = line["width"], line["height"]
            found.pictures[line["picture"]] = Picture(line["picture"], folder / line["kept"], line["stored_as"], *size)
    return found


def _told(stored: Any) -> str:
    return translated(from_data(stored))


def _with_place(line: dict[str, Any], number: int) -> dict[str, Any]:
    return {**line, "kept": f"{number}/{line['kept']}"} if "kept" in line else line


def _why_not(number: int, end: float) -> str:
    """Why a picture is not looked at."""
    if number > MAX_PICTURES:
        return _("图片超过了%(limit)s张的上限。") % {"limit": MAX_PICTURES}
    return _NO_TIME if time.monotonic() > end else ""


def _encoded(path: Path, name: str, why_not: str) -> dict[str, Any]:
    """What there is to know of a picture, which is replaced by what may be stored of it."""
    try:
        if why_not:
            raise ImageRefused(why_not)
        data = path.read_bytes()
        suffix = PurePosixPath(name).suffix.lower()
        if not data.startswith(_TYPES.get(suffix, ())):
            raise ImageRefused(_("叫%(suffix)s，内容却不是这种图片。") % {"suffix": suffix})
        encoded = as_exported(data)
    except ImageRefused as error:
        path.unlink(missing_ok=True)
        return {"bad": as_data(said(error))}
    path.write_bytes(encoded.data)
    return {"stored_as": encoded.name, "width": encoded.width, "height": encoded.height}
