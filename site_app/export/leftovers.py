"""What do servers of files have to be told besides the pages: what has moved, what has gone, and what to say with each page?"""

from collections.abc import Iterable, Iterator

from django.http import HttpResponse, HttpResponseBase

from site_app.export import places
from site_app.export.asking import Site
from site_app.export.visiting import Visit

_SAID_WITH_PAGES = (
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "X-Frame-Options",
)
_FOR_EVER = "public, max-age=31536000, immutable"


def files(site: Site, visits: Iterable[Visit], lost: HttpResponseBase) -> Iterator[tuple[str, bytes]]:
    """(name, content)"""
    assert isinstance(lost, HttpResponse)
    yield "404.html", lost.content
    known = sorted(visits, key=lambda visit: visit.asked)
    moved = [f"{places.standing(visit.asked)} {visit.leads_to} 301" for visit in known if visit.leads_to]
    yield "_redirects", _lines(moved)
    yield "gone.txt", _lines([places.standing(visit.asked) for visit in known if visit.status == 410])
    said = [f"  {name}: {value}" for name in _SAID_WITH_PAGES if (value := site.answer("/").headers.get(name))]
    lasting = [line for start in places.LASTING for line in (f"{start}*", f"  Cache-Control: {_FOR_EVER}")]
    yield "_headers", _lines(["/*", *said, *lasting])


def _lines(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
