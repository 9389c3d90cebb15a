"""Where is the sound of a sentence kept, so that nobody has to say it twice?"""

import json
import os
from contextlib import suppress
from pathlib import Path

from site_app.narration.engines import Clip
from site_app.narration.sound_writing import disk_failures_told
from site_app.narration.whole_files import written_whole


class ClipStore:
    """A folder of clips by their digest. Any number of processes may use it; a clip is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, digest: str) -> Clip | None:
        """The clip, or None where there is none, or what is there cannot be read: then it is made anew."""
        import soundfile

        sound = self._sound(digest)
        try:
            with soundfile.SoundFile(sound) as file:
                samples = file.read(dtype="int16").tobytes()
                clip = Clip(samples, file.samplerate, _marks(file.comment))
        except (OSError, ValueError, soundfile.LibsndfileError):
            return None
        with suppress(OSError):
            os.utime(sound)  # tells `forget_unused` that it is wanted
        return clip

    def file(self, digest: str) -> Path | None:
        """The clip as a FLAC file."""
        sound = self._sound(digest)
        return sound if sound.exists() else None

    def __contains__(self, digest: str) -> bool:
        return self._sound(digest).exists()

    def put(self, digest: str, clip: Clip) -> None:
        """Keep a clip; raises OSError, for instance when the disk is full, and then keeps nothing."""
        import numpy as np
        import soundfile

        sound = self._sound(digest)
        sound.parent.mkdir(parents=True, exist_ok=True)
        with (
            disk_failures_told(sound.parent),
            written_whole(sound) as unfinished,
            soundfile.SoundFile(unfinished, "w", clip.rate, 1, subtype="PCM_16", format="FLAC") as file,
        ):
            file.comment = json.dumps(clip.marks)
            file.write(np.frombuffer(clip.samples, np.int16))

    def forget_unused(self, since: float) -> None:
        """Remove the clips that nobody wanted since a time (in seconds since the epoch)."""
        for sound in self.folder.glob("*/*.flac"):
            with suppress(OSError):
                if sound.stat().st_mtime < since:
                    sound.unlink()

    def _sound(self, digest: str) -> Path:
        return self.folder / digest[:2] / f"{digest}.flac"


def _marks(comment: str) -> tuple[tuple[int, int], ...]:
    return tuple((int(start), int(end)) for start, end in json.loads(comment))
