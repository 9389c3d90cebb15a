"""What may a browser do with a page of ours?

The same for everybody and for each request, so that pages can be stored with their headers: no nonce. A view that needs
something else sets the header itself, and it stays.
"""

from collections.abc import Callable, Mapping
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

_READERS: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",  # what readers make of a sentence is a picture of their own
    "font-src": "'self'",
    "media-src": "'self' blob:",  # and so is what they say into their microphone
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    # A text becomes HTML or a script in static/js/trusted.js alone.
    "require-trusted-types-for": "'script'",
    "trusted-types": "site",
}
_EDITORS: Mapping[str, str] = {
    # Django's own scripts (jQuery, Select2) make HTML of texts.
    name: sources
    for name, sources in _READERS.items()
    if "trusted-types" not in name
}
_POLICIES = {"editors": _EDITORS, "files": {"default-src": "'none'"}}
_FROM_ELSEWHERE = ("img-src", "media-src", "font-src", "style-src", "script-src", "connect-src")
"""What may lie at the address of another machine, when the site keeps its files there."""

_DENIED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "midi",
    "payment",
    "usb",
)
NO_MICROPHONE = ", ".join(f"{feature}=()" for feature in sorted((*_DENIED, "microphone")))
OWN_MICROPHONE = NO_MICROPHONE.replace("microphone=()", "microphone=(self)")
"""For a page on which readers hear themselves."""

_FILES = "/static/"
_OF_PAGES = ("Cross-Origin-Opener-Policy", "Referrer-Policy", "Permissions-Policy")
"""Of no use to a style sheet or a script: a page loads thirty of them, and headers are not compressed."""

_EMBEDDED = ("/media/", "/narration/", "/podcast.xml", "/atom.xml", "/rss.xml")
"""What podcast apps and feed readers on the web may show; of other addresses nobody else's page gets a byte."""


def protect(get_response: Answer) -> Answer:
    """The middleware; stands before whatever answers, static files included."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.DEBUG and response.status_code >= 400:
            return response  # Django's own page about the mistake has its style inside
        for name, value in _headers(_kind(request.path_info), settings.HTTPS).items():
            response.headers.setdefault(name, value)
        if request.path_info.startswith(_FILES):
            for name in _OF_PAGES:
                response.headers.pop(name, None)
        return response

    return answer


def _kind(path: str) -> str:
    if path.startswith(_FILES):
        return "files"
    if path.startswith("/admin/"):
        return "editors"
    return "embedded" if path.startswith(_EMBEDDED) or path.endswith((".xml", ".epub", ".png")) else "readers"


@cache
def _headers(kind: str, is_https: bool) -> Mapping[str, str]:
    return {
        "Content-Security-Policy": _policy(_POLICIES.get(kind, _READERS), is_https),
        "Cross-Origin-Resource-Policy": "cross-origin" if kind == "embedded" else "same-origin",
        "Permissions-Policy": NO_MICROPHONE if kind == "editors" else OWN_MICROPHONE,
    }


def _policy(directives: Mapping[str, str], is_https: bool) -> str:
    elsewhere = {_origin(address) for address in (settings.MEDIA_URL, settings.STATIC_URL)} - {""}
    lines = [
        " ".join((name, sources, *sorted(elsewhere if name in _FROM_ELSEWHERE else ())))
        for name, sources in directives.items()
    ]
    return "; ".join([*lines, "upgrade-insecure-requests"] if is_https else lines)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
