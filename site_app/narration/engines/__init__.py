"""Who can speak, and what do they answer? One interface; the modules beside this one are the engines."""

from dataclasses import dataclass
from typing import Protocol

from site_app.narration.utterance import Utterance


class EngineFailed(Exception):
    """The engine could not say an utterance, even after another try. The message says why, for the person who runs the site."""


class EngineMissing(EngineFailed):
    """What the engine needs is not installed or damaged: no utterance will succeed until somebody has put that right."""


@dataclass(frozen=True, slots=True)
class Clip:
    """The sound of one utterance."""

    samples: bytes
    """Signed 16-bit integers in this machine's byte order, one channel."""
    rate: int
    """Samples per second."""
    marks: tuple[tuple[int, int], ...]
    """When each syllable of the utterance is spoken: from, up to, in milliseconds from the clip's start."""

    @property
    def seconds(self) -> float:
        """How long it plays."""
        return len(self.samples) / 2 / self.rate


class Engine(Protocol):
    """Something that speaks. It may be used from one thread at a time, and is closed when nobody needs it any more."""

    version: str
    """Changes whenever the same utterance would sound different."""

    def say(self, utterance: Utterance, *, voice: str, speed: float) -> Clip:
        """Speak in the named voice, `speed` times as fast as the voice does by itself.

        Raises EngineMissing or EngineFailed.
        """

    def close(self) -> None:
        """Give back what the engine holds; twice does no harm."""
