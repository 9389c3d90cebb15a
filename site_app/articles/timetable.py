"""What is due to be published now? Cheap to ask: one query when nothing is."""

import logging
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from site_app.articles.drafting import PublishingRefused, hold
from site_app.articles.models import Act, Edition
from site_app.articles.publishing import publish, stop_the_clock
from site_app.message import joined

logger = logging.getLogger(__name__)


def publish_due(now: datetime) -> list[Edition]:
    """Publish what was scheduled for `now` or before, each in a transaction of its own; any number of callers at once.

    What is refused by now, such as by a check that fails, goes back to approved and the log says why. What fails
    otherwise stays scheduled, is logged as an error and tried again by the next call. Returns what was dealt with: in
    the state published or approved.
    """
    dealt_with = []
    for edition in (
        Edition.objects.due(now).select_related("article").defer("summary", "markdown").order_by("scheduled_for")
    ):
        try:
            if _publish_or_send_back(edition, now):
                dealt_with.append(edition)
        except ObjectDoesNotExist:
            continue
        except Exception:
            logger.exception("edition %s was not published at its time", edition.pk)
    return dealt_with


@transaction.atomic
def _publish_or_send_back(edition: Edition, now: datetime) -> bool:
    """False when somebody else was faster."""
    hold(edition.article)
    edition.refresh_from_db()
    if edition.state != Edition.State.SCHEDULED or edition.scheduled_for is None or edition.scheduled_for > now:
        return False
    try:
        publish(edition=edition, now=now)
    except PublishingRefused as refusal:
        stop_the_clock(edition, Act.Kind.SEND_BACK, None, now, joined(" ", refusal.said))
    return True
