"""What does the server answer to somebody who listens?"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from site_app.articles.models import Edition
from site_app.narration.models import Narration
from site_app.narration.sound_files import CONTENT_TYPES

_YEAR = 365 * 24 * 60 * 60  # seconds


@require_safe
def file(request: HttpRequest, digest: str, name: str) -> HttpResponseBase:
    """A file of a narration, or the part of it that a player asks for; 404 once its article has been withdrawn.

    Somebody may still be listening to an edition that was replaced a moment ago.
    """
    path = settings.NARRATION_ROOT / "files" / digest / name
    heard = (Edition.State.PUBLISHED, Edition.State.SUPERSEDED)
    if not path.is_file() or not Narration.objects.filter(digest=digest, edition__state__in=heard).exists():
        raise Http404
    headers = [
        ("Content-Type", CONTENT_TYPES[name]),
        ("Cache-Control", f"public, max-age={_YEAR}, immutable"),
        ("Accept-Ranges", "bytes"),
        ("ETag", f'"{digest}"'),
    ]
    response: HttpResponseBase = WhiteNoiseMiddleware.serve(StaticFile(str(path), headers), request)
    return response
