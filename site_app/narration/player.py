"""What does an article's page tell the player?"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from site_app.articles.models import Edition
from site_app.narration import voices
from site_app.narration.models import Narration
from site_app.narration.sound_files import CUES, MP3, OPUS


@dataclass(frozen=True, slots=True)
class Sound:
    """One narration that can be heard."""

    narration: Narration

    @property
    def opus(self) -> str:
        return self._address(OPUS)

    @property
    def mp3(self) -> str:
        return self._address(MP3)

    @property
    def length(self) -> str:
        """``1:05``"""
        minutes, seconds = divmod(round(self.narration.duration / 1000), 60)
        return f"{minutes}:{seconds:02}"

    def as_data(self) -> dict[str, Any]:
        """For the player's script."""
        return {
            "voice": self.narration.voice,
            "voiceName": str(voices.voice(self.narration.voice).name),
            "pace": self.narration.pace,
            "paceName": str(voices.pace(self.narration.pace).name),
            "opus": self.opus,
            "mp3": self.mp3,
            "cues": self._address(CUES),
        }

    def _address(self, name: str) -> str:
        return reverse("narration:file", args=[self.narration.digest, name])


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """How an edition can be heard now."""

    sounds: tuple[Sound, ...]
    """The one to begin with first."""
    coming: Narration | None
    """What is being made now or next; None when there is nothing to wait for."""

    @property
    def data(self) -> list[dict[str, Any]]:
        return [sound.as_data() for sound in self.sounds]


def read_aloud(edition: Edition) -> ReadAloud:
    """One query."""
    narrations = sorted(edition.narrations.all(), key=lambda narration: narration.place)
    sounds = tuple(Sound(narration) for narration in narrations if narration.digest)
    waited_for = (Narration.State.WAITING, Narration.State.SPEAKING)
    coming = next((narration for narration in narrations if narration.state in waited_for), None)
    return ReadAloud(sounds, coming if voices.are_wanted() else None)
