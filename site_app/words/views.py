"""What does the server answer to somebody who looks a word up? No cookie is read or set."""

from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from site_app.words import sheet as sheets
from site_app.words import strokes as outlines
from site_app.words.sentences import LONGEST_WORD, occurrences

_FOR_EVER = f"public, max-age={365 * 24 * 60 * 60}, immutable"
_LARGEST_CODE = 0x10FFFF


@require_safe
def sheet(request: HttpRequest, edition: str, digest: str, made_with: str) -> HttpResponse:
    """All words of an article. Its address names what it holds; made with older dictionaries it leads to the newer one."""
    if made_with != sheets.made_with():
        return redirect("words:sheet", edition, digest, sheets.made_with())
    written = sheets.sheet(int(edition), digest)
    if written is None:
        raise Http404
    return _kept_for_ever(written.encode())


@require_safe
def strokes(request: HttpRequest, edition: str, code: str) -> HttpResponse:
    """How the character with that number in Unicode is written."""
    number = int(code, 16)
    is_here = edition == outlines.edition() and number <= _LARGEST_CODE and not 0xD800 <= number <= 0xDFFF
    outline = outlines.outline(chr(number)) if is_here else None
    if outline is None:
        raise Http404
    return _kept_for_ever(outline)


@require_safe
def sentences(request: HttpRequest) -> HttpResponse:
    """Sentences of other articles than `besides` that hold the `word`."""
    word = request.GET.get("word", "")[: LONGEST_WORD + 1]
    found = [
        {**asdict(one), "address": reverse("pages:article", args=[one.slug])}
        for one in occurrences(word, besides=request.GET.get("besides", ""))
    ]
    # A copy of the site as files answers every question alike; by the word its pages know.
    response = JsonResponse({"word": word, "sentences": found}, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "public, max-age=600"
    return response


def _kept_for_ever(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="application/json", headers={"Cache-Control": _FOR_EVER})
