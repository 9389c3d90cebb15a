"""How do an editor's words reach readers, and how are they taken back?

Every change to an edition goes through here. Each function is one transaction that holds the article's row, so two
editors at once take turns.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from site_app.articles.checks import reasons_against
from site_app.articles.models import Article, Edition
from site_app.articles.models.edition import Words
from site_app.articles.signals import article_withdrawn, edition_published, send_on_commit
from site_app.articles.slugs import free_slug

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = Edition.State


class PublishingRefused(Exception):
    """What was asked for cannot be done. `reasons` says why, one sentence each, for the editor."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons: Sequence[str] = reasons


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
    by: "User | None" = None,
    change_note: str = "",
    seen: str | None = None,
    set_aside: bool = False,
) -> Edition:
    """Keep the words in the article's draft, opening one beside the live edition when there is none.

    An article that is not stored yet is stored first, with a slug made from the title unless it has one. Words that are
    live already open no draft: then the live edition is returned.

    `seen` is the `stamp` of the edition whose words the editor started from; when others are stored by now, DraftChanged
    is raised, unless `set_aside` tells to close the other draft, which then stays in the list of editions. Raises
    ValidationError for words that are too long.
    """
    if article.pk is None:
        article.slug = article.slug or free_slug(article, words.title)
        article.save()
    other = changed_meanwhile(article=article, words=words, seen=seen)
    if other and not set_aside:
        raise DraftChanged(other)
    draft, live = article.editions.drafts().first(), article.editions.live().first()
    if draft and other:
        draft.state = State.SUPERSEDED
        draft.save(update_fields=["state", "updated_at"])
        draft = None
    if draft is None and live and live.words == words:
        return live
    draft = draft or Edition(article=article, number=_next_number(article))
    draft.words, draft.author, draft.change_note = words, by or draft.author, change_note
    draft.clean_fields(exclude=["article", "author"])
    draft.save()
    return draft


@transaction.atomic
def publish(*, edition: Edition, by: "User | None" = None) -> Edition:
    """Let readers see the draft instead of the edition that was live. Publishing the live edition again does nothing.

    Raises PublishingRefused with the reasons when a check fails or the edition is not a draft.
    """
    article = _hold(edition.article)
    edition.refresh_from_db()
    if edition.state == State.PUBLISHED:
        return edition
    if edition.state != State.DRAFT:
        raise PublishingRefused(_("第%(number)s版不是草稿，不能发布。请先打开新的草稿。") % {"number": edition.number})
    if reasons := reasons_against(edition):
        raise PublishingRefused(*reasons)
    now = timezone.now()
    for former in article.editions.live():
        former.state = State.SUPERSEDED
        former.save(update_fields=["state", "updated_at"])
    edition.state, edition.published_at, edition.published_by = State.PUBLISHED, now, by
    edition.save(update_fields=["state", "published_at", "published_by", "updated_at"])
    if article.first_published_at is None:
        article.first_published_at = now
        article.save(update_fields=["first_published_at"])
    send_on_commit(edition_published, Edition, edition=edition)
    return edition


@transaction.atomic
def withdraw(*, article: Article, reason: str, by: "User | None" = None) -> Edition:
    """Take the live edition away from readers; a draft beside it stays. Raises PublishingRefused when nothing is live."""
    article = _hold(article)
    edition = article.editions.live().first()
    if edition is None:
        raise PublishingRefused(_("这篇文章没有发布，不需要撤下。"))
    if not reason.strip():
        raise PublishingRefused(_("请写明撤下的原因。"))
    edition.state, edition.withdrawn_at, edition.withdrawn_by = State.WITHDRAWN, timezone.now(), by
    edition.withdrawal_reason = reason.strip()
    edition.clean_fields(exclude=["article", "author", "published_by", "withdrawn_by"])
    edition.save()
    send_on_commit(article_withdrawn, Article, article=article)
    return edition


def current_edition(article: Article) -> Edition | None:
    """The words that an editor continues from: the draft, else what is live, else the newest."""
    editions = article.editions
    return editions.drafts().first() or editions.live().first() or editions.first()


@transaction.atomic
def changed_meanwhile(*, article: Article, words: Words, seen: str | None) -> Edition | None:
    """The stored edition that an editor who started from the stamp `seen` does not know of, if its words are others.

    None for `seen` stands for somebody who need not know. The article stays locked until the transaction ends.
    """
    _hold(article)
    stored = current_edition(article)
    return stored if stored and seen is not None and stored.stamp != seen and stored.words != words else None


def _hold(article: Article) -> Article:
    """Lock the article until the transaction ends; SQLite, which has no such lock, admits one writer anyway."""
    return Article.objects.select_for_update().get(pk=article.pk)


def _next_number(article: Article) -> int:
    newest = article.editions.first()
    return newest.number + 1 if newest else 1
