"""Where does an upload wait, for its own person alone, between the preview and the yes?"""

import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
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
_TAKEN, _DONE, _RESULT, _FOUND = "taken", "done", "result.json", "found"


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a person has said yes to."""

    stamps: list[str]
    """Of all that would be done."""
    language: str
    """In which it was shown, and in which they are told what was done."""
    total: int
    """Files."""


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

    @property
    def agreed(self) -> Agreed:
        """To what."""
        return Agreed(**json.loads((self.folder / _TAKEN).read_text(encoding="utf-8")))

    def take(self, agreed: Agreed) -> bool:
        """Say yes, once: false for whoever comes second. It is there as a whole or not at all."""
        written = self._written(asdict(agreed))
        try:
            os.link(written, self.folder / _TAKEN)
        except FileExistsError:
            return False
        finally:
            written.unlink()
        return True

    @property
    def done(self) -> list[dict[str, Any]]:
        """What was done so far, a line for each file; one that the machine's failure has torn is left out."""
        lines: list[dict[str, Any]] = []
        with suppress(FileNotFoundError):
            for line in (self.folder / _DONE).read_text(encoding="utf-8", errors="replace").splitlines():
                with suppress(ValueError):
                    lines.append(json.loads(line))
        return lines

    def note(self, line: dict[str, Any]) -> None:
        """One more."""
        with (self.folder / _DONE).open("a", encoding="utf-8") as out:
            out.write("\n" + json.dumps(line))

    @property
    def rests_for(self) -> float:
        """Seconds since the last of them."""
        return min(_age(path) for path in (self.folder / _DONE, self.folder / _TAKEN) if path.exists())

    def finish(self) -> None:
        """Keep what was done; what was uploaded is no longer needed."""
        self._written(self.done).replace(self.folder / _RESULT)
        shutil.rmtree(self.folder / _FOUND, ignore_errors=True)

    def _written(self, data: Any) -> Path:
        path = self.folder / secrets.token_hex(8)
        path.write_text(json.dumps(data), encoding="utf-8")
        return path

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


def under_way() -> list[tuple[int, str]]:
    """The uploads that somebody has said yes to and that are not done: the person's id, the token."""
    found = (path.parent for path in settings.INTAKE_ROOT.glob(f"*/*/{_TAKEN}"))
    return [(int(folder.parent.name), folder.name) for folder in found if Kept(folder).result is None]


def sweep(user: Any) -> None:
    """Remove what has expired, whosever it is, and all but the newest of this person's; nothing that is under way."""
    for folder in settings.INTAKE_ROOT.glob("*/*"):
        if _age(folder) > EXPIRES:
            shutil.rmtree(folder, ignore_errors=True)
    waiting = [folder for folder in _of(user).glob("*") if not Kept(folder).is_taken or Kept(folder).result is not None]
    for folder in sorted(waiting, key=_age)[MOST - 1 :]:
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
