"""In which language does a page answer? In that of its address, whatever a browser asks for.

What stands on a page in the editors' words is finished here: Chinese is marked as such on English pages, turned into
traditional characters on traditional ones, and links that editors wrote lead to pages of the same language.
"""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from site_app import languages
from site_app.articles.chinese_marked import mark_chinese
from site_app.pages.traditional_page import in_traditional, text_in_traditional

Answer = Callable[[HttpRequest], HttpResponse]

_WRITTEN_LINK = re.compile(r'<a href="/(?=(?:articles|series|tags|terms|about|search|a-z|\d+)/)(?![^"]*\.\w+")')
_MARKUP = ("text/html", "application/atom+xml", "application/rss+xml")
_TEXT = ("application/json", "application/manifest+json", "text/csv")


def speak_its_language(get_response: Answer) -> Answer:
    """The middleware; pages about errors are rendered inside it, too. The admin has a middleware of its own."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(settings.LANGUAGE_COOKIE_PATH):
            return get_response(request)
        language = languages.of_path(request.path_info)
        with translation.override(language.code):
            response = get_response(request)
            if language is not languages.DEFAULT and not response.streaming and response.content:
                _finish(response, language)
        return response

    return answer


def _finish(response: HttpResponse, language: languages.Language) -> None:
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    text = response.content.decode(response.charset) if kind in (*_MARKUP, *_TEXT) else ""
    if kind in _MARKUP:
        text = _WRITTEN_LINK.sub(rf'<a href="/{language.prefix}', text)
        if language is languages.TRADITIONAL:
            text = in_traditional(text)
        elif kind == "text/html":
            text = mark_chinese(text)
    elif kind in _TEXT and language is languages.TRADITIONAL:
        text = text_in_traditional(text)
    if text:
        response.content = text.encode(response.charset)
        if "Content-Length" in response.headers:
            response.headers["Content-Length"] = str(len(response.content))
