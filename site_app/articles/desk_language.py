"""In which language does the admin speak to whoever is there?

The one that they chose by the switch in its header (a cookie), else the one that their browser asks for, else the site's.
Pages for readers have their language in the address. Whoever asks for traditional characters gets simplified ones here.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from site_app.articles.chinese_marked import mark_chinese
from site_app.languages import ENGLISH

Answer = Callable[[HttpRequest], HttpResponse]


def speak_their_language(get_response: Answer) -> Answer:
    """The middleware. Answers are rendered inside it, pages about errors, too."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(settings.LANGUAGE_COOKIE_PATH):
            return get_response(request)
        asked = translation.get_language_from_request(request)
        language = asked if asked == ENGLISH.code else settings.LANGUAGE_CODE
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        if language != settings.LANGUAGE_CODE and _is_page(response):
            response.content = mark_chinese(response.content.decode(response.charset)).encode(response.charset)
        return response

    return answer


def _is_page(response: HttpResponse) -> bool:
    return not response.streaming and response.headers.get("Content-Type", "").startswith("text/html")
