"""How does an old edition become the article's draft again?"""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from site_app.articles.drafting import DraftChanged, PublishingRefused, hold, save_draft, says, why_fixed
from site_app.articles.models import Act, Edition
from site_app.articles.recording import record
from site_app.message import Message as _

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def reasons_against_restoring(edition: Edition) -> list[str]:
    """Why nobody can bring it back now; who may is asked of `workflow.may_edit`."""
    opened, live = edition.article.open_edition, edition.article.live_edition
    if opened and not opened.is_writable:
        return [why_fixed(opened)]
    if opened and says(opened, edition.words, edition.particulars):
        return [_("草稿（第%(number)s版）里写的就是这些。") % {"number": opened.number}]
    if opened is None and live and says(live, edition.words, edition.particulars):
        return [_("读者现在看到的第%(number)s版里写的就是这些。") % {"number": live.number}]
    return []


@transaction.atomic
def restore(*, edition: Edition, by: "User | None" = None, seen: str = "") -> Edition:
    """Make what an edition says the article's draft, in an edition of its own; nothing is overwritten.

    A draft that says something else is set aside, and stays in the list of editions, if `seen` is its stamp: whoever
    restores has seen it. Otherwise DraftChanged is raised. What is live already opens no draft: then the live edition
    is returned. Raises PublishingRefused with the reasons.
    """
    article = hold(edition.article)
    if reasons := reasons_against_restoring(edition):
        raise PublishingRefused(*reasons)
    opened = article.open_edition
    if opened and opened.stamp != seen:
        raise DraftChanged(opened)
    draft = save_draft(
        article=article,
        words=edition.words,
        particulars=edition.particulars,
        by=by,
        change_note=str(_("恢复第%(number)s版。") % {"number": edition.number}),  # readers see it, too
        seen="" if opened else None,
        set_aside=True,
    )
    if draft.is_open and edition.reviewed_by is None:
        draft.writers.add(*edition.writers.all())
    note = _("由第%(number)s版恢复。") % {"number": edition.number}
    record(Act.Kind.RESTORE, draft, draft.state, by, timezone.now(), note)
    return draft
