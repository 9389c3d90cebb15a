"""When is each sentence of an edition spoken, and in which file? Read from the files of its narration."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings

from site_app.articles.models import Edition
from site_app.narration.models import Narration
from site_app.narration.player import Sound
from site_app.narration.sound_files import CUES, MP3
from site_app.rendering.opaque import OPAQUE

MOST_BYTES = 60_000_000
"""Of a file from which sounds are cut: two hours."""
Times = tuple[int, int]
"""From, up to, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The sound that an article begins with."""

    digest: str
    sound: Sound
    sentences: dict[str, dict[str, Any]]
    """Of the cues, by their ids on the page; see `narration.cues`."""

    def sentence(self, id: str) -> Times | None:
        found = self.sentences.get(id)
        return (found["start"], found["end"]) if found else None

    def word(self, id: str, text: str) -> Times | None:
        """The first place where the sentence says the word; None where it does not, or says it within something else."""
        found = self.sentences.get(id)
        at = visible_text(found["text"]).find(text) if found else -1
        if found is None or at < 0:
            return None
        syllables = [syllable for word in found["words"] for syllable in word["syllables"]]
        within = [syllable for syllable in syllables if at <= syllable[2] and syllable[3] <= at + len(text)]
        return (within[0][0], within[-1][1]) if len(within) == len(text) else None

    def mp3(self) -> bytes | None:
        """The whole file; None where it is too long to be cut at once, or has just gone."""
        if self.sound.narration.mp3_bytes > MOST_BYTES:
            return None
        try:
            return bytes((settings.NARRATION_ROOT / "files" / self.digest / MP3).read_bytes())
        except OSError:
            return None


def visible_text(text: str) -> str:
    """A sentence as cues count it."""
    return "".join(character for character in text if not character.isspace() and character != OPAQUE)


def heard(edition: Edition) -> Heard | None:
    """None where there is no sound, or its files are elsewhere."""
    narration = Narration.objects.to_begin_with().filter(edition=edition).first()
    sentences = _sentences(str(settings.NARRATION_ROOT / "files" / narration.digest / CUES)) if narration else None
    return Heard(narration.digest, Sound(narration), sentences) if narration and sentences else None


@lru_cache(maxsize=16)
def _kept(path: str) -> dict[str, dict[str, Any]]:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123  a string is the key of the cache
        return {sentence["id"]: sentence for sentence in json.load(file)["sentences"]}


def _sentences(path: str) -> dict[str, dict[str, Any]] | None:
    """A folder of sound never changes; one that is not there may come."""
    try:
        return _kept(path)
    except (OSError, ValueError, KeyError):
        return None
