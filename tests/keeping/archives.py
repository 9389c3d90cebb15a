"""How does a test get an archive that is almost one?"""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from site_app.keeping.archive import MARK
from site_app.keeping.manifest import NAME, Manifest, loaded

Parts = dict[str, bytes]


def parts_of(archive: Path) -> Parts:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def written(file: Path, parts: Parts, *, comment: bytes | None = None) -> Path:
    """A zip of these files with the comment that fits its manifest."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        archive.comment = MARK + hashlib.sha256(parts.get(NAME, b"")).hexdigest().encode()
        if comment is not None:
            archive.comment = comment
    return file


def manifest_of(parts: Parts) -> Manifest:
    return loaded(parts[NAME])


def saying(parts: Parts, change: Callable[[dict[str, Any]], object], *, honest: bool = False) -> Parts:
    """The same with a changed manifest; an `honest` one tells the digest of the content that it now describes."""
    said = json.loads(parts[NAME])
    change(said)
    data = json.dumps(said).encode()
    if honest:
        told = [f"{label} {table['rows']} {table['sha256']}" for label, table in sorted(said["tables"].items())]
        told += [f"{name} {part['sha256']}" for name, part in sorted(said["files"].items())]
        data = json.dumps({**said, "content": hashlib.sha256("\n".join(told).encode()).hexdigest()}).encode()
    return {**parts, NAME: data}


def part(data: bytes) -> dict[str, Any]:
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
