"""Where is the book of an article kept, and for how long?"""

import os
from contextlib import suppress
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.safestring import mark_safe

from site_app.articles.models import Rendering
from site_app.narration.models import Narration
from site_app.narration.public_names import lasting_name
from site_app.narration.whole_files import written_whole

# Loaded where a book is asked for: a server that only shows pages does without.
if TYPE_CHECKING:
    from site_app.narration.binding import Manuscript

_DIGITS = ("líng", "yāo", "èr", "sān", "sì", "wǔ", "liù", "qī", "bā", "jiǔ")
"""As they are said of telephone numbers."""


def manuscript(rendering: Rendering, narration: Narration, site: str) -> "Manuscript":
    """The book of an edition with a view of it and its sound; `site` is the site's address."""
    from site_app.narration.binding import Manuscript

    edition = rendering.edition
    article = edition.article
    published = edition.published_at or edition.updated_at
    return Manuscript(
        name=lasting_name(article),
        address=site + article.get_absolute_url(),
        site_name=settings.SITE_NAME,
        title=edition.plain_title,
        summary=edition.plain_summary,
        series=article.series.title if article.series else "",
        published=published.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        title_html=mark_safe(rendering.title),
        summary_html=mark_safe("" if edition.repeats_summary else rendering.summary),
        body_html=mark_safe(rendering.body),
        sound=narration.digest,
        emergency_number=settings.EMERGENCY_NUMBER,
        emergency_number_said=" ".join(_DIGITS[int(digit)] for digit in settings.EMERGENCY_NUMBER),
    )


def kept(manuscript: "Manuscript") -> Path:
    """The file of the book, made now when it is not there.

    Several who ask at the same time may each make it; what they make is the same. Raises OSError, for instance when the
    disk is full, and then keeps nothing.
    """
    file: Path = settings.NARRATION_ROOT / "books" / f"{manuscript.digest}.epub"
    if not file.is_file():
        from site_app.narration.binding import bind

        file.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(file) as unfinished:
            bind(manuscript, unfinished)
    os.utime(file)  # tells `forget_old_books` that it is wanted
    return file


def forget_old_books(root: Path, since: float) -> None:
    """Remove the books in `root` that nobody asked for since a time (in seconds since the epoch)."""
    for file in (root / "books").glob("*.epub"):
        with suppress(OSError):
            if file.stat().st_mtime < since:
                file.unlink()
