"""What does the site answer, asked without a server and without what the front keeps?"""

from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponseBase

LEFT_OUT = ("whitenoise.", "site_app.health.", "site_app.doors.requests.")
"""Middleware that answers for files and watchers, or counts readers."""


class ForACopy(WSGIRequest):
    """A request for a page as it stands on a server that knows files alone; templates ask it what they should leave out."""

    is_for_copy = True
    forms_at: str | None = None
    """The address of a site that takes the forms; None where nobody does."""

    def get_host(self) -> str:
        return str(self.META["HTTP_HOST"])


class Site(BaseHandler):
    """The site's own middleware and views."""

    def __init__(self, address: str, forms_at: str | None) -> None:
        super().__init__()
        self.address, self.forms_at = address, forms_at
        self.load_middleware()

    def load_middleware(self, is_async: bool = False) -> None:
        used = settings.MIDDLEWARE
        try:
            settings.MIDDLEWARE = [name for name in used if not name.startswith(LEFT_OUT)]
            super().load_middleware(is_async)
        finally:
            settings.MIDDLEWARE = used

    def answer(self, asked: str) -> HttpResponseBase:
        """To a GET of a path, with its query. What a view raises is raised."""
        request = ForACopy(self._environ(asked))
        request.forms_at = self.forms_at
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # as Django's own test client
        return self.get_response(request)

    def request(self, asked: str) -> HttpRequest:
        request = ForACopy(self._environ(asked))
        request.forms_at = self.forms_at
        return request

    def _environ(self, asked: str) -> dict[str, Any]:
        path, _, query = asked.partition("?")
        site = urlsplit(self.address)
        return {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": site.hostname or "",
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "HTTP_HOST": site.netloc,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": site.scheme,
            # Where the proxy in front is trusted, it says what it spoke.
            "HTTP_X_FORWARDED_PROTO": site.scheme,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.input": BytesIO(),
        }
