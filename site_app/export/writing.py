"""How is a file of the copy written: whole or not at all, and only when it has changed?"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import mkstemp

UNFINISHED = ".unfinished-"


def write(file: Path, content: bytes) -> bool:
    """Returns whether the file was new or another. One that stays the same keeps its time."""
    try:
        if file.stat().st_size == len(content) and file.read_bytes() == content:
            return False
    except (FileNotFoundError, NotADirectoryError):
        pass
    _replace(file, [content])
    return True


def stream(file: Path, pieces: Iterable[bytes]) -> bool:
    """The same for what is large and never changes: where it is there, nothing is read."""
    if file.is_file():
        return False
    _replace(file, pieces)
    return True


def link(file: Path, source: Path) -> bool:
    """The same for a file of this machine."""
    if file.is_file() and file.stat().st_size == source.stat().st_size:
        return False
    with source.open("rb") as opened:
        _replace(file, iter(lambda: opened.read(1 << 20), b""))
    return True


def _replace(file: Path, pieces: Iterable[bytes]) -> None:
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)  # a page gave way to a file of its name
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(dir=file.parent, prefix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as unfinished:
            for piece in pieces:
                unfinished.write(piece)
        Path(name).chmod(0o644)
        Path(name).replace(file)
    finally:
        Path(name).unlink(missing_ok=True)


def remove_others(folder: Path, kept: set[str]) -> list[str]:
    """Remove what is none of these files, and folders that hold nothing; hidden files of the folder itself stay."""
    removed = []
    for path in sorted(folder.rglob("*"), reverse=True):
        name = path.relative_to(folder).as_posix()
        if name.startswith(".") and not name.startswith((".well-known", UNFINISHED)):
            continue
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif name not in kept:
            path.unlink()
            removed.append(name)
    return removed
