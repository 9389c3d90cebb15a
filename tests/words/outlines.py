"""How does a test have strokes of a few characters, without a network?"""

import io
import json
import tarfile
from pathlib import Path

import pytest

from site_app.words import strokes

ONE = {
    "strokes": ["M 518 382 Q 572 385 623 389 Q 758 399 900 383 Q 928 379 935 390 Q 944 405 930 419 Q 896 452 845 475 Q 829 482 798 473 Q 718 460 480 434 Q 180 409 137 408 Q 130 408 124 408 Q 108 408 106 395 Q 105 380 127 363 Q 146 348 183 334 Q 195 330 216 338 Q 232 344 306 354 Q 400 373 518 382 Z"],
    "medians": [[[121, 393], [193, 372], [417, 402], [827, 434], [920, 401]]],
}  # fmt: skip
"""The strokes of 一, as the package has them."""


def package(folder: Path, characters: str = "一", **others: str) -> Path:
    """An npm package of characters that all look like 一, and of other files by their names."""
    path = folder / "hanzi-writer-data.tgz"
    contents = {f"package/{character}.json": json.dumps(ONE) for character in characters}
    with tarfile.open(path, "w:gz") as archive:
        for name, content in {**contents, **others}.items():
            member = tarfile.TarInfo(name)
            member.size = len(content.encode())
            archive.addfile(member, io.BytesIO(content.encode()))
    return path


def built(folder: Path, patch: pytest.MonkeyPatch, characters: str = "一") -> None:
    """Let these be all characters whose strokes are known."""
    patch.setattr(strokes, "FILE", folder / "strokes.sqlite3")
    patch.setattr(strokes, "_FOLDER", folder)
    strokes._known.cache_clear()
    strokes.ensure_built(package=package(folder, characters))
