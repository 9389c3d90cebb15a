"""How do the settings in an address come to the page, and on to the pages that it links to?"""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from site_app.pages.reading_settings import VIEW, ReadingSettings, canonical, others, speaks_of_settings
from site_app.rendering.respelled_pages import respelled_page

Answer = Callable[[HttpRequest], HttpResponse]

THREE_VIEWS = ("pages:article", "pages:term", "pages:emergency")
_LINK = re.compile(r'(<a\b(?![^>]*\sdata-as-usual)[^>]*?\shref=")(/[^"]*)(")')
_FORM = re.compile(
    r'<form\b(?![^>]*\bmethod="post")(?![^>]*\bclass="[^"]*reading-settings)[^>]*\baction="/[^"]*"[^>]*>'
)


def carry_settings(get_response: Answer) -> Answer:
    """The middleware: one address for one page, and links that keep what a reader has set where no script can."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or not speaks_of_settings(request.GET) or _is_desk(request):
            return get_response(request)
        settings = ReadingSettings.of(request.GET)
        address = _address(request, settings)
        if address != request.get_full_path():
            return HttpResponseRedirect(address)
        response = get_response(request)
        if _is_page(response) and settings.pairs:
            page = respelled_page(response.content.decode(response.charset), settings.spelling)
            response.content = carried(page, settings).encode(response.charset)
        return response

    return answer


def _address(request: HttpRequest, settings: ReadingSettings) -> str:
    """The one address of what is asked for: views have addresses of their own."""
    query = request.GET.copy()
    path = request.path
    if settings.view and (seen := in_view(path, settings.view)):
        path = seen
        del query[VIEW]
    wanted = canonical(query)
    # Whoever writes the same in another way, %20 or +, gets the page all the same.
    stays = path == request.path and wanted == canonical(request.GET) and _is_canonical(request)
    return request.get_full_path() if stays else f"{path}?{wanted}" if wanted else path


def _is_canonical(request: HttpRequest) -> bool:
    settings = ReadingSettings.of(request.GET)
    asked = [(name, value) for name, values in request.GET.lists() for value in values]
    return asked == [*others(request.GET), *settings.pairs]


def in_view(path: str, view: str) -> str | None:
    """The address of the same page in another view; None for a page that has no views."""
    match = _resolved(path)
    if match is None:
        return None
    home = match.view_name.removesuffix("_in_view")
    if home not in THREE_VIEWS:
        return None
    kept = {name: value for name, value in match.kwargs.items() if name != VIEW}
    return reverse(home, kwargs=kept) if view == "hanzi" else reverse(f"{home}_in_view", kwargs={**kept, VIEW: view})


def view_of(path: str) -> str | None:
    """In which view the page of an address is; None for a page that has no views."""
    match = _resolved(path)
    if match is None or match.view_name.removesuffix("_in_view") not in THREE_VIEWS:
        return None
    return str(match.kwargs.get(VIEW, "hanzi"))


def _resolved(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def carried(page: str, settings: ReadingSettings) -> str:
    """The page with the settings in every link and form that leads to another page of the site."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in settings.pairs
    )
    page = _LINK.sub(lambda link: f"{link[1]}{escape(_with(unescape(link[2]), settings))}{link[3]}", page)
    return _FORM.sub(lambda form: form[0] + hidden, page)


def _with(address: str, settings: ReadingSettings) -> str:
    parts = urlsplit(address)
    if parts.netloc or not parts.path.endswith("/") or parts.path.startswith("/admin/"):
        return address
    query = "&".join(filter(None, (parts.query, settings.query)))
    return urlunsplit(("", "", parts.path, query, parts.fragment))


def _is_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith(reverse("admin:index"))


def _is_page(response: HttpResponse) -> bool:
    return not response.streaming and response.headers.get("Content-Type", "").startswith("text/html")
