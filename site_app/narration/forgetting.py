"""Which sound is nobody to hear any more, and how does it go?"""

import os
import shutil
import time
from collections.abc import Collection

from django.conf import settings

from site_app.articles.models import Edition
from site_app.narration.models import Narration, NarrationQuerySet

UNUSED_FOR = 90 * 24 * 60 * 60
"""Seconds after which a clip that no narration asked for is given up."""
KEPT_FOR = 24 * 60 * 60
"""Seconds for which files stay that were replaced: somebody may be listening to them."""


def fall_silent(narrations: NarrationQuerySet) -> None:
    """Nobody shall hear these any more, not even who kept an address."""
    digests = set(narrations.audible().values_list("digest", flat=True))
    narrations.delete()
    forget_files(digests)


def forget_files(digests: Collection[str]) -> None:
    """Remove the folders of these names, unless another narration has them."""
    still_heard = set(Narration.objects.filter(digest__in=digests).values_list("digest", flat=True))
    for folder in set(digests) - still_heard:
        shutil.rmtree(settings.NARRATION_ROOT / "files" / folder, ignore_errors=True)


def forget_unused() -> None:
    """Give up rows of replaced editions, files that nobody should hear and books not asked for in a day, old clips."""
    from site_app.narration.book import forget_old_books
    from site_app.narration.clips import ClipStore

    Narration.objects.exclude(edition__state=Edition.State.PUBLISHED).delete()
    root = settings.NARRATION_ROOT
    ClipStore(root / "clips").forget_unused(time.time() - UNUSED_FOR)
    forget_old_books(root, time.time() - KEPT_FOR)
    named = set(Narration.objects.audible().values_list("digest", flat=True))
    for folder in (root / "files").glob("*"):
        if folder.name in named:
            os.utime(folder)  # tells until when it was heard
        elif folder.stat().st_mtime < time.time() - KEPT_FOR:
            shutil.rmtree(folder, ignore_errors=True)
