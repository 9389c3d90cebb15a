"""How does an edition go from state to state, to readers and away from them?

Each function is one transaction that holds the article's row, asks `workflow` whether it may be done, and writes one row
of the log. `by` is None when the site itself acts. Raises PublishingRefused with the reasons.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from site_app.articles.drafting import RELATIONS, PublishingRefused, hold
from site_app.articles.models import Act, Article, Edition, Person
from site_app.articles.models.state import Withdrawal
from site_app.articles.recording import record
from site_app.articles.signals import article_withdrawn, edition_published, send_on_commit
from site_app.articles.translating import as_message
from site_app.articles.workflow import TRANSITIONS, names_to_sign_with, reasons_against
from site_app.message import Message, joined
from site_app.message import Message as _

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State, Kind = Edition.State, Act.Kind


@transaction.atomic
def submit(*, edition: Edition, by: "User | None" = None, note: str = "", now: datetime | None = None) -> Edition:
    """Ask for a review."""
    with _going(Kind.SUBMIT, edition, by, now, note):
        return edition


@transaction.atomic
def take_back(*, edition: Edition, by: "User | None" = None, note: str = "", now: datetime | None = None) -> Edition:
    """Make what was submitted, approved or scheduled a draft again; an approval is forgotten."""
    with _going(Kind.TAKE_BACK, edition, by, now, note):
        forget_approval(edition)
        return edition


@transaction.atomic
def request_changes(*, edition: Edition, note: str, by: "User | None" = None, now: datetime | None = None) -> Edition:
    """Give it back to its author, with a note that says what to change."""
    with _going(Kind.REQUEST_CHANGES, edition, by, now, _written(note, _("请写明要改什么。"))):
        forget_approval(edition)
        return edition


@transaction.atomic
def approve(
    *,
    edition: Edition,
    by: "User | None",
    reviewed_by: Person | None = None,
    review_due: date | None = None,
    note: str = "",
    now: datetime | None = None,
) -> Edition:
    """Say yes. `reviewed_by` is whom readers see; the review is due again after a year unless `review_due` says when.

    A minor change keeps reviewer and dates of the live edition: it is looked at, but nothing else is reviewed anew.
    """
    if reviewed_by:
        note = Message("审核者：%(name)s。", name=str(reviewed_by)) + note.strip()
    with _going(Kind.APPROVE, edition, by, now, note) as at:
        edition.reviewer = by
        if edition.is_minor:
            _keep_review(edition)
            return edition
        if reviewed_by is None:
            raise PublishingRefused(_("请写明是谁审核的。"))
        if reviewed_by == edition.written_by:
            raise PublishingRefused(_("审核者和作者不能是同一个人。"))
        if not names_to_sign_with(by).filter(pk=reviewed_by.pk).exists():
            raise PublishingRefused(_("%(name)s有自己的账号，要由本人审核。") % {"name": reviewed_by.name})
        today = timezone.localdate(at)
        if review_due and review_due <= today:
            raise PublishingRefused(_("下次审核的日期要在今天以后。"))
        edition.reviewed_by, edition.reviewed_on = reviewed_by, today
        edition.review_due = review_due or a_year_after(today)
        edition.unreviewed_reason = ""
        return edition


@transaction.atomic
def schedule(*, edition: Edition, at: datetime, by: "User | None" = None, now: datetime | None = None) -> Edition:
    """Have it published at a time to come. Whoever schedules needs the permission to publish, then and not later."""
    with _going(Kind.SCHEDULE, edition, by, now, timezone.localtime(at).isoformat(" ", "minutes")) as moment:
        if at <= moment:
            raise PublishingRefused(_("定时发布的时间要在现在以后。"))
        edition.scheduled_for, edition.scheduled_by = at, by
        return edition


@transaction.atomic
def unschedule(*, edition: Edition, by: "User | None" = None, note: str = "", now: datetime | None = None) -> Edition:
    """Leave it approved, to be published by hand or at another time."""
    with _going(Kind.UNSCHEDULE, edition, by, now, note):
        edition.scheduled_for = edition.scheduled_by = None
        return edition


@transaction.atomic
def publish(*, edition: Edition, by: "User | None" = None, note: str = "", now: datetime | None = None) -> Edition:
    """Let readers see an approved edition instead of the one that was live."""
    with _going(Kind.PUBLISH, edition, by, now, note) as at:
        _go_live(edition, by or edition.scheduled_by, at)
        return edition


@transaction.atomic
def publish_unreviewed(
    *, edition: Edition, reason: str, by: "User | None" = None, now: datetime | None = None
) -> Edition:
    """Let readers see an edition that nobody has reviewed; they are told so."""
    with _going(Kind.PUBLISH_UNREVIEWED, edition, by, now, _written(reason, _("请写明为什么不经审核就发布。"))) as at:
        edition.unreviewed_reason = reason.strip()
        _go_live(edition, by, at)
        return edition


@transaction.atomic
def withdraw(
    *,
    article: Article,
    reason: str,
    by: "User | None" = None,
    outcome: str = Withdrawal.IN_ERROR,
    explanation: str = "",
    merged_into: Article | None = None,
    now: datetime | None = None,
) -> Edition:
    """Take the live edition away from readers; an edition beside it stays, but is not published by the clock any more.

    `outcome`, a `Withdrawal`, decides what its address leads to; `reason` is for colleagues, `explanation` for readers.
    """
    edition = hold(article).editions.live().first()
    if edition is None:
        raise PublishingRefused(_("这篇文章没有发布，不需要撤下。"))
    if outcome not in Withdrawal.values:
        raise PublishingRefused(_("请选择撤下以后网址上是什么。"))
    note = joined("\n", [as_message(Withdrawal(outcome).label), _written(reason, _("请写明撤下的原因。")).strip()])
    with _going(Kind.WITHDRAW, edition, by, now, note) as at:
        if outcome == Withdrawal.MERGED:
            _check_target(article, merged_into)
            edition.merged_into = merged_into
        for scheduled in article.editions.scheduled():
            stop_the_clock(scheduled, Kind.UNSCHEDULE, by, at, _("文章撤下了。"))
        edition.withdrawn_at, edition.withdrawn_by, edition.withdrawal = at, by, outcome
        edition.withdrawal_reason, edition.withdrawal_explanation = reason.strip(), explanation.strip()
        send_on_commit(article_withdrawn, Article, article=article)
        return edition


def stop_the_clock(edition: Edition, kind: Act.Kind, by: "User | None", at: datetime, note: str) -> None:
    """Leave a scheduled edition approved, and say why in the log."""
    former, edition.state = edition.state, State.APPROVED
    edition.scheduled_for = edition.scheduled_by = None
    edition.save(update_fields=["state", "scheduled_for", "scheduled_by", "updated_at"])
    record(kind, edition, former, by, at, note)


def _check_target(article: Article, target: Article | None) -> None:
    """A target that is live leads nowhere else, so no circle can come about."""
    if target is None:
        raise PublishingRefused(_("请选择并入哪一篇文章。"))
    if target == article:
        raise PublishingRefused(_("文章不能并入它自己。"))
    if hold(target).live_edition is None:
        raise PublishingRefused(_("《%(title)s》没有发布，不能并入。") % {"title": str(target)})


def a_year_after(day: date) -> date:
    """The same day of the next year; the 28th after a 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


