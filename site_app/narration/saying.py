"""How does somebody at the readings desk hear a word read so, and not otherwise?"""

from pathlib import Path

from django.conf import settings

from site_app.articles.lexicon import lexicon
from site_app.narration import voices
from site_app.narration.clips import ClipStore
from site_app.narration.engines import Clip, Engine
from site_app.narration.script import Line, script
from site_app.narration.utterance import digest

LONGEST = 60
"""Characters of what is said, its readings included."""


def line_of(text: str) -> Line | None:
    """What the voice says of ``{银行|yín háng}``; None where nothing is to be said."""
    return next(script("", text, lexicon()), None)


def sound_of(text: str, engine: Engine) -> Path | None:
    """The sound, if it was made before: a word, or a sentence of an article that was narrated."""
    line = line_of(text)
    return _store().file(_name(line, engine)) if line else None


def clip_of(text: str, engine: Engine) -> Clip | None:
    """The same as samples."""
    line = line_of(text)
    return _store().get(_name(line, engine)) if line else None


def name_of(text: str, engine: Engine) -> str:
    """What the sound is called, made or not; another one as soon as anything audible changes. Empty for no sound."""
    line = line_of(text)
    return _name(line, engine)[:32] if line else ""


def say(text: str, engine: Engine) -> None:
    """Make the sound unless it is there. Raises EngineFailed and OSError."""
    line = line_of(text)
    if line is None or _name(line, engine) in _store():
        return
    voice, pace = voices.SOUNDS[0]
    _store().put(_name(line, engine), engine.say(line.utterance, voice=voice.engine_voice, speed=pace.speed))


def _name(line: Line, engine: Engine) -> str:
    voice, pace = voices.SOUNDS[0]
    return digest(line.utterance, engine=engine.version, voice=voice.engine_voice, speed=pace.speed)


def _store() -> ClipStore:
    return ClipStore(settings.NARRATION_ROOT / "clips")
