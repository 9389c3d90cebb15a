"""Where does an upload wait, for its own person alone, between the preview and the yes?"""

import json
import re
import secrets
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from site_app.articles.exchange.reading import Contents, contents_of, look_into

EXPIRES = 60 * 60
"""Seconds that an upload waits."""
MOST = 3
"""Uploads of one person that wait at a time; the oldest goes."""
MAX_UPLOAD = 50 * 1024**2
"""Bytes of all files of one upload."""
MAX_FILES = 50
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_TAKEN, _RESULT, _FOUND = "taken", "result.json", "found"


@dataclass(frozen=True, slots=True)
class Kept:
    """An upload that waits, or what became of it."""

    folder: Path

    @property
    def token(self) -> str:
        return self.folder.name

    @property
    def contents(self) -> Contents:
        return contents_of(self.folder / _FOUND)

    @property
    def result(self) -> list[dict[str, Any]] | None:
        """What importing did; None as long as nothing was done."""
        with suppress(FileNotFoundError):
            return list(json.loads((self.folder / _RESULT).read_text(encoding="utf-8")))
        return None

    @property
    def is_taken(self) -> bool:
        """Whether somebody has said yes."""
        return (self.folder / _TAKEN).exists()

    def take(self) -> bool:
        """Say yes, once: false for whoever comes second."""
        try:
            (self.folder / _TAKEN).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def finish(self, result: list[dict[str, Any]]) -> None:
        """Keep what was done; what was uploaded is no longer needed."""
        (self.folder / _RESULT).write_text(json.dumps(result), encoding="utf-8")
        shutil.rmtree(self.folder / _FOUND, ignore_errors=True)

    def forget(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def keep(user: Any, uploads: Iterable[UploadedFile]) -> Kept:
    """Look into the files and keep what was found, where nobody else gets at it."""
    sweep(user)
    kept = Kept(_of(user) / secrets.token_urlsafe(16))
    found, raw = kept.folder / _FOUND, kept.folder / "raw"
    found.mkdir(parents=True, mode=0o700)
    raw.mkdir(mode=0o700)
    try:
        files = [(_written(upload, raw / str(number)), _name(upload)) for number, upload in enumerate(uploads)]
        look_into(files, found)
    except BaseException:
        kept.forget()
        raise
    shutil.rmtree(raw)
    return kept


def kept_for(user: Any, token: str) -> Kept | None:
    """The person's own upload of this token; None when there is none any more."""
    folder = _of(user) / token
    if not _TOKEN.fullmatch(token) or not folder.is_dir() or _age(folder) > EXPIRES:
        return None
    return Kept(folder)


def sweep(user: Any) -> None:
    """Remove what has expired, whosever it is, and all but the newest of this person's."""
    for folder in settings.INTAKE_ROOT.glob("*/*"):
        if _age(folder) > EXPIRES:
            shutil.rmtree(folder, ignore_errors=True)
    for folder in sorted(_of(user).glob("*"), key=_age)[MOST - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)


def _of(user: Any) -> Path:
    return Path(settings.INTAKE_ROOT) / str(user.pk)


def _age(folder: Path) -> float:
    try:
        return time.time() - folder.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _written(upload: UploadedFile, path: Path) -> Path:
    with path.open("wb") as out:
        for piece in upload.chunks():
            out.write(piece)
    return path


def _name(upload: UploadedFile) -> str:
    """As the browser told it, without a path; Django has taken that off already."""
    name = "".join(character for character in (upload.name or "") if character.isprintable())
    return name[-150:] or "upload"
