"""What does the server answer to somebody who is looking for something? No cookie is read or set."""

from dataclasses import asdict

from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from site_app.articles.models import Article, Tag
from site_app.doors.limits import Limit, limited
from site_app.finding.a_to_z import ALL_AT_ONCE, entries, letters
from site_app.finding.searching import search
from site_app.finding.suggestions import explained, suggested

SUGGESTIONS_FOR_A_SEARCH = 10
"""Suggestions are asked for as somebody types."""


def _searches() -> Limit:
    return Limit("search", settings.SEARCHES_PER_MINUTE)


def _suggestions() -> Limit:
    return Limit("suggest", settings.SEARCHES_PER_MINUTE * SUGGESTIONS_FOR_A_SEARCH)


@require_safe
@limited(_searches)
def search_page(request: HttpRequest) -> HttpResponse:
    """What was found for `q`, or how to look for something."""
    typed = request.GET.get("q", "")
    tolerant = request.GET.get("tolerant") == "1"
    page = request.GET.get("page", "")
    found = search(typed, tolerant=tolerant, page=int(page[:4]) if page.isascii() and page.isdigit() else 1)
    asked = {"q": found.query.typed} | ({"tolerant": "1"} if tolerant else {})
    context = {
        "found": found,
        "canonical": request.build_absolute_uri(request.path),
        "terms": explained(found.query.typed) if found.page == 1 else [],
        "asked": urlencode(asked),
        "asked_tolerantly": urlencode(asked | {"tolerant": "1"}),
        "tags": _frequent_tags() if not found.results or found.in_part else [],
    }
    return render(request, "finding/search.html", context)


@require_safe
@limited(_suggestions)
def suggestions(request: HttpRequest) -> HttpResponse:
    """What `q` may become, as JSON for the script of the search box."""
    found = suggested(request.GET.get("q", ""))
    response = JsonResponse({"suggestions": [asdict(one) for one in found]}, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


@require_safe
def a_to_z(request: HttpRequest) -> HttpResponse:
    """Articles and tags by their pinyin; of a large site one letter at a time."""
    counts = letters()
    asked = request.GET.get("letter", "")
    is_all = sum(counts.values()) <= ALL_AT_ONCE
    letter = asked if asked in counts else next(iter(counts), "")
    shown = [*counts] if is_all else [letter]
    context = {
        "letters": [*counts],
        "is_all": is_all,
        "letter": "" if is_all else letter,
        "groups": [(letter, entries(letter)) for letter in shown if letter],
    }
    return render(request, "finding/a_to_z.html", context)


def _frequent_tags() -> QuerySet[Tag]:
    published = Tag.objects.filter(articles__in=Article.objects.published())
    return published.annotate(count=Count("articles")).order_by("-count", "slug")[:12]
