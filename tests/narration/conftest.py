"""Who speaks in a test, and where is the sound kept?"""

import math
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from site_app.narration.engines import Clip, Engine
from site_app.narration.engines.kokoro.engine import kokoro
from site_app.narration.sound_files import RATE
from site_app.narration.utterance import Utterance

SYLLABLE = 200  # milliseconds


class Whistle:
    """An engine that whistles a fifth of a second for each syllable, at once; `said` is what it was asked to say."""

    version = "whistle-1"

    def __init__(self) -> None:
        self.said: list[Utterance] = []

    def say(self, utterance: Utterance, *, voice: str, speed: float) -> Clip:
        self.said.append(utterance)
        syllables = sum(len(part) for part in utterance if not isinstance(part, str))
        length = round(SYLLABLE / speed)
        samples = array("h", (int(9000 * math.sin(i / 9)) for i in range(RATE * syllables * length // 1000)))
        return Clip(samples.tobytes(), RATE, tuple((i * length, (i + 1) * length) for i in range(syllables)))

    def close(self) -> None:
        pass


class Refusing(Whistle):
    """An engine that fails from its nth sentence on."""

    def __init__(self, failure: BaseException, after: int = 0) -> None:
        super().__init__()
        self.failure, self.after = failure, after

    def say(self, utterance: Utterance, *, voice: str, speed: float) -> Clip:
        if len(self.said) >= self.after:
            raise self.failure
        return super().say(utterance, voice=voice, speed=speed)


@pytest.fixture
def whistle() -> Whistle:
    return Whistle()


@pytest.fixture
def narration_root(tmp_path: Path, settings: Settings) -> Path:
    """An empty folder for sound."""
    settings.NARRATION_ROOT = tmp_path / "narration"
    return tmp_path / "narration"


@pytest.fixture(scope="session")
def kokoro_folders(pytestconfig: pytest.Config) -> tuple[Path, Path]:
    """Where the model and the voices are kept from one run of the tests to the next."""
    assert pytestconfig.cache is not None
    kept = Path(pytestconfig.cache.mkdir("narration"))
    return kept / "model", kept / "voices"


@pytest.fixture(scope="session")
def speaker(kokoro_folders: tuple[Path, Path]) -> Iterator[Engine]:
    """The real voice."""
    engine = kokoro(*kokoro_folders)
    yield engine
    engine.close()
