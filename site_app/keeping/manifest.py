"""What does an archive say of itself? Its first page: what it holds, how large each part is, and the digest of each."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

KIND = "health-articles backup"
FORMAT = 1
"""Counted up when older code could no longer read what is written."""
NAME = "manifest.json"
LARGEST = 256 * 1024 * 1024
"""Bytes of a manifest: more than a million files need."""

_DIGEST = re.compile("[0-9a-f]{64}")
_LABEL = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the archive."""

    size: int
    """Bytes."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Table(Part):
    rows: int
    columns: tuple[str, ...]
    last: int
    """The last key that was ever given to a row."""


@dataclass(frozen=True, slots=True)
class Manifest:
    made_at: str
    """ISO 8601, UTC: when the moment was that the archive shows."""
    site: str
    """The site's name."""
    engine: str
    """``sqlite`` or ``postgresql``; either can take in what the other has given."""
    migrations: Mapping[str, tuple[str, ...]]
    """By app: what the database had become."""
    tables: Mapping[str, Table]
    """By label, such as ``articles.edition``."""
    files: Mapping[str, Part]
    """Pictures and sounds, by their place in the archive."""
    missing: tuple[str, ...] = ()
    """Files that the database speaks of and that were not there."""

    @property
    def content(self) -> str:
        """One digest of all that the site says; the same content gives the same one on every database."""
        said = [f"{label} {table.rows} {table.sha256}" for label, table in sorted(self.tables.items())]
        said += [f"{name} {part.sha256}" for name, part in sorted(self.files.items())]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()

    def parts(self) -> dict[str, Part]:
        """All that the archive holds beside this page."""
        return {**{place_of(label): table for label, table in self.tables.items()}, **self.files}

    def dumped(self) -> bytes:
        said = {"kind": KIND, "format": FORMAT, "content": self.content, **asdict(self)}
        return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True).encode()


class NotAManifest(ValueError):
    """It cannot be read."""


class FromAnotherTime(ValueError):
    """A newer site has written it."""


def place_of(label: str) -> str:
    """Where the rows of a table lie in the archive."""
    return f"tables/{label}.jsonl"


def loaded(data: bytes) -> Manifest:
    """Raises NotAManifest, and FromAnotherTime for a format that is not known yet."""
    try:
        said = json.loads(data)
        if said["kind"] != KIND:
            raise NotAManifest(said["kind"])
        if type(said["format"]) is not int or said["format"] < 1:
            raise NotAManifest("format")
        if said["format"] > FORMAT:
            raise FromAnotherTime(said["format"])
        found = _read(said)
    except FromAnotherTime:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotAManifest(str(error)) from error
    if found.content != said["content"]:
        raise NotAManifest("content")
    return found


def _read(said: dict[str, Any]) -> Manifest:
    tables = {
        _checked(_LABEL, label): Table(
            **_part(table), rows=_number(table["rows"]), columns=_texts(table["columns"]), last=_number(table["last"])
        )
        for label, table in said["tables"].items()
    }
    return Manifest(
        made_at=_text(said["made_at"]),
        site=_text(said["site"]),
        engine=_text(said["engine"]),
        migrations={_text(app): _texts(names) for app, names in said["migrations"].items()},
        tables=tables,
        files={_text(name): Part(**_part(part)) for name, part in said["files"].items()},
        missing=_texts(said["missing"]),
    )


def _part(said: dict[str, Any]) -> dict[str, Any]:
    return {"size": _number(said["size"]), "sha256": _checked(_DIGEST, said["sha256"])}


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise NotAManifest("number")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 1000:
        raise NotAManifest("text")
    return value


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise NotAManifest("list")
    return tuple(map(_text, values))


def _checked(pattern: re.Pattern[str], value: Any) -> str:
    if not pattern.fullmatch(_text(value)):
        raise NotAManifest(value)
    return str(value)
