"""Is a file the archive of a site, whole, and can this site take it in? Answered before anything is touched."""

import hashlib
import json
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from errno import EINVAL
from pathlib import Path
from typing import IO

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from site_app.keeping import holdings, manifest, tables
from site_app.keeping.archive import MARK
from site_app.keeping.manifest import NAME, FromAnotherTime, Manifest, NotAManifest, Part, Table

MOST_GROWTH = 200
"""How many times as large as the archive its content may be: text of a site grows to ten times, and a bomb to a thousand."""
_SMALL = 64 * 1024 * 1024
"""Bytes that any archive may unpack to."""
_LONGEST_ROW = 64 * 1024 * 1024
_PIECE = 1 << 20

Sink = Callable[[str], Callable[[bytes], object]]
"""Where the bytes of a part go."""


class ArchiveRefused(ValueError):
    """It is not taken in; says why, in one line for whoever runs the site."""


@dataclass(frozen=True, slots=True)
class Archive:
    """One that was looked through."""

    path: Path
    manifest: Manifest


def checked(path: Path) -> Archive:
    """Look at every byte. Raises ArchiveRefused."""
    return _read(path, None)


def unpacked(archive: Archive, folder: Path) -> None:
    """Write all parts into an empty folder, checked once more. Raises ArchiveRefused and OSError."""

    def to(name: str) -> Callable[[bytes], object]:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        file = place.open("xb", buffering=0)
        return lambda piece: file.write(piece) if piece else file.close()

    if _read(archive.path, to).manifest != archive.manifest:
        raise _damaged()


def _read(path: Path, sink: Sink | None) -> Archive:
    if not path.is_file():
        raise ArchiveRefused(_("没有文件 %(file)s。") % {"file": path})
    try:
        with zipfile.ZipFile(path) as archive:
            said = _manifest(archive)
            _check_names(archive, said, path.stat().st_size)
            for name, part in sorted(said.parts().items()):
                _check_part(archive, name, part, sink(name) if sink else lambda piece: None)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError) as error:
        raise _damaged() from error
    except OSError as error:
        if error.errno in (None, EINVAL):  # a place before the beginning of the file
            raise _damaged() from error
        raise ArchiveRefused(_("读不了 %(file)s：%(why)s。") % {"file": path, "why": error.strerror}) from error
    return Archive(path, said)


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    if not archive.comment.startswith(MARK) or archive.namelist().count(NAME) != 1:
        raise ArchiveRefused(_("这不是本站的备份。"))
    info = archive.getinfo(NAME)
    if info.file_size > manifest.LARGEST:
        raise _damaged()
    with archive.open(info) as file:
        data = file.read(manifest.LARGEST)
    try:
        said = manifest.loaded(data)
    except FromAnotherTime as error:
        raise ArchiveRefused(
            _("这个备份是更新版本的网站做的（格式%(format)s）：请先升级本站，再恢复。") % {"format": error}
        ) from error
    except NotAManifest as error:
        raise _damaged() from error
    if archive.comment != MARK + hashlib.sha256(data).hexdigest().encode():
        raise _damaged()
    _check_age(said)
    return said


def _check_age(said: Manifest) -> None:
    known = MigrationLoader(None).disk_migrations  # whatever state the database is in
    for app, names in said.migrations.items():
        for name in names:
            if (app, name) not in known:
                migration = f"{app}.{name}"
                raise ArchiveRefused(
                    _("这个备份是更新版本的网站做的（本站没有迁移%(name)s）：请先升级本站，再恢复。")
                    % {"name": migration}
                )
    if {(app, name) for app, names in said.migrations.items() for name in names} >= known.keys():
        expected = {label: set(tables.columns(model)) for label, model in tables.kept(apps).items()}
        if expected != {label: set(table.columns) for label, table in said.tables.items()}:
            raise ArchiveRefused(_("这个备份的表和本站的不一样：它是另一个网站的。"))


def _check_names(archive: zipfile.ZipFile, said: Manifest, size: int) -> None:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    for info in infos:
        kind = stat.S_IFMT(info.external_attr >> 16)
        if info.flag_bits & 1 or info.is_dir() or kind not in (0, stat.S_IFREG):
            raise ArchiveRefused(_("备份里有不该有的东西：%(name)s。") % {"name": ascii(info.filename)})
    expected = {NAME, *said.parts()}
    strange = {name for name in said.files if not holdings.is_ours(name)} | (set(names) - expected)
    if strange:
        raise ArchiveRefused(_("备份里有不该有的东西：%(name)s。") % {"name": ascii(min(strange))})
    if len(names) != len(expected):
        raise _damaged()
    whole = sum(part.size for part in said.parts().values())
    sizes = {info.filename: info.file_size for info in infos}
    if whole > MOST_GROWTH * size + _SMALL:
        raise ArchiveRefused(_("这个备份展开以后大得不合常理，没有恢复。"))
    if any(sizes[name] != part.size for name, part in said.parts().items()):
        raise _damaged()


def _check_part(archive: zipfile.ZipFile, name: str, part: Part, write: Callable[[bytes], object]) -> None:
    digest, size = hashlib.sha256(), 0
    with archive.open(name) as file:
        for piece in _lines(file, part) if isinstance(part, Table) else _pieces(file):
            size += len(piece)
            if size > part.size:
                raise _damaged()
            digest.update(piece)
            write(piece)
    write(b"")
    if size != part.size or digest.hexdigest() != part.sha256:
        raise ArchiveRefused(_("备份已损坏：%(name)s和清单里写的不一样。") % {"name": name})


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def _lines(file: IO[bytes], table: Table) -> Iterator[bytes]:
    """Each is a row of as many values as the table has columns."""
    rows = 0
    while line := file.readline(_LONGEST_ROW):
        rows += 1
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _damaged() from error
        if not isinstance(row, list) or len(row) != len(table.columns):
            raise _damaged()
        yield line
    if rows != table.rows:
        raise _damaged()


def _damaged() -> ArchiveRefused:
    return ArchiveRefused(_("备份已损坏，没有动网站的任何东西。"))
