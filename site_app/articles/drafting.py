"""How are an editor's words kept, beside what readers see and beside what somebody else typed?

Each function is one transaction that holds the article's row, so two editors at once take turns.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from site_app.articles.citations import in_order_of_citation
from site_app.articles.models import Act, Article, Edition, Particulars, Source
from site_app.articles.models.edition import Words
from site_app.articles.recording import record
from site_app.articles.slugs import free_slug
from site_app.articles.translating import as_message, translated
from site_app.message import Message as _

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = Edition.State
RELATIONS = [field.name for field in Edition._meta.fields if field.is_relation]
"""Validating these would ask the database for every one of them."""


class PublishingRefused(Exception):
    """What was asked for cannot be done, for these reasons, one sentence each, for the editor."""

    def __init__(self, *said: str) -> None:
        super().__init__(" ".join(said))
        self.said = said
        """The reasons as they can be stored."""

    @property
    def reasons(self) -> Sequence[str]:
        """In the language of whoever reads them now."""
        return tuple(map(translated, self.said))


class DraftChanged(Exception):
    """Somebody saved the article while it was open elsewhere. `edition` holds the words that are stored now."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(str(edition))
        self.edition = edition


@transaction.atomic
def save_draft(
    *,
    article: Article,
    words: Words,
    particulars: Particulars | None = None,
    by: "User | None" = None,
    change_note: str = "",
    is_minor: bool = False,
    seen: str | None = None,
    set_aside: bool = False,
) -> Edition:
    """Keep the words in the article's draft, opening one beside the live edition when there is none.

    An article that is not stored yet is stored first, with a slug made from the title unless it has one. Without
    `particulars` those of the current edition stay. What is live already opens no draft: then the live edition is
    returned.

    `seen` is the `stamp` of the edition whose words the editor started from; when others are stored by now, DraftChanged
    is raised, unless `set_aside` tells to close the other draft, which then stays in the list of editions. Raises
    PublishingRefused while the open edition is being reviewed or waits to be published, and ValidationError for words
    that are too long and sources that cannot be.
    """
    if article.pk is None:
        article.slug = article.slug or free_slug(article, words.title)
        article.save()
    hold(article)
    current = current_edition(article)
    if particulars is None:
        particulars = current.particulars if current else Particulars()
    if current and current.is_open and not current.is_writable:
        raise PublishingRefused(why_fixed(current))
    other = changed_meanwhile(article=article, words=words, particulars=particulars, seen=seen)
    if other and not set_aside:
        raise DraftChanged(other)
    draft = current if current and current.is_writable else None
    if draft and other:
        _set_aside(draft, by)
        draft = None
    live = article.editions.live().first()
    if draft is None and live and says(live, words, particulars):
        return live
    is_new = draft is None
    draft = draft or Edition(article=article, number=_next_number(article))
    is_rewritten = is_new or not says(draft, words, particulars)
    draft.words, draft.readers, draft.level = words, particulars.readers, particulars.level
    draft.written_by, draft.change_note, draft.is_minor = particulars.written_by, change_note, is_minor
    if is_rewritten:
        draft.author = by or draft.author
    draft.clean_fields(exclude=RELATIONS)
    draft.save()
    if is_new and current and current.reviewed_by is None:
        draft.writers.add(*current.writers.all())
    if is_rewritten and by:
        draft.writers.add(by)
    _store_sources(draft, particulars)
    return draft


def _set_aside(draft: Edition, by: "User | None") -> None:
    former, draft.state = draft.state, State.SUPERSEDED
    draft.save(update_fields=["state", "updated_at"])
    record(Act.Kind.SET_ASIDE, draft, former, by, timezone.now())


def why_fixed(edition: Edition) -> str:
    """Why what an open edition says cannot be changed now, and what to do."""
    state = {"number": edition.number, "state": as_message(State(edition.state).label)}
    return _("第%(number)s版现在是“%(state)s”，不能改文字。要改，请先收回。") % state


def says(edition: Edition, words: Words, particulars: Particulars) -> bool:
    """Whether the edition says just this."""
    return edition.words == words and edition.particulars == particulars


def _store_sources(draft: Edition, particulars: Particulars) -> None:
    """Numbered as the text cites them."""
    ordered = in_order_of_citation(draft.markdown, particulars.references)
    wanted = [
        Source(edition=draft, position=position, **{name: getattr(reference, name) for name in reference.__slots__})
        for position, reference in ordered
    ]
    for source in wanted:
        source.clean_fields(exclude=["edition"])
    draft.sources.all().delete()
    Source.objects.bulk_create(wanted)


def current_edition(article: Article) -> Edition | None:
    """The words that an editor continues from: the open edition, else what is live, else the newest."""
    return article.open_edition or article.live_edition or article.latest_edition


@transaction.atomic
def changed_meanwhile(
    *, article: Article, words: Words, seen: str | None, particulars: Particulars | None = None
) -> Edition | None:
    """The stored edition that an editor who started from the stamp `seen` does not know of, if it says something else.

    None for `seen` stands for somebody who need not know. The article stays locked until the transaction ends.
    """
    hold(article)
    stored = current_edition(article)
    if stored is None or seen is None or stored.stamp == seen:
        return None
    return None if says(stored, words, particulars or stored.particulars) else stored


def hold(article: Article) -> Article:
    """Lock the article until the transaction ends; SQLite, which has no such lock, admits one writer anyway.

    Raises PublishingRefused for one in the bin.
    """
    held = Article.everything.select_for_update().get(pk=article.pk)
    if held.binned_at:
        raise PublishingRefused(_("这篇文章在回收站里，要先恢复。"))
    return held


def _next_number(article: Article) -> int:
    newest = article.editions.first()
    return newest.number + 1 if newest else 1
