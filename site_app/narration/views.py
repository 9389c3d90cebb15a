"""What does the server answer to somebody who listens?"""

import logging
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from site_app.articles.former_addresses import moved
from site_app.articles.models import Article, Rendering
from site_app.narration.book import kept, manuscript
from site_app.narration.models import Narration
from site_app.narration.public_names import site_address
from site_app.narration.sound_files import CONTENT_TYPES
from site_app.narration.spoken_terms import file_of

logger = logging.getLogger(__name__)

_YEAR = 365 * 24 * 60 * 60  # seconds
_SOON = 10 * 60  # seconds


@require_safe
def file(request: HttpRequest, digest: str, name: str) -> HttpResponseBase:
    """A file of a narration, or the part of it that a player asks for.

    What is there may be heard: the files of a withdrawn article go with it, those that were replaced stay for a while,
    since somebody may be listening.
    """
    path = settings.NARRATION_ROOT / "files" / digest / name
    if not path.is_file():
        raise Http404
    headers = [
        ("Content-Type", CONTENT_TYPES[name]),
        ("Cache-Control", f"public, max-age={_YEAR}, immutable"),
        ("Accept-Ranges", "bytes"),
        ("ETag", f'"{digest}"'),
    ]
    return _served(path, headers, request)


@require_safe
def word(request: HttpRequest, digest: str) -> HttpResponseBase:
    """The sound of a word of the glossary."""
    path = file_of(digest)
    if not path.is_file():
        raise Http404
    headers = [("Content-Type", "audio/mpeg"), ("Cache-Control", f"public, max-age={_YEAR}, immutable")]
    return _served(path, [*headers, ("Accept-Ranges", "bytes"), ("ETag", f'"{digest}"')], request)


@require_safe
def book(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The live edition as an EPUB that reads itself aloud, bound when it is first asked for; 404 where there is no sound."""
    rendering = Rendering.objects.live().filter(edition__article__slug=slug, view="ruby").first()
    if rendering is None:
        return moved(reverse("narration:book", args=[get_object_or_404(Article.objects.formerly(slug)).slug]))
    narration = get_object_or_404(Narration.objects.to_begin_with(), edition=rendering.edition)
    asked = manuscript(rendering, narration, site_address(request))
    try:
        path = kept(asked)
    except OSError as failure:
        logger.error("the book of %s was not bound: %s", slug, failure)
        response = render(request, "narration/no_book.html", {"article": rendering.edition.article}, status=503)
        response.headers["Retry-After"] = str(_SOON)
        return response
    etag = f'"{asked.digest}"'
    if request.META.get("HTTP_IF_RANGE", etag) != etag:
        request.META.pop("HTTP_RANGE", None)  # the rest of a former book would not fit what has been received
    headers = [
        ("Content-Type", "application/epub+zip"),
        ("Content-Disposition", f'attachment; filename="{slug}.epub"'),
        ("Cache-Control", "public, no-cache"),
        ("Accept-Ranges", "bytes"),
        ("ETag", etag),
    ]
    return _served(path, headers, request)


def _served(path: Path, headers: list[tuple[str, str]], request: HttpRequest) -> HttpResponseBase:
    """The file, or the part of it that is asked for."""
    response: HttpResponseBase = WhiteNoiseMiddleware.serve(StaticFile(str(path), headers), request)
    return response
