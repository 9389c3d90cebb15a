"""Which files belong to what the database says, and where do they lie?

Pictures and sounds are named after what is in them, and never change: what was written after a moment does no harm to a copy
of that moment.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from django.apps import apps
from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import models

from site_app.articles.models import Image
from site_app.media import CONTENT_TYPES
from site_app.narration.models import Narration, SpokenTerm
from site_app.narration.sound_files import CONTENT_TYPES as SOUNDS

_SEGMENT = r"[A-Za-z0-9_][A-Za-z0-9_.-]*"
_SAFE = re.compile(
    rf"media/(?:{_SEGMENT}/)*{_SEGMENT}(?:{'|'.join(map(re.escape, CONTENT_TYPES))})"
    rf"|narration/files/[0-9a-f]{{32}}/(?:{'|'.join(map(re.escape, SOUNDS))})"
    r"|narration/words/[0-9a-f]{32}\.mp3"
)


def is_ours(name: str) -> bool:
    """Whether a file of this name can belong to a site; none that leads elsewhere can."""
    return bool(_SAFE.fullmatch(name)) and len(name) < 300


def named(using: str) -> list[str]:
    """The files that the database speaks of, in order."""
    found: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField):
                rows = model._base_manager.using(using).exclude(**{field.name: ""})
                found |= {f"media/{name}" for name in rows.values_list(field.name, flat=True) if name}
    digests = Narration._base_manager.using(using).exclude(digest="").values_list("digest", flat=True)
    found |= {f"narration/files/{digest}/{name}" for digest in digests.distinct() for name in SOUNDS}
    words = SpokenTerm._base_manager.using(using).values_list("digest", flat=True)
    found |= {f"narration/words/{digest}.mp3" for digest in words.distinct()}
    return sorted(filter(is_ours, found))


def digests_of_pictures(using: str) -> dict[str, str]:
    """What the database says of the pictures' bytes: file → SHA-256."""
    rows = Image._base_manager.using(using).values_list("file", "sha256")
    return {f"media/{file}": digest for file, digest in rows}


def opened(name: str) -> IO[bytes]:
    """The file, to be read. Raises OSError where it is not there."""
    room, _, rest = name.partition("/")
    if room == "media":
        return default_storage.open(rest)
    return (Path(settings.NARRATION_ROOT) / rest).open("rb")


def put(name: str, source: Path) -> None:
    """Have a file in its place, whole or not at all; one that is there already and has the same bytes stays."""
    with suppress(OSError), opened(name) as there:
        if _same(there, source):
            return
    room, _, rest = name.partition("/")
    if room == "media" and not _is_local():
        default_storage.delete(rest)
        with source.open("rb") as file:
            default_storage.save(rest, File(file))
        return
    place = Path(default_storage.path(rest)) if room == "media" else Path(settings.NARRATION_ROOT) / rest
    place.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as unfinished, source.open("rb") as file:
        shutil.copyfileobj(file, unfinished)
    Path(unfinished.name).chmod(0o644)
    Path(unfinished.name).replace(place)


def _is_local() -> bool:
    try:
        default_storage.path("x")
    except NotImplementedError:
        return False
    return True


def _same(there: IO[bytes], source: Path) -> bool:
    with source.open("rb") as file:
        return all(one == other for one, other in _side_by_side(there, file))


def _side_by_side(one: IO[bytes], other: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    while True:
        pair = one.read(1 << 20), other.read(1 << 20)
        yield pair
        if not any(pair):
            return
