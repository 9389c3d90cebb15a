"""How does a file come to be there whole or not at all?"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp


@contextmanager
def written_whole(file: Path) -> Iterator[Path]:
    """A new file beside `file` to write to, which takes its place when all went well and is removed when not."""
    handle, name = mkstemp(dir=file.parent, prefix=".", suffix=file.suffix)
    os.close(handle)
    unfinished = Path(name)
    try:
        yield unfinished
        unfinished.chmod(0o644)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
