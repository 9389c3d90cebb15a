"""What does the web server call? A finished page where there is one, and Django's handler for everything else.

A page is kept with the site's stamp of before it was made, and sent only while the site still has that stamp. Should the
site change while a page is being made, it is made again, so that nobody reads half of the old and half of the new.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from time import monotonic, perf_counter, time
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from site_app.front.build import build
from site_app.front.encodings import packed, understood
from site_app.front.memory import Memory
from site_app.front.page import Page
from site_app.front.request import Environ, Reader, is_text, may_be_kept
from site_app.front.shelf import Shelf
from site_app.front.watch import Watch, watch

IN_MEMORY = 4 * 1024 * 1024
"""Bytes of finished pages in one server process: some three hundred articles. From the shelf they take 40 microseconds more."""
ON_DISK = 1024 * 1024 * 1024
"""Bytes that one process puts on the shelf for one moment of the site."""
CALM = 1.0
"""Seconds without a change after which pages are put on the shelf: what is outdated before it is read is not worth it."""
TRIES = 3
SMALLEST = 512
"""Bytes from which packing pays."""
_CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
_ASKED = "front.asked"

Start = Callable[..., Any]


class Front(WSGIHandler):
    """Django's handler with finished pages before it."""

    def __init__(self, *, watch_with: Watch | None = None) -> None:
        super().__init__()
        self._reader = Reader()
        self._watch = watch_with or watch()
        self._memory = Memory(IN_MEMORY)
        self._shelf = Shelf(settings.DATA_DIR / "front", build(), ON_DISK)
        self._day, self._midnight = "", 0.0
        self._stamp, self._since = "", 0.0
        self._note: Callable[[str, str, int, float], None] | None = None
        if settings.METRICS_TOKEN:
            from site_app.doors import metrics

            self._note = metrics.note
        self.counts = {"memory": 0, "shelf": 0, "made": 0, "past": 0}
        """Requests by where their answer came from; `past` are those that are no business of ours."""
        if settings.METRICS_TOKEN:
            from site_app.doors import metrics

            metrics.follow(self.counts)

    def __call__(  # type: ignore[override]  # a finished page is no response of Django's
        self, environ: Environ, start_response: Start
    ) -> Iterable[bytes]:
        if settings.DEBUG or not self._reader.is_anybody(environ):
            self.counts["past"] += 1
            return super().__call__(environ, start_response)
        began = perf_counter()
        key = self._reader.key(environ)
        asked = _Asked(environ, key)
        stamp = self._now() if key else None
        if stamp:
            page = self._memory.get(key, stamp)
            if page is not None:
                self.counts["memory"] += 1
            elif page := self._shelf.get(key, stamp):
                self.counts["shelf"] += 1
                self._memory.put(key, stamp, page)
            if page is not None:
                status, headers, body = page.to(asked.accept, asked.has, asked.is_head)
                start_response(status, asked.with_expiry(headers))
                if self._note:
                    self._note(environ["REQUEST_METHOD"], "kept page", int(status[:3]), perf_counter() - began)
                return [body]
        self.counts["made"] += 1
        environ[_ASKED] = asked
        return super().__call__(environ, start_response)

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        asked: _Asked | None = request.META.get(_ASKED)
        if asked is None:
            response = super().get_response(request)
            # Made for somebody whom the site may know: no proxy keeps it, whatever it keeps by default.
            response.headers.setdefault("Cache-Control", "private, no-cache")
            return response
        page = self._page(request.META, asked) if asked.key else None
        return page or _packed(super().get_response(request), asked)

    def _page(self, environ: Environ, asked: "_Asked") -> HttpResponseBase | None:
        """The page, kept if it may be; None for what has to be asked for anew, just as it was asked for."""
        whole = asked.unconditional(environ)
        for _ in range(TRIES):
            before = self._now()
            if not before:
                return None
            response = super().get_response(self.request_class(whole))
            if not may_be_kept(response):
                return None if asked.is_particular else _packed(response, asked)
            if before == self._now():
                assert isinstance(response, HttpResponse)
                page = Page.of(response.content, [*response.headers.items()])
                self._keep(asked.key, before, page)
                return _sent(response, page, asked)
        return None

    def _keep(self, key: str, stamp: str, page: Page) -> None:
        self._memory.put(key, stamp, page)
        if monotonic() - self._since > CALM:
            self._shelf.put(key, stamp, page)

    def _now(self) -> str | None:
        """The stamp of what readers see. Pages say what is overdue, so each day has its own."""
        stamp = self._watch.stamp()
        if not stamp:
            return None
        if time() >= self._midnight:
            today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
            self._day = f"{today:%Y%m%d}"
            self._midnight = datetime.timestamp(today + timedelta(days=1))
        stamp = f"{stamp}-{self._day}"
        if stamp != self._stamp:
            self._stamp, self._since = stamp, monotonic()
        return stamp


class _Asked:
    """What the request says about how it wants to be answered."""

    __slots__ = ("accept", "has", "is_head", "is_particular", "key", "names_seconds")

    def __init__(self, environ: Environ, key: str) -> None:
        self.key = key
        self.accept: str = environ.get("HTTP_ACCEPT_ENCODING", "")
        self.has: str = environ.get("HTTP_IF_NONE_MATCH", "")
        self.is_head = environ["REQUEST_METHOD"] == "HEAD"
        self.is_particular = self.is_head or any(name in environ for name in _CONDITIONS)
        """Whether it is not simply for all of a page."""
        self.names_seconds = "HTTP_X_FRONT_EXPIRES" in environ

    def with_expiry(self, headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """For nginx, which counts whole seconds and would keep for up to two what may be kept for one: until this one is over."""
        return [*headers, ("X-Accel-Expires", f"@{int(time())}")] if self.names_seconds else headers

    def unconditional(self, environ: Environ) -> Environ:
        """The same request for the whole page."""
        rest = {name: value for name, value in environ.items() if name not in _CONDITIONS}
        return {**rest, "REQUEST_METHOD": "GET"}


def _sent(response: HttpResponse, page: Page, asked: _Asked) -> HttpResponseBase:
    """The response as the page would be sent from memory, with what belongs to this request alone."""
    status, headers, body = page.to(asked.accept, asked.has, asked.is_head)
    for name in ("ETag", "Last-Modified", "Content-Length"):
        response.headers.pop(name, None)
    response.status_code = int(status[:3])
    if response.status_code == 304:
        for name in ("Content-Type", "Content-Language"):
            response.headers.pop(name, None)
    response.content = body
    for name, value in asked.with_expiry(headers):
        response.headers[name] = value
    return response


def _packed(response: HttpResponseBase, asked: _Asked) -> HttpResponseBase:
    """What is not kept is packed as well: it goes to somebody unknown, so nothing secret can be guessed from its length."""
    if not isinstance(response, HttpResponse) or not is_text(response) or response.has_header("Content-Encoding"):
        return response
    patch_vary_headers(response, ("Accept-Encoding",))
    encoding = understood(asked.accept)
    if encoding and response.status_code != 304 and len(response.content) >= SMALLEST:
        response.content = packed(response.content, encoding)
        response.headers["Content-Encoding"] = encoding
        response.headers["Content-Length"] = str(len(response.content))
        if response.has_header("ETag"):
            response.headers["ETag"] = f"W/{response.headers['ETag'].removeprefix('W/')}"
    if asked.is_head:
        response.content = b""
    return response
