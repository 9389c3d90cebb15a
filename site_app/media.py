"""How does an uploaded image reach a reader?"""

from http import HTTPStatus
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

CONTENT_TYPES = {
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
"""What an upload is re-encoded to, by suffix; any other file in the media folder stays private."""

_YEAR = 365 * 24 * 60 * 60  # seconds


@require_safe
def image(request: HttpRequest, path: str) -> HttpResponseBase:
    """The file at `path` under MEDIA_ROOT; 404 for anything that is not an image, hidden files included."""
    asked = PurePosixPath(path)
    content_type = CONTENT_TYPES.get(asked.suffix.lower())
    if content_type is None or any(part.startswith(".") for part in asked.parts):
        raise Http404
    if settings.OBJECT_STORAGE:
        response: HttpResponseBase = _from_elsewhere(path)
    else:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    if response.status_code == HTTPStatus.OK:
        # Not every system's table of types knows WebP, and browsers are told not to guess.
        response.headers["Content-Type"] = content_type
    patch_cache_control(response, public=True, max_age=_YEAR, immutable=True)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _from_elsewhere(path: str) -> FileResponse:
    try:
        return FileResponse(default_storage.open(path))
    except OSError as error:
        raise Http404 from error
