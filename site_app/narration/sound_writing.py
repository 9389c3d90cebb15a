"""Why could a sound file not be written?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

PROBE = 256 * 1024
"""Bytes; more than a sound file is buffered."""


@contextmanager
def disk_failures_told(folder: Path) -> Iterator[None]:
    """Raises OSError where libsndfile fails at writing to the folder: it speaks of decoders when the disk is full."""
    import soundfile

    try:
        yield
    except (soundfile.LibsndfileError, AssertionError) as error:
        with TemporaryFile(dir=folder, buffering=0) as probe:
            probe.write(b"\0" * PROBE)
            probe.write(b"\0")  # what fits only in part is told by the next write
        raise OSError(f"{folder}: {error}") from error
