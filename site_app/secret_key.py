"""Where does the signing key of a site on a private machine come from?"""

import contextlib
import os
import tempfile
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def kept_in(path: Path) -> str:
    """The key stored in `path`, made at the first call; only the owner may read the file.

    Several processes may ask at once: all of them get the key of the one that stored it first.
    """
    if not path.exists():
        _store_unless_present(path, get_random_secret_key())
    return path.read_text(encoding="ascii").strip()


def _store_unless_present(path: Path, key: str) -> None:
    # Written in full under another name and then linked, so that nobody ever reads half a key.
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{key}\n")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        Path(draft).unlink()
