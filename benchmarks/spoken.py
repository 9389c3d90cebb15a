"""What the site's voices say, spoken once and kept for the next run."""

import time

from benchmarks.engines import ROOT
from site_app.narration.clips import ClipStore
from site_app.narration.engines import Clip
from site_app.narration.engines.kokoro.engine import kokoro
from site_app.narration.utterance import Utterance, digest
from site_app.narration.voices import Pace, Voice

_FOLDER = ROOT / "benchmarks" / "sound"


class Speaker:
    """The site's engine with a store of its own; counts what it costs to speak."""

    def __init__(self) -> None:
        self._engine = kokoro(_FOLDER / "model", _FOLDER / "voices")
        self._store = ClipStore(_FOLDER / "clips")
        self.reset()

    def reset(self) -> None:
        """Count from here."""
        self.playing = self._speaking = self._spoken = 0.0

    def say(self, utterance: Utterance, voice: Voice, pace: Pace) -> Clip:
        name = digest(utterance, engine=self._engine.version, voice=voice.engine_voice, speed=pace.speed)
        clip = self._store.get(name)
        if clip is None:
            started = time.perf_counter()
            clip = self._engine.say(utterance, voice=voice.engine_voice, speed=pace.speed)
            self._speaking += time.perf_counter() - started
            self._spoken += clip.seconds
            self._store.put(name, clip)
        self.playing += clip.seconds
        return clip

    @property
    def ratio(self) -> str:
        """Time to speak over playing time of what was spoken now; a dash when all had been spoken before."""
        return f"{self._speaking / self._spoken:.2f}" if self._spoken else "–"

    def close(self) -> None:
        self._engine.close()
