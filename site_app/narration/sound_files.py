"""Which files make a narration, and how are they put together?

A folder is named after what is in it and never changes: whoever holds an address of it may keep the answer for ever.
"""

import json
import shutil
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from site_app.narration.cues import FORMAT, TimedLine, as_json, sentences_vtt, timed, words_vtt
from site_app.narration.engines import Clip
from site_app.narration.sound_writing import disk_failures_told

if TYPE_CHECKING:
    from site_app.narration.script import Line

OPUS, MP3, CUES, SENTENCES, WORDS = "narration.opus", "narration.mp3", "cues.json", "sentences.vtt", "words.vtt"
CONTENT_TYPES = {
    OPUS: "audio/ogg; codecs=opus",
    MP3: "audio/mpeg",
    CUES: "application/json",
    SENTENCES: "text/vtt; charset=utf-8",
    WORDS: "text/vtt; charset=utf-8",
}
"""What is in a folder, by name."""
RATE = 24_000
"""Samples per second of every narration."""
_ENCODINGS: dict[str, dict[str, Any]] = {
    OPUS: {"format": "OGG", "subtype": "OPUS", "compression_level": 0.93},
    # With a constant rate a browser finds a place in the file by arithmetic.
    MP3: {"format": "MP3", "subtype": "MPEG_LAYER_III", "compression_level": 0.6, "bitrate_mode": "CONSTANT"},
}
"""24 and 64 kilobits per second."""


@dataclass(frozen=True, slots=True)
class SoundFiles:
    """A finished narration."""

    digest: str
    """The folder's name."""
    duration: int
    """Milliseconds."""
    opus_bytes: int
    mp3_bytes: int


def make(root: Path, name: str, spoken: Iterable[tuple["Line", Clip]]) -> SoundFiles:
    """Write the files of a narration to the folder `name` in `root`, whole or not at all; what is there already stays.

    `spoken` is gone through once, so that a book fits in memory. Raises OSError, for instance when the disk is full.
    """
    folder = root / name
    if not folder.is_dir():
        root.mkdir(parents=True, exist_ok=True)
        unfinished = Path(mkdtemp(dir=root, prefix="."))
        try:
            _write(unfinished, spoken)
            unfinished.rename(folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    duration = json.loads((folder / CUES).read_text("utf-8"))["duration"]
    return SoundFiles(name, duration, _size(folder / OPUS), _size(folder / MP3))


def _write(folder: Path, spoken: Iterable[tuple["Line", Clip]]) -> None:
    lines = _write_sound(folder, spoken)
    (folder / CUES).write_text(json.dumps(as_json(lines), ensure_ascii=False, separators=(",", ":")), "utf-8")
    (folder / SENTENCES).write_text(sentences_vtt(lines), "utf-8")
    (folder / WORDS).write_text(words_vtt(lines), "utf-8")
    folder.chmod(0o755)


def name_of(lines: Iterable[tuple["Line", str]]) -> str:
    """The folder's name: of the lines with their clips' digests, and of the way in which files are made of them."""
    made_of = [repr(_ENCODINGS), FORMAT, [[digest, line.pause, repr(line.sentence)] for line, digest in lines]]
    return sha256(json.dumps(made_of).encode()).hexdigest()[:32]


def _write_sound(folder: Path, spoken: Iterable[tuple["Line", Clip]]) -> list[TimedLine]:
    import numpy as np
    import soundfile

    lines: list[TimedLine] = []
    written = 0  # samples
    with disk_failures_told(folder), ExitStack() as stack:
        files = [
            stack.enter_context(soundfile.SoundFile(folder / name, "w", RATE, 1, **encoding))
            for name, encoding in _ENCODINGS.items()
        ]
        for line, clip in spoken:
            if clip.rate != RATE:
                raise ValueError(f"a clip of {clip.rate} samples per second")
            silence = np.zeros(RATE * line.pause // 1000, np.int16)
            samples = np.concatenate([np.frombuffer(clip.samples, np.int16), silence])
            for file in files:
                file.write(samples)
            start, written = _milliseconds(written), written + len(samples)
            lines.append(timed(line, start, _milliseconds(written) - start, clip.marks))
    return lines


def _milliseconds(samples: int) -> int:
    return round(1000 * samples / RATE)


def _size(file: Path) -> int:
    return file.stat().st_size
