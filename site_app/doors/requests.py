"""Which request was it, how did it end, and how long did it take? One line for each, without a word about who asked.

Of the address stays the path: what somebody searched for stands behind the question mark, and is nobody's business.
"""

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

HEADER = "X-Request-ID"
ID = "site.request_id"
"""Where a request carries its id, for what is logged of it when it has been answered."""
current: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is being answered; empty outside of one."""

_log = logging.getLogger("site.requests")
_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_SILENT = ("/static/", "/healthz", "/readyz", "/metrics")
"""Asked all the time, and by machines."""


def watch(get_response: Answer) -> Answer:
    """The middleware; stands before all others."""
    note: Callable[[str, str, int, float], None] | None = None
    if settings.METRICS_TOKEN:
        from site_app.doors import metrics

        note = metrics.note

    def answer(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        name = _id_of(request)
        token = current.set(name)
        request.META[ID] = name
        try:
            response = get_response(request)
            if not request.path_info.startswith(settings.STATIC_URL):  # no line tells of them, and a page loads many
                response.headers[HEADER] = name
            seconds = perf_counter() - began
            view = request.resolver_match.view_name if request.resolver_match else ""
            if note:
                note(request.method or "", view, response.status_code, seconds)
            if not request.path_info.startswith(_SILENT):
                said = {
                    "method": request.method,
                    "path": request.path_info[:200],
                    "view": view,
                    "status": response.status_code,
                    "milliseconds": round(1000 * seconds, 1),
                }
                _log.info("%(method)s %(path)s %(status)s", said, extra=said)
            return response
        finally:
            current.reset(token)

    return answer


def _id_of(request: HttpRequest) -> str:
    """The proxy's own, where one is trusted; else a new one. Whatever else anybody sends is not believed."""
    given = request.headers.get(HEADER, "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return given if _ID.fullmatch(given) else uuid.uuid4().hex
