"""What does the article's form hear about the page that it would become?

The answer is JSON and holds no more than what the form does not have yet: the page without its body (the shell) and the
body's blocks have digests, and the form names those that it knows.
"""

import hashlib
from collections.abc import Callable
from http import HTTPStatus
from math import ceil
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST

from site_app.articles.checks.readings import unreadable_in
from site_app.articles.lexicon import lexicon
from site_app.articles.models import Article, Rendering
from site_app.articles.models.edition import MAX_MARKDOWN
from site_app.articles.pace import Pace, TooFast
from site_app.articles.signed_in import signed_in
from site_app.articles.translating import translated
from site_app.articles.workflow import may_begin, may_edit, within_reach
from site_app.pages.unsaved import unsaved_page
from site_app.rendering.origins import origins
from site_app.rendering.top_level import sentence_offsets

TEXTS = ("title", "summary", "markdown")
MOST_KNOWN = 5_000
pace = Pace(most=240, name="preview")


@gzip_page
@require_POST
def preview(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Takes the form's fields, `view` and, with spaces between, the digests that are `known`; stores nothing.

    Answers with the `shell` and the `blocks` in their order (`html` is left out of what is known; `first` is the number
    of its first sentence), and with the `problems` and their places.
    """
    return _in_turn(request, pk, _page)


@require_POST
def sentences(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Where each sentence of the `markdown` begins: its `offsets` from the first one on, null where none is known.

    It costs as much as the page itself, and is needed when somebody scrolls, not while they write.
    """
    return _in_turn(request, pk, _located)


@require_POST
def syllable(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Where in the `markdown` the syllable stands that readers see in `view` at the character `at` of the `sentence`,
    counted without white space: `from`, `to` and the `syllable`; nothing where there is none."""
    return _in_turn(request, pk, _chosen)


def _in_turn(
    request: HttpRequest, pk: int | None, answer: Callable[[HttpRequest, Article | None], dict[str, Any]]
) -> HttpResponse:
    """The answer, for somebody who may write the article, asks for no more than it may hold, and not too often."""
    article = _article(request, pk)
    if refused := _refused(request):
        return refused
    try:
        # Each kind of question for itself: where something stands is asked while the next page is made.
        with pace.turn((signed_in(request).pk, answer.__name__)):
            return JsonResponse(answer(request, article))
    except TooFast as reason:
        return _too_fast(reason)


def _article(request: HttpRequest, pk: int | None) -> Article | None:
    """The article that the form is about, None for a new one."""
    if pk is None:
        if not may_begin(request.user):
            raise PermissionDenied
        return None
    article = get_object_or_404(within_reach(request.user).select_related("series"), pk=pk)
    if not may_edit(request.user, article):
        raise PermissionDenied
    return article


def _refused(request: HttpRequest) -> HttpResponse | None:
    if sum(len(request.POST.get(name, "")) for name in TEXTS) > MAX_MARKDOWN:
        message = _("正文超过了%(limit)s字，不能预览。") % {"limit": MAX_MARKDOWN}
        return JsonResponse({"error": message}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return None


def _too_fast(reason: TooFast) -> HttpResponse:
    answer = JsonResponse({"wait": round(1000 * reason.wait)}, status=HTTPStatus.TOO_MANY_REQUESTS)
    answer.headers["Retry-After"] = str(ceil(reason.wait))
    return answer


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\r\n", "\n")


def _view(request: HttpRequest) -> str:
    asked = request.POST.get("view", "")
    return asked if asked in Rendering.View.values else Rendering.View.HANZI.value


def _page(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    typed = request.POST.copy()
    for name in TEXTS:
        typed[name] = _text(request, name)
    with translation.override(settings.LANGUAGE_CODE):  # as readers see it, whoever looks
        page = unsaved_page(article, typed, _view(request))
        shell = render_to_string("pages/article.html", page.context, request)
    known = set(request.POST.get("known", "").split()[:MOST_KNOWN])
    return {
        "shell": _unless_known(shell, known),
        "blocks": [
            {**_unless_known(block.html, known), "first": block.first, "unreadable": bool(block.unreadable)}
            for block in page.blocks
        ],
        "problems": [
            {"field": place.field, "line": place.line, "column": place.column, "message": translated(finding.message)}
            for name, label in zip(TEXTS, (_("标题"), _("摘要"), _("正文")), strict=True)
            for finding in unreadable_in(name, label, _text(request, name))
            for place in finding.places
        ],
    }


def _located(request: HttpRequest, _article: Article | None) -> dict[str, Any]:
    return {"offsets": sentence_offsets(_text(request, "markdown"), lexicon())}


def _chosen(request: HttpRequest, _article: Article | None) -> dict[str, Any]:
    sentence, at = (request.POST.get(name, "") for name in ("sentence", "at"))
    for origin in origins(_text(request, "markdown"), lexicon()):
        place = origin.place.pinyin if _view(request) == "pinyin" else origin.place.text
        if str(origin.sentence) == sentence and at in map(str, range(*place)):
            return {
                "from": origin.start,
                "to": origin.end,
                "syllable": origin.syllable.character,
                "sentence": origin.sentence,
            }
    return {}


def _unless_known(html: str, known: set[str]) -> dict[str, str]:
    digest = hashlib.sha256(html.encode()).hexdigest()[:16]
    return {"digest": digest} if digest in known else {"digest": digest, "html": html}