@contextmanager
def _going(kind: Act.Kind, edition: Edition, by: "User | None", now: datetime | None, note: str) -> Iterator[datetime]:
    """Hold, ask, let the caller change the edition, store it in its new state, log. Gives the time that counts."""
    at, transition = now or timezone.now(), TRANSITIONS[kind]
    hold(edition.article)
    edition.refresh_from_db()
    if reasons := reasons_against(by, transition, edition, at):
        raise PublishingRefused(*reasons)
    former = edition.state
    yield at
    edition.state = transition.after
    edition.clean_fields(exclude=RELATIONS)
    edition.save()
    record(kind, edition, former, by, at, note)


def _written(note: str, otherwise: str) -> str:
    if not note.strip():
        raise PublishingRefused(otherwise)
    return note


def forget_approval(edition: Edition) -> None:
    """As what becomes a draft again does."""
    edition.reviewer = edition.reviewed_by = edition.reviewed_on = edition.review_due = None
    edition.scheduled_for = edition.scheduled_by = None
    edition.unreviewed_reason = ""


def _keep_review(edition: Edition) -> None:
    live = edition.article.editions.live().get()
    edition.reviewed_by, edition.reviewed_on, edition.review_due = live.reviewed_by, live.reviewed_on, live.review_due
    edition.unreviewed_reason = live.unreviewed_reason


def _go_live(edition: Edition, by: "User | None", at: datetime) -> None:
    article = edition.article
    for former in article.editions.live():
        former.state = State.SUPERSEDED
        former.save(update_fields=["state", "updated_at"])
    edition.published_at, edition.published_by = at, by
    if article.first_published_at is None:
        article.first_published_at = at
        article.save(update_fields=["first_published_at"])
    send_on_commit(edition_published, Edition, edition=edition)
