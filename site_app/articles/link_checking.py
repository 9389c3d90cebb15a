"""Do the external links of an edition answer now, and who may ask how often?

Somebody asks for it by a button, never the page itself. One check runs at a time on the whole site, and a single edition is not
checked again within a minute: looking up is slow, and no way to knock at other people's doors.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from site_app.articles.checks.links import addresses, is_external
from site_app.articles.drafting import hold
from site_app.articles.link_fetching import Answer, look_up
from site_app.articles.models import CheckedLink, Edition
from site_app.message import Message as _

MAX_LINKS = 50
"""Of one edition; what comes behind is not looked up."""
MAX_SECONDS = 20
"""Of one check in all."""
AT_ONCE = 8
PAUSE = timedelta(minutes=1)
_GIVEN_UP = timedelta(seconds=2 * MAX_SECONDS)
"""After this a check that left no answers was interrupted."""


class NotNow(Exception):
    """Why the links are not looked up, in words for the editor."""


def external_addresses(edition: Edition) -> list[str]:
    """Those of the text, then those of its sources, each once."""
    found = [address for address, _place in addresses(edition) if is_external(address)]
    found += [source.address for source in edition.sources.all() if source.address]
    limit = CheckedLink._meta.get_field("address").max_length or 0
    return [address for address in dict.fromkeys(found) if len(address) <= limit][:MAX_LINKS]


def check_links(
    edition: Edition, *, ask: Callable[[str], Answer] = look_up, now: datetime | None = None
) -> list[CheckedLink]:
    """Look up the external links and keep the answers instead of the former ones. Raises NotNow."""
    rows = _claim(edition, now or timezone.now())
    answers = _answers([row.address for row in rows], ask)
    for row in rows:
        answer = answers.get(row.address, Answer(_("时间到了，没有查"), False))
        row.status, row.is_broken = answer.status, answer.is_broken
    CheckedLink.objects.bulk_update(rows, ["status", "is_broken"])
    return rows


@transaction.atomic
def _claim(edition: Edition, now: datetime) -> list[CheckedLink]:
    """The rows to fill in, stored before the first question goes out, so that a second request finds them."""
    hold(edition.article)
    if CheckedLink.objects.filter(status="", checked_at__gt=now - _GIVEN_UP).exists():
        raise NotNow(_("正在检查别的链接，请过半分钟再试。"))
    if edition.checked_links.filter(checked_at__gt=now - PAUSE).exists():
        raise NotNow(_("一分钟以内刚检查过，结果在下面。"))
    edition.checked_links.all().delete()
    return CheckedLink.objects.bulk_create(
        [CheckedLink(edition=edition, address=address, checked_at=now) for address in external_addresses(edition)]
    )


def _answers(wanted: list[str], ask: Callable[[str], Answer]) -> dict[str, Answer]:
    """What had answered when the time was over."""
    if not wanted:
        return {}
    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="links")
    asked: dict[str, Future[Answer]] = {address: pool.submit(ask, address) for address in wanted}
    wait(asked.values(), timeout=MAX_SECONDS)
    pool.shutdown(wait=False, cancel_futures=True)
    return dict(_done(asked))


def _done(asked: dict[str, "Future[Answer]"]) -> Iterator[tuple[str, Answer]]:
    for address, future in asked.items():
        if future.done() and not future.cancelled() and future.exception() is None:
            yield address, future.result()
