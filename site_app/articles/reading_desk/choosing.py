"""What happens to an article when an editor chooses a reading on the desk?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from site_app.articles.drafting import current_edition, save_draft
from site_app.articles.models import Article, Edition
from site_app.articles.models.edition import Words
from site_app.articles.reading_desk.confirming import confirm
from site_app.articles.reading_desk.places import FIELDS, place_at, places_of
from site_app.articles.reading_desk.writing import CannotBeWritten, is_like, write_everywhere, write_here

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def choose_here(article: Article, field: str, start: int, reading: str, *, seen: str, by: "User | None") -> Edition:
    """Prescribe the reading at one place of the words that the editor has seen; returns the draft that holds it.

    Raises CannotBeWritten, and DraftChanged or PublishingRefused as `save_draft` does.
    """
    edition = _current(article)
    texts = {name: getattr(edition, name) for name in FIELDS}
    texts[field] = write_here(field, texts[field], start, reading)
    return _save(edition, Words(**texts), seen, by)


def choose_in_article(
    article: Article, field: str, start: int, reading: str, *, seen: str, by: "User | None"
) -> tuple[Edition, int]:
    """Prescribe it wherever the word stands in title, summary and text; returns the draft and the number of places."""
    edition = _current(article)
    like = place_at(field, getattr(edition, field), start)
    if like is None:
        raise CannotBeWritten(_("那个字已经不在原来的地方了，请刷新这一页。"))
    written = {name: write_everywhere(name, getattr(edition, name), like, reading) for name in FIELDS}
    words = Words(**{name: text for name, (text, _count) in written.items()})
    return _save(edition, words, seen, by), sum(count for _text, count in written.values())


def confirm_here(article: Article, field: str, start: int, *, everywhere: bool = False, by: "User | None") -> int:
    """Note that a reading is right, at one place or wherever the word is read so; returns the number of places."""
    edition = _current(article)
    place = place_at(field, getattr(edition, field), start)
    if place is None:
        raise CannotBeWritten(_("那个字已经不在原来的地方了，请刷新这一页。"))
    same = [place]
    if everywhere:
        same = [other for other in places_of(edition) if is_like(other, place) and other.reading == place.reading]
    confirm(article, same, by)
    return len(same)


def _current(article: Article) -> Edition:
    edition = current_edition(article)
    if edition is None:
        raise CannotBeWritten(_("这篇文章还没有文字。"))
    return edition


def _save(edition: Edition, words: Words, seen: str, by: "User | None") -> Edition:
    """What was said about the change so far stays with a draft."""
    keeps = edition.is_writable
    return save_draft(
        article=edition.article,
        words=words,
        by=by,
        seen=seen,
        change_note=edition.change_note if keeps else "",
        is_minor=keeps and edition.is_minor,
    )
