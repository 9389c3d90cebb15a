"""Where is the Anki package of an article kept, and for how long?"""

import hashlib
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from site_app.narration.turns import turn
from site_app.narration.whole_files import written_whole
from site_app.practice.anki_deck import Package, write

MOST_BYTES = 400_000_000
"""Of all packages together; those that nobody asked for the longest time give way."""
_FORMAT = 1
"""Counted up when packages are made otherwise."""


def name_of(package: Package) -> str:
    """What a package is called: of all that is in it, so that another one has another name."""
    told = [
        _FORMAT,
        package.name,
        package.title,
        package.site,
        package.address,
        package.description,
        package.heard.digest if package.heard else "",
        *((word.token, word.meaning, word.sentence.id, word.sentence.words) for word in package.words),
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def kept(package: Package) -> Path:
    """Its file, made now when it is not there: one at a time, however many ask.

    Raises OSError, for instance when the disk is full, and then keeps nothing.
    """
    folder: Path = settings.DATA_DIR / "packages"
    file = folder / f"{name_of(package)}.apkg"
    if not file.is_file():
        with turn(folder / ".turn"):
            if not file.is_file():
                with written_whole(file) as unfinished:
                    write(package, unfinished, _made_at(file))
                _make_room(folder, file)
    file.touch()
    return file


def _made_at(file: Path) -> int:
    """When the package was made for the first time, in seconds: made again after it gave way, it is the same file."""
    note = file.with_suffix(".made")
    with suppress(OSError, ValueError):
        return int(note.read_text(encoding="ascii"))
    now = int(time.time())
    note.write_text(f"{now}", encoding="ascii")
    return now


def _make_room(folder: Path, but: Path) -> None:
    files = sorted(
        ((file.stat().st_mtime, file.stat().st_size, file) for file in folder.glob("*.apkg") if file != but),
        reverse=True,
    )
    left = MOST_BYTES - but.stat().st_size
    for _, size, file in files:
        left -= size
        if left < 0:
            with suppress(OSError):
                file.unlink()
