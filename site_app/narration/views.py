"""What does the server answer to somebody who listens?"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from site_app.narration.sound_files import CONTENT_TYPES

_YEAR = 365 * 24 * 60 * 60  # seconds


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
    response: HttpResponseBase = WhiteNoiseMiddleware.serve(StaticFile(str(path), headers), request)
    return response
