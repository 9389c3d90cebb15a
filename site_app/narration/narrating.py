"""How does an edition come to be heard, and what is made again when its readings change?"""

import errno
import logging
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from math import inf
from typing import Any

from django.conf import settings
from django.utils import timezone

from site_app.articles.lexicon import lexicon
from site_app.articles.models import Edition
from site_app.message import Message, said
from site_app.narration import sound_files, voices
from site_app.narration.clips import ClipStore
from site_app.narration.engines import Clip, Engine, EngineFailed, EngineMissing
from site_app.narration.engines.kokoro.engine import kokoro
from site_app.narration.forgetting import forget_files
from site_app.narration.models import Narration
from site_app.narration.script import Line, script
from site_app.narration.sound_files import SoundFiles
from site_app.narration.turns import turn
from site_app.narration.utterance import digest

MAX_SYLLABLES = 100_000
"""Longest edition that is read, about six hours of sound: a bound on what one article may cost."""
NOTED_EVERY = 1.0
"""Seconds between two notes of progress; what had been said before goes by faster than anybody looks."""

State = Narration.State
Progress = Callable[[Narration], None]

logger = logging.getLogger(__name__)


def engine() -> Engine:
    """The site's engine. It starts nothing before it is asked to speak."""
    return kokoro(settings.VOICE_DIR / "model", settings.VOICE_DIR / "voices")


def ask_for(editions: Iterable[Edition], *, again: bool = False) -> list[Narration]:
    """Note that these editions should be heard in every voice and pace; returns what is to be made, in its order.

    With `again`, also what was made before is looked at anew: only sentences that sound different now cost anything.
    """
    editions = list(editions)
    Narration.objects.bulk_create(
        [
            Narration(edition=edition, voice=voice.key, pace=pace.key, place=place)
            for edition in editions
            for place, (voice, pace) in enumerate(voices.SOUNDS)
        ],
        ignore_conflicts=True,
    )
    asked = Narration.objects.filter(edition__in=editions)
    looked_at_anew = asked.exclude(state=State.WAITING) if again else asked.filter(state=State.FAILED)
    looked_at_anew.update(state=State.WAITING, error="")
    return list(asked.to_be_made().select_related("edition"))


def narrate(
    narration: Narration,
    engine: Engine,
    progress: Progress = lambda narration: None,
    *,
    seconds: float | None = None,
) -> None:
    """Make the narration's sound, sentence by sentence; what was said before, in whatever edition, is not said again.

    Interrupted at any moment, it goes on where it was when it is called again; so it does when `seconds` are over, which
    leaves the narration waiting. A failure is noted in the narration, and what readers could hear before stays. Raises
    nothing that has to do with sound, disk or engine.
    """
    until = inf if seconds is None else time.monotonic() + seconds
    try:
        # Two at once would only slow each other and the pages down.
        with turn(settings.NARRATION_ROOT / "speaking.lock"):
            narration.refresh_from_db()
            # Its readings may change while it is being made; then it is waited for once more.
            while narration.state in (State.WAITING, State.SPEAKING):
                _narrate(narration, engine, progress, until)
    except (_NoLongerWanted, Narration.DoesNotExist):
        logger.info("narration of %s given up: nobody can read this edition any more", narration)
    except _TimeIsUp:
        with suppress(_NoLongerWanted):
            _note(narration, state=State.WAITING)
    except (EngineFailed, OSError) as failure:
        logger.error("narration of %s failed: %s", narration, failure)
        with suppress(_NoLongerWanted):
            _note(narration, state=State.FAILED, error=_reason(failure))
        if isinstance(failure, EngineMissing):
            # Nor will anything else succeed until somebody has put that right.
            Narration.objects.filter(state=State.WAITING).update(state=State.FAILED, error=_reason(failure))


class _NoLongerWanted(Exception):
    """The edition was replaced or withdrawn meanwhile."""


class _TimeIsUp(Exception):
    """Others should have their turn."""


def _narrate(narration: Narration, engine: Engine, progress: Progress, until: float) -> None:
    _note(narration, state=State.SPEAKING, error="")  # first: readings that change from now on are seen at the end
    edition = narration.edition
    lines = list(script(edition.title, edition.markdown, lexicon()))
    if not lines:
        raise EngineFailed(Message("文章里没有可以读出来的字。"))
    if sum(len(part) for line in lines for part in line.utterance if not isinstance(part, str)) > MAX_SYLLABLES:
        raise EngineFailed(Message("文章太长：朗读最多 %(number)s 个音节。") % {"number": MAX_SYLLABLES})
    _note(narration, sentences=len(lines), spoken=0)
    store = ClipStore(settings.NARRATION_ROOT / "clips")
    voice, pace = voices.voice(narration.voice).engine_voice, voices.pace(narration.pace).speed

    def clip(line: Line, name: str) -> Clip:
        found = store.get(name)
        if found is None:
            found = engine.say(line.utterance, voice=voice, speed=pace)
            store.put(name, found)
        return found

    made_of: list[tuple[Line, str]] = []
    has_spoken = False
    noted = time.monotonic()
    for line in lines:
        name = digest(line.utterance, engine=engine.version, voice=voice, speed=pace)
        is_new = name not in store
        if is_new and has_spoken and time.monotonic() > until:
            raise _TimeIsUp
        clip(line, name)
        has_spoken |= is_new
        made_of.append((line, name))
        narration.spoken = len(made_of)
        progress(narration)
        if time.monotonic() - noted > NOTED_EVERY:
            _note(narration, spoken=narration.spoken)
            noted = time.monotonic()
    root = settings.NARRATION_ROOT / "files"
    files = sound_files.make(root, sound_files.name_of(made_of), ((line, clip(line, name)) for line, name in made_of))
    try:
        _finish(narration, files, engine.version)
    except (_NoLongerWanted, Narration.DoesNotExist):
        forget_files({files.digest})
        raise


def _finish(narration: Narration, files: SoundFiles, version: str) -> None:
    """Let readers hear the files, unless other ones have been asked for meanwhile."""
    unchanged = Narration.objects.live().filter(pk=narration.pk, state=State.SPEAKING)
    unchanged.update(
        state=State.READY,
        spoken=narration.spoken,
        engine=version,
        digest=files.digest,
        duration=files.duration,
        opus_bytes=files.opus_bytes,
        mp3_bytes=files.mp3_bytes,
        updated_at=timezone.now(),
    )
    narration.refresh_from_db()
    if narration.state != State.READY:
        # Raises when it is not wanted at all.
        _note(narration, spoken=0)


def _note(narration: Narration, **changes: Any) -> None:
    """Store how far it has come, without touching the edition's row; raises _NoLongerWanted when readers have another."""
    if not Narration.objects.live().filter(pk=narration.pk).update(updated_at=timezone.now(), **changes):
        raise _NoLongerWanted
    for name, value in changes.items():
        setattr(narration, name, value)


def _reason(failure: Exception) -> str:
    if isinstance(failure, OSError) and failure.errno == errno.ENOSPC:
        return Message("磁盘已满，声音没有存下来。腾出空间后重新生成即可，读过的句子不会重读。")
    return said(failure)
