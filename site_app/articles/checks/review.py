"""Does somebody answer for what is published, and until when?"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from site_app.articles.checks.check import Check, Finding, Moment
from site_app.articles.models import Edition
from site_app.message import Message as _


class IsReviewed(Check):
    title = gettext_lazy("审核者")
    moments = (Moment.PUBLISH,)

    def findings(self, edition: Edition) -> Iterator[Finding]:
        if edition.reviewed_by_id is None and not _keeps_to_what_is_live(edition):
            yield Finding(_("还没有写明是谁审核的。"))


class NextReviewIsDated(Check):
    title = gettext_lazy("下次审核")
    moments = (Moment.PUBLISH,)

    def findings(self, edition: Edition) -> Iterator[Finding]:
        if edition.review_due is None and not _keeps_to_what_is_live(edition):
            yield Finding(_("还没有定下次审核的日期。"))


def _keeps_to_what_is_live(edition: Edition) -> bool:
    """A minor change of what was published unreviewed stays as unreviewed as that."""
    return edition.is_minor and bool(edition.unreviewed_reason)
