"""What does the server answer to somebody who wants to practise with an article?"""

import logging
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from site_app import languages
from site_app.articles.former_addresses import moved
from site_app.articles.models import Article, Rendering
from site_app.narration.public_names import lasting_name, site_address
from site_app.practice import print_choices
from site_app.practice.anki_deck import Package
from site_app.practice.csv_file import csv_of
from site_app.practice.exercise import from_data
from site_app.practice.kept_packages import kept, name_of
from site_app.practice.models import Exercise
from site_app.practice.shown import sections
from site_app.practice.sounds import heard
from site_app.practice.word_list import MOST_WORDS, ORDERS, ListedWord, word_list

logger = logging.getLogger(__name__)

_SOON = 10 * 60  # seconds


def _live(slug: str, view: str = "ruby") -> Rendering | None:
    return Rendering.objects.live().filter(edition__article__slug=slug, view=view).first()


def _moved(page: str, slug: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.formerly(slug))
    if article.slug == slug or not article.live_edition:
        raise Http404
    return moved(f"practice:{page}", article.slug)


def _page(request: HttpRequest, page: str, rendering: Rendering, **context: Any) -> HttpResponse:
    about = {"page": page, "edition": rendering.edition, "article": rendering.edition.article, "rendering": rendering}
    return render(request, f"practice/{page}.html", {**about, **context})


@require_safe
def words(request: HttpRequest, slug: str) -> HttpResponse:
    """The words of an article, in their order or the most frequent first."""
    rendering = _live(slug)
    if rendering is None:
        return _moved("words", slug)
    order = _order(request)
    found = word_list(rendering, order)
    return _page(request, "words", rendering, order=order, words=found, is_cut=len(found) == MOST_WORDS)


@require_safe
def words_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for spreadsheets; `w` chooses some of them."""
    rendering = _live(slug)
    if rendering is None:
        return _moved("words_csv", slug)
    found = chosen(word_list(rendering, _order(request)), request.GET.getlist("w"))
    address = site_address(request) + rendering.edition.article.get_absolute_url()
    response = HttpResponse(csv_of(found, address), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.csv"'
    return response


def _order(request: HttpRequest) -> str:
    asked = request.GET.get("order", "")
    return asked if asked in ORDERS else ORDERS[0]


def chosen(found: Sequence[ListedWord], asked: Sequence[str]) -> list[ListedWord]:
    """Those of the article's words that are asked for; all of them if none is."""
    wanted = {*asked}
    return [word for word in found if not wanted or word.text in wanted]


@require_safe
def anki(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The words as a package for Anki, made when it is first asked for."""
    rendering = _live(slug)
    if rendering is None:
        return _moved("anki", slug)
    edition = rendering.edition
    is_traditional = languages.spoken() is languages.TRADITIONAL
    package = Package(
        # A deck of its own: in Anki, too, the two scripts stand beside each other.
        name=lasting_name(edition.article) + ("-hant" if is_traditional else ""),
        title=edition.plain_title,
        site=settings.SITE_NAME,
        address=site_address(request) + edition.article.get_absolute_url(),
        description=_("英文解释来自 CC-CEDICT（CC BY-SA 4.0）。"),
        words=word_list(rendering),
        heard=heard(edition),
        is_traditional=is_traditional,
    )
    etag = f'W/"{name_of(package)}"'  # weak: a package made anew is another file that brings the same
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    try:
        file = kept(package).open("rb")
    except OSError as failure:
        logger.error("the Anki package of %s was not made: %s", slug, failure)
        response = render(request, "practice/no_package.html", {"article": edition.article}, status=503)
        response.headers["Retry-After"] = str(_SOON)
        return response
    answer = FileResponse(file, as_attachment=True, filename=f"{slug}.apkg", content_type="application/octet-stream")
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer


@require_safe
def practice(request: HttpRequest, slug: str) -> HttpResponse:
    """A short exercise made of the article's own sentences."""
    rendering = _live(slug)
    if rendering is None:
        return _moved("practice", slug)
    exercise = Exercise.objects.filter(edition=rendering.edition).first()
    sound = heard(rendering.edition)
    shown = sections(from_data(exercise.items), sound) if exercise else []
    return _page(request, "practice", rendering, exercise=exercise, sections=shown, heard=sound)


@require_safe
def print_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The article for paper, or a work sheet of some of its words."""
    choices = print_choices.choices(request.GET)
    view = choices.kind if choices.kind != "sheet" else "ruby"
    rendering = _live(slug, view)
    if rendering is None:
        return _moved("print", slug)
    found = chosen(word_list(rendering), choices.words) if choices.kind == "sheet" and choices.words else []
    return _page(
        request,
        "print",
        rendering,
        choices=choices,
        kinds=print_choices.KINDS.items(),
        sizes=print_choices.SIZES.items(),
        words=found,
        cells=range(choices.cells - 3),
        sources=list(rendering.edition.sources.all()) if choices.kind != "sheet" else [],
        cited=rendering.body.count('id="cite-'),
        address=site_address(request) + rendering.edition.article.get_absolute_url(),
    )
