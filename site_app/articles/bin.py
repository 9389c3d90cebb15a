"""How does an article get into the bin, out of it, and away for good?

In the bin it is hidden from every list and page of the desk, keeps its address, and can be brought back as it was.
Each function is one transaction that holds the article's row and writes one row of the log.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from site_app.articles.drafting import PublishingRefused, hold
from site_app.articles.models import Act, Article
from site_app.articles.models.state import OPEN, State, Withdrawal
from site_app.articles.publishing import forget_approval
from site_app.articles.recording import record, record_of_article
from site_app.articles.workflow import may_edit
from site_app.message import Message as _

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def may_bin(person: "User", article: Article) -> bool:
    """Whether the person may put the article into the bin and take it out again."""
    return person.has_perm("articles.delete_article") and may_edit(person, article)


def reasons_against_binning(article: Article) -> list[str]:
    """What readers can see stays until it is withdrawn, with a reason."""
    if article.practice_of_id:
        return [_("这是练习；练完了，或者不练了，它就没有了。")]
    if article.live_edition:
        return [_("读者现在看得到这篇文章，要先撤下。")]
    if article.editions.withdrawn().filter(withdrawal=Withdrawal.OUTDATED).exists():
        return [_("这篇文章不再更新，可是读者还能读到。")]
    return []


@transaction.atomic
def put_into_bin(*, article: Article, by: "User | None" = None, note: str = "", now: datetime | None = None) -> None:
    """Hide the article. What was submitted or scheduled is a draft again: nobody and no clock waits for it.

    Raises PublishingRefused for what readers can see.
    """
    at, article = now or timezone.now(), hold(article)
    if reasons := reasons_against_binning(article):
        raise PublishingRefused(*reasons)
    for edition in article.editions.filter(state__in=[*OPEN]).exclude(state=State.DRAFT):
        former, edition.state = edition.state, State.DRAFT
        forget_approval(edition)
        edition.save()
        record(Act.Kind.TAKE_BACK, edition, former, by, at, _("文章放进了回收站。"))
    article.binned_at, article.binned_by = at, by
    article.save(update_fields=["binned_at", "binned_by"])
    record_of_article(Act.Kind.BIN, article, by, at, note)


@transaction.atomic
def take_out_of_bin(*, article: Article, by: "User | None" = None, now: datetime | None = None) -> Article:
    """Bring it back as it was, under its old address."""
    article = _hold_binned(article)
    article.binned_at = article.binned_by = None
    article.save(update_fields=["binned_at", "binned_by"])
    record_of_article(Act.Kind.UNBIN, article, by, now or timezone.now())
    return article


@transaction.atomic
def erase(*, article: Article, by: "User", now: datetime | None = None) -> None:
    """Delete an article in the bin with all its editions, for good; the log keeps its title. For superusers alone."""
    article = _hold_binned(article)
    if not by.is_superuser:
        raise PublishingRefused(_("只有超级用户可以永久删除。"))
    record_of_article(Act.Kind.ERASE, article, by, now or timezone.now(), article.slug)
    article.delete()


def _hold_binned(article: Article) -> Article:
    held = Article.everything.select_for_update().filter(pk=article.pk).first()
    if held is None or not held.binned_at:
        raise PublishingRefused(_("这篇文章不在回收站里。"))
    return held
