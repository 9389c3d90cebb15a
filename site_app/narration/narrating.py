"""How does an edition come to be heard, and what is made again when its readings change?"""

import errno
import fcntl
import logging
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from site_app.articles.lexicon import lexicon
from site_app.articles.models import Edition
from site_app.narration import sound_files, voices
from site_app.narration.clips import ClipStore
from site_app.narration.engines import Engine, EngineFailed
from site_app.narration.engines.kokoro.engine import kokoro
from site_app.narration.models import Narration
from site_app.narration.script import script
from site_app.narration.utterance import digest

MAX_SYLLABLES = 100_000
"""Longest edition that is read, about six hours of sound: a bound on what one article may cost."""
UNUSED_FOR = 90 * 24 * 60 * 60
"""Seconds after which a clip that no narration asked for is given up."""
KEPT_FOR = 24 * 60 * 60
"""Seconds for which files stay that were replaced: somebody may be listening to them."""

State = Narration.State
Progress = Callable[[Narration], None]

logger = logging.getLogger(__name__)


def is_wanted() -> bool:
    """Whether this site makes sound of its own."""
    return settings.NARRATION_ENGINE != "device"


def engine() -> Engine:
    """The site's engine. It starts nothing before it is asked to speak."""
    return kokoro(settings.NARRATION_ROOT / "model", settings.NARRATION_ROOT / "voices")


def ask_for(editions: Iterable[Edition], *, again: bool = False) -> list[Narration]:
    """Note that these editions should be heard in every voice and pace; returns what is to be made.

    With `again`, also what was made before is looked at anew: only sentences that sound different now cost anything.
    """
    wanted: list[Narration] = []
    for edition in editions:
        for place, (voice, pace) in enumerate(voices.SOUNDS):
            narration, is_new = Narration.objects.get_or_create(
                edition=edition, voice=voice.key, pace=pace.key, defaults={"place": place}
            )
            if again and not is_new:
                Narration.objects.filter(pk=narration.pk).update(state=State.WAITING, error="")
                narration.refresh_from_db()
            if narration.state != State.READY:
                wanted.append(narration)
    return sorted(wanted, key=lambda narration: narration.place)


def narrate(narration: Narration, engine: Engine, progress: Progress = lambda narration: None) -> None:
    """Make the narration's sound, sentence by sentence; what was said before, in whatever edition, is not said again.

    Interrupted at any moment, it goes on where it was when it is called again. A failure is noted in the narration, and
    what readers could hear before stays. Raises nothing that has to do with sound, disk or engine.
    """
    try:
        with _one_at_a_time():
            narration.refresh_from_db()
            if narration.state != State.READY:
                _narrate(narration, engine, progress)
    except (_NoLongerWanted, Narration.DoesNotExist):
        logger.info("narration of %s given up: nobody can read this edition any more", narration)
    except (EngineFailed, OSError) as failure:
        logger.error("narration of %s failed: %s", narration, failure)
        with suppress(_NoLongerWanted):
            _note(narration, state=State.FAILED, error=_reason(failure))


class _NoLongerWanted(Exception):
    """The edition was replaced or withdrawn meanwhile."""


def _narrate(narration: Narration, engine: Engine, progress: Progress) -> None:
    edition = narration.edition
    lines = list(script(edition.title, edition.markdown, lexicon()))
    if not lines:
        raise EngineFailed(_("文章里没有可以读出来的字。"))
    if sum(len(part) for line in lines for part in line.utterance if not isinstance(part, str)) > MAX_SYLLABLES:
        raise EngineFailed(_("文章太长：朗读最多 %(number)s 个音节。") % {"number": MAX_SYLLABLES})
    _note(narration, state=State.SPEAKING, sentences=len(lines), spoken=0, error="")
    store = ClipStore(settings.NARRATION_ROOT / "clips")
    voice, pace = voices.voice(narration.voice).engine_voice, voices.pace(narration.pace).speed
    names = []
    for line in lines:
        names.append(digest(line.utterance, engine=engine.version, voice=voice, speed=pace))
        if store.get(names[-1]) is None:
            store.put(names[-1], engine.say(line.utterance, voice=voice, speed=pace))
        _note(narration, spoken=len(names))
        progress(narration)
    made_of = list(zip(lines, names, strict=True))
    spoken = ((line, store.get(name) or engine.say(line.utterance, voice=voice, speed=pace)) for line, name in made_of)
    files = sound_files.make(settings.NARRATION_ROOT / "files", sound_files.name_of(made_of), spoken)
    _note(
        narration,
        state=State.READY,
        digest=files.digest,
        duration=files.duration,
        opus_bytes=files.opus_bytes,
        mp3_bytes=files.mp3_bytes,
    )


def _note(narration: Narration, **changes: Any) -> None:
    """Store how far it has come, without touching the edition's row; raises _NoLongerWanted when readers have another."""
    wanted = Narration.objects.filter(pk=narration.pk, edition__state=Edition.State.PUBLISHED)
    if not wanted.update(updated_at=timezone.now(), **changes):
        raise _NoLongerWanted
    for name, value in changes.items():
        setattr(narration, name, value)


def _reason(failure: Exception) -> str:
    if isinstance(failure, OSError) and failure.errno == errno.ENOSPC:
        return _("磁盘已满，声音没有存下来。腾出空间后重新生成即可，读过的句子不会重读。")
    return str(failure)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Waits until no other process on this machine makes sound: two would only slow each other and the pages down.

    The system gives the lock back when a process ends, however it ends.
    """
    settings.NARRATION_ROOT.mkdir(parents=True, exist_ok=True)
    with (settings.NARRATION_ROOT / "speaking.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def forget_unused() -> None:
    """Remove the files that no narration names any more and the clips that were not wanted for a long time."""
    root = settings.NARRATION_ROOT
    ClipStore(root / "clips").forget_unused(time.time() - UNUSED_FOR)
    named = set(Narration.objects.audible().values_list("digest", flat=True))
    for folder in (root / "files").glob("*"):
        if folder.name not in named and folder.stat().st_mtime < time.time() - KEPT_FOR:
            shutil.rmtree(folder, ignore_errors=True)
