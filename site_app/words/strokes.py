"""In which order are the strokes of a character written?

The outlines are those of hanzi-writer-data, made by the project Make Me a Hanzi from fonts of Arphic Technology, under the
Arphic Public License (static/js/words/vendor/ARPHICPL.TXT). `ensure_built` takes them out of their npm package into one
SQLite file beside this module. Without it pages show no strokes; nothing else is missing.
"""

import shutil
import sqlite3
import subprocess
import tarfile
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from site_app.narration.whole_files import written_whole

VERSION = "2.0.1"
PACKAGE = f"hanzi-writer-data@{VERSION}"
_FORMAT = 1  # raised when what is kept changes
_FOLDER = Path(__file__).with_name("compiled")
FILE = _FOLDER / f"strokes-{VERSION}-{_FORMAT}.sqlite3"
_BRINGING = 100.0
"""Seconds that bringing the package may take; 13 MB."""
_AT_ONCE = 500
"""Characters of one query: databases bound how many values a query may have."""


class StrokesMissing(Exception):
    """They cannot be had now. The message is in words for people."""


def edition() -> str:
    """What the addresses of strokes carry; empty where there are none."""
    return f"{VERSION}-{_FORMAT}" if FILE.exists() else ""


def outline(character: str) -> bytes | None:
    """The strokes of a character as JSON for hanzi-writer: ``strokes`` and ``medians``; None when they are not known."""
    if len(character) != 1 or not FILE.exists():
        return None
    with closing(_opened()) as file:
        found = file.execute("SELECT outline FROM characters WHERE code = ?", [ord(character)]).fetchone()
    return zlib.decompress(found[0]) if found else None


def drawn(characters: Collection[str]) -> set[str]:
    """Those of the characters whose strokes are known."""
    return {character for character in characters if character in _known(edition())}


@lru_cache(maxsize=1)
def _known(edition: str) -> str:
    """All characters of the file in one string, 30 kB."""
    if not edition:
        return ""
    with closing(_opened()) as file:
        return "".join(chr(code) for (code,) in file.execute("SELECT code FROM characters"))


def _opened() -> sqlite3.Connection:
    return sqlite3.connect(f"{FILE.as_uri()}?mode=ro&immutable=1", uri=True)


def ensure_built(progress: Callable[[str], None] | None = None, package: Path | None = None) -> None:
    """Make the file from the package, a ``.tgz`` that npm fetches unless it is given, unless it is there.

    `progress` hears what happens, in words for people. Raises StrokesMissing when the package cannot be had.
    """
    if FILE.exists():
        return
    if progress:
        progress("正在取来笔顺资料……")
    _FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=_FOLDER, prefix=".") as folder:
        brought = package or _brought(Path(folder))
        try:
            with written_whole(FILE) as unfinished, closing(sqlite3.connect(unfinished)) as file:
                file.execute("PRAGMA page_size = 16384")  # a dozen characters; smaller ones are left half empty
                file.execute("PRAGMA journal_mode = OFF")  # written once, and only read from then on
                file.execute("CREATE TABLE characters (code INTEGER PRIMARY KEY, outline BLOB)")
                file.executemany("INSERT INTO characters VALUES (?, ?)", sorted(_outlines(brought)))
                file.commit()
        except (OSError, EOFError, tarfile.TarError, zlib.error) as error:
            raise StrokesMissing(f"笔顺资料（{brought.name}）读不出来：{error}") from error
    if progress:
        progress(f"笔顺资料已就绪（{FILE.stat().st_size / 1e6:.1f} MB）。")


def _brought(folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise StrokesMissing(f"没有笔顺资料：它在 npm 包 {PACKAGE} 里，取来需要 npm（随 Node.js 安装）。")
    # Packing downloads the package alone; none of its scripts run.
    command = [npm, "pack", PACKAGE, "--silent", "--fetch-retries=0", "--pack-destination", str(folder)]
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=_BRINGING)
        return next(folder.glob("*.tgz"))
    except (OSError, subprocess.SubprocessError, StopIteration) as error:
        why = str(getattr(error, "stderr", "") or error).strip()
        raise StrokesMissing(f"没有取来笔顺资料（npm 包 {PACKAGE}）：{why[-500:]}") from error


def _outlines(package: Path) -> Iterator[tuple[int, bytes]]:
    with tarfile.open(package) as archive:
        for member in archive:
            character = Path(member.name).stem
            if member.isfile() and member.name.endswith(".json") and len(character) == 1:
                content = archive.extractfile(member)
                assert content
                yield ord(character), zlib.compress(content.read(), 9)
