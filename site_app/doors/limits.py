"""Has somebody asked often enough for now?

Counted for all server processes together; of who asks there is a keyed digest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from time import time
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from site_app.doors.sender import code_of
from site_app.doors.tally import Tally

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Limit:
    """`most` requests of one sender within `seconds`; any number when `most` is 0."""

    name: str
    most: int
    seconds: int = 60

    def wait(self, sender: str, now: float | None = None) -> int:
        """Count one request more; the seconds until the next one is answered, 0 if this one is.

        Windows follow one another by the clock, so that the time is part of the key and nothing has to be reset.
        """
        if not self.most:
            return 0
        now = time() if now is None else now
        window = int(now // self.seconds)
        count = _count(f"{self.name}-{sender}-{window}", self.seconds)
        return int((window + 1) * self.seconds - now) + 1 if count > self.most else 0


def _count(key: str, seconds: int) -> int:
    """How often within these seconds, this time included."""
    if not settings.CACHE_URL:
        return tally().count(key)
    shared = caches["default"]
    if shared.add(key, 1, seconds):
        return 1
    try:
        return shared.incr(key)
    except ValueError:  # it has just run out
        return 1


@cache
def tally() -> Tally:
    """What the server processes of this machine count in, where no cache serves several machines."""
    return Tally(Path(settings.DATA_DIR) / "limits" / "counts")


def limited(limited_to: Callable[[], Limit], *, of_account: bool = False) -> Callable[[View], View]:
    """Let a view answer no sender more often: 429 with Retry-After, as a page or, to scripts, as JSON.

    `limited_to` is asked each time, since settings may change; `of_account`: who is signed in is one sender, from wherever.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            limit = limited_to()
            user = getattr(request, "user", None) if of_account else None
            sender = f"account-{user.pk}" if user is not None and user.is_authenticated else code_of(request)
            wait = limit.wait(sender)
            return too_many(request, wait) if wait else view(request, *args, **kwargs)

        return guarded

    return decorate


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """What somebody gets who has to wait so many seconds."""
    message = _("这一会儿从您的网络来的请求太多，请等%(seconds)s秒再试。") % {"seconds": wait}
    wants_page = "text/html" in request.headers.get("Accept", "text/html")
    answer = (
        render(request, "429.html", {"message": message}, status=429)
        if wants_page
        else JsonResponse({"error": message, "wait": wait * 1000}, status=429)
    )
    answer.headers["Retry-After"] = str(wait)
    answer.headers["Cache-Control"] = "no-store"
    return answer
