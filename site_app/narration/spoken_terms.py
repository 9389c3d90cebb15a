"""How do the words of the glossary come to be heard?"""

import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from site_app.glossary.models import TermPage
from site_app.narration.engines import Clip, Engine
from site_app.narration.models import SpokenTerm
from site_app.narration.sound_writing import disk_failures_told
from site_app.narration.whole_files import written_whole


def file_of(digest: str) -> Path:
    """Where the sound of a word is kept; it never changes."""
    return settings.NARRATION_ROOT / "words" / f"{digest}.mp3"


def say_terms(engine: Engine, seconds: float) -> bool:
    """Say what no longer sounds as it is read, or never did; returns whether something is left when the time is over.

    Raises EngineFailed, and OSError when the disk is full; what was said stays.
    """
    from site_app.narration import saying  # with all that renders: a server that only shows pages does without

    until = time.monotonic() + seconds
    known = dict(SpokenTerm.objects.values_list("term", "digest"))
    for term in TermPage.objects.shown().order_by("pk"):
        name = saying.name_of(term.word, engine)
        if not name or (known.get(term.pk) == name and file_of(name).exists()):
            continue
        if time.monotonic() > until:
            return True
        if not file_of(name).exists():
            saying.say(term.word, engine)
            clip = saying.clip_of(term.word, engine)
            if clip is None:
                continue
            _write(file_of(name), clip)
        SpokenTerm.objects.update_or_create(term=term, defaults={"digest": name})
    _forget_unheard()
    return False


def _write(path: Path, clip: Clip) -> None:
    import numpy as np
    import soundfile

    path.parent.mkdir(parents=True, exist_ok=True)
    with (
        disk_failures_told(path.parent),
        written_whole(path) as unfinished,
        soundfile.SoundFile(unfinished, "w", clip.rate, 1, format="MP3", subtype="MPEG_LAYER_III") as file,
    ):
        file.write(np.frombuffer(clip.samples, np.int16))


def _forget_unheard() -> None:
    named = {*SpokenTerm.objects.values_list("digest", flat=True)}
    for path in (settings.NARRATION_ROOT / "words").glob("*.mp3"):
        if path.stem not in named:
            with suppress(OSError):
                path.unlink()
