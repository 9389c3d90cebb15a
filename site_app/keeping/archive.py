"""How is everything that a site holds written into one file, while the site is being used?

First the database as it is at one moment, then the files that it speaks of. A file that goes in between (its picture was
deleted just then) makes the copy begin anew, with a newer moment.
"""

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkstemp
from typing import IO

from django.apps import apps
from django.conf import settings
from django.db import connection

from site_app.keeping import holdings, tables
from site_app.keeping.manifest import NAME, Manifest, Part, Table, place_of
from site_app.keeping.snapshot import applied, snapshot

MARK = b"health-articles backup "
"""Begins the comment of the zip file; the digest of the manifest follows."""
ENDING = ".backup.zip"
"""Of archives that are named after their time."""
TRIES = 3
_PIECE = 1 << 20

Say = Callable[[str], None]


class _Gone(Exception):
    """A file that the database speaks of is not there."""


def write(file: Path, check: Callable[[Path], Manifest]) -> Manifest:
    """Write the archive, whole or not at all; `check` looks at what was written before it takes its place.

    Raises OSError, for instance when the disk is full, and whatever `check` raises; then what was there before stays.
    """
    for tries_left in reversed(range(TRIES)):
        try:
            with _whole(file) as unfinished:
                with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                    _write(archive, may_lack=not tries_left)
                return check(unfinished)
        except _Gone:
            continue
    raise AssertionError("the last try lacks nothing")


def content_now() -> str:
    """The digest of what the site holds at this moment."""
    with snapshot() as using:
        described = {label: _table(model, using, lambda _: None) for label, model in tables.kept(apps).items()}
        names = holdings.named(using)
        files = {name: part for name in names if (part := _described(name)) is not None}
    return Manifest("", "", "", {}, described, files).content


def _write(archive: zipfile.ZipFile, *, may_lack: bool) -> None:
    described = {}
    with snapshot() as using:
        made_at = datetime.now(UTC)
        for label, model in tables.kept(apps).items():
            with archive.open(place_of(label), "w", force_zip64=True) as out:
                described[label] = _table(model, using, out.write)
        names, known, migrations = holdings.named(using), holdings.digests_of_pictures(using), applied(using)
    files, missing = _files(archive, names, known, may_lack)
    manifest = Manifest(
        made_at=made_at.isoformat(timespec="milliseconds"),
        site=settings.SITE_NAME,
        engine=connection.vendor,
        migrations={app: tuple(found) for app, found in migrations.items()},
        tables=described,
        files=files,
        missing=tuple(missing),
    )
    dumped = manifest.dumped()
    archive.writestr(NAME, dumped)
    archive.comment = MARK + hashlib.sha256(dumped).hexdigest().encode()


def _table(model: tables.Model, using: str, write: Callable[[bytes], object]) -> Table:
    digest, size, rows = hashlib.sha256(), 0, 0
    order = tables.columns(model)
    for line in tables.lines(model, order, using):
        write(line)
        digest.update(line)
        size, rows = size + len(line), rows + 1
    last = tables.last_number(model, using)
    return Table(size, digest.hexdigest(), rows, tuple(order), last)


def _files(
    archive: zipfile.ZipFile, names: Iterable[str], known: dict[str, str], may_lack: bool
) -> tuple[dict[str, Part], list[str]]:
    found: dict[str, Part] = {}
    missing: list[str] = []
    for name in names:
        part = _described(name)
        if part is None or known.get(name, part.sha256) != part.sha256:
            if not may_lack:
                raise _Gone(name)
            missing.append(name)
            continue
        info = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
        info.external_attr = 0o600 << 16
        with holdings.opened(name) as source, archive.open(info, "w", force_zip64=True) as out:
            for piece in iter(lambda: source.read(_PIECE), b""):
                out.write(piece)
        found[name] = part
    return found, missing


def _described(name: str) -> Part | None:
    try:
        with holdings.opened(name) as source:
            return _measured(source)
    except OSError:
        return None


def _measured(source: IO[bytes]) -> Part:
    digest, size = hashlib.sha256(), 0
    for piece in iter(lambda: source.read(_PIECE), b""):
        digest.update(piece)
        size += len(piece)
    return Part(size, digest.hexdigest())


@contextmanager
def _whole(file: Path) -> Iterator[Path]:
    """Another file beside it, which takes its place, and is on the disk for good, when all went well."""
    handle, name = mkstemp(dir=file.parent, prefix=f".{file.name}-")
    os.close(handle)
    unfinished = Path(name)
    try:
        yield unfinished
        for place in (unfinished, file.parent):
            if place == file.parent:
                unfinished.replace(file)
            descriptor = os.open(place, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
    finally:
        unfinished.unlink(missing_ok=True)
