"""Which requests get a finished page, and which pages may be kept?"""

import re
from typing import Any

from django.conf import settings
from django.http import HttpResponseBase

Environ = dict[str, Any]

_BY_LETTER = re.compile(r"letter=(?:[A-Z]|%23)")
"""The query that a page may have: what is under a letter. Any other one is answered anew."""
_NO_PAGES = ("/admin/", "/static/", "/media/", "/narration/", "/healthz", "/readyz", "/metrics")
_LISTS = ("/a-z/", "/terms/")
_KINDS = ("text/html", "text/plain", "application/xml", "text/xml", "application/atom+xml", "application/rss+xml",
          "application/json", "application/manifest+json", "text/javascript")  # fmt: skip


class Reader:
    """Tells the requests of readers, whom the site does not know, from those of editors."""

    def __init__(self) -> None:
        names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "messages")
        self._own_cookies = tuple(f"{name}=" for name in names)
        self._secure = settings.SECURE_PROXY_SSL_HEADER or ("wsgi.url_scheme", "https")

    def is_anybody(self, environ: Environ) -> bool:
        """Whether it reads, and says nothing by which the site could know who asks."""
        cookies = environ.get("HTTP_COOKIE")
        return (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and not (cookies and any(name in cookies for name in self._own_cookies))
            and "HTTP_AUTHORIZATION" not in environ
            and environ.get("CONTENT_LENGTH") in (None, "", "0")
            and "HTTP_TRANSFER_ENCODING" not in environ
            and "HTTP_RANGE" not in environ
            and not environ["PATH_INFO"].startswith(_NO_PAGES)
        )

    def key(self, environ: Environ) -> str:
        """The name of the page that is asked for; empty when it cannot be one that is kept.

        The host is part of it as it was written: a page is kept under a name that Django has let in.
        """
        query = environ.get("QUERY_STRING", "")
        path = environ["PATH_INFO"]
        if query and not (path.endswith(_LISTS) and _BY_LETTER.fullmatch(query)):
            return ""
        name, value = self._secure
        scheme = "https" if environ.get(name) == value else "http"
        return f"{scheme}://{environ.get('HTTP_HOST', '')}{environ.get('SCRIPT_NAME', '')}{path}?{query}"


def may_be_kept(response: HttpResponseBase) -> bool:
    """Whether it is a page for everybody: whole, found, and not said to be for some."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and _vary(response) <= {"accept-encoding"}
        and not ({"no-store", "private", "no-cache"} & _directives(response))
        and is_text(response)
        and not any(response.has_header(name) for name in ("Content-Encoding", "Content-Range", "Content-Disposition"))
    )


def is_text(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower() in _KINDS


def _vary(response: HttpResponseBase) -> set[str]:
    return {name.strip().lower() for name in response.headers.get("Vary", "").split(",")} - {""}


def _directives(response: HttpResponseBase) -> set[str]:
    return {part.strip().lower() for part in response.headers.get("Cache-Control", "").split(",")}
