"""What does a device need that keeps the site for times without a network?

The site's version is that of its static files: their names carry hashes of what is in them, so a page and whatever it loads
are of one version wherever they come from. Where static files have their plain names, as while somebody develops, there is
no version, and nothing is kept.
"""

import json
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from site_app import languages
from site_app.pages.addresses import emergency_address

_FOR_READERS = ("css/", "js/")
_ICONS = ((192, "any"), (512, "any"), (512, "maskable"))
_PAPER, _ACCENT = "#fbf8f1", "#0b5d5b"


def version() -> str:
    """Of the static files as they were collected; empty where they have their plain names."""
    return str(getattr(staticfiles_storage, "manifest_hash", "") or "")


def assets() -> list[str]:
    """The addresses of all style sheets and modules that a page for readers may load, now or later."""
    names = sorted(name for name in getattr(staticfiles_storage, "hashed_files", {}) if name.startswith(_FOR_READERS))
    return [*map(static, names), static("img/icon.svg")]


def shell(language: languages.Language) -> list[str]:
    """The addresses of the pages that are always kept in a language: home, what to do in an emergency, the
    reading settings, what was saved."""
    views = (emergency_address(), emergency_address("ruby"), emergency_address("pinyin"))
    here = (reverse("pages:home"), *views, reverse("pages:settings"), reverse("pages:saved"))
    return [languages.same_page(address, language) for address in here]


@require_safe
@conditional_page
def files(request: HttpRequest) -> HttpResponse:
    """The version with all that its pages may load, for the script that saves an article."""
    response = JsonResponse(_files())
    patch_cache_control(response, no_cache=True, public=True)
    return response


@require_safe
@conditional_page
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for the site where there is no network. A new version of the site is a new script."""
    if not version():
        raise Http404
    context = {"files": json.dumps(_files())}
    response = render(request, "pages/service_worker.js", context, content_type="text/javascript; charset=utf-8")
    patch_cache_control(response, no_cache=True, public=True)
    return response


@require_safe
@conditional_page
def manifest(request: HttpRequest) -> HttpResponse:
    """What a device shows of the site when somebody puts it among their apps."""
    language, home = languages.spoken(), reverse("pages:home")
    said = {
        "id": home,
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME[:12],
        "description": _("健康文章，可以看汉字、汉字加拼音，或者只看拼音。"),
        "lang": language.tag,
        "start_url": home,
        "scope": "/",
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _ACCENT,
        "categories": ["health", "education"],
        "icons": [
            {"src": static("img/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
            *(
                {
                    "src": static(f"img/icon-{size}{'-maskable' if purpose == 'maskable' else ''}.png"),
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                    "purpose": purpose,
                }
                for size, purpose in _ICONS
            ),
        ],
        "shortcuts": [
            {"name": _("急救"), "url": emergency_address()},
            {"name": _("存在这台设备上的文章"), "url": reverse("pages:saved")},
        ],
    }
    response = JsonResponse(said, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})
    patch_cache_control(response, public=True, max_age=24 * 60 * 60)
    return response


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """What this device has saved; the device itself fills it in."""
    return render(request, "pages/saved.html", {"can_save": bool(version())})


def _files() -> dict[str, Any]:
    return {
        "version": version(),
        "assets": assets() if version() else [],
        "shell": {f"/{language.prefix}": shell(language) for language in languages.LANGUAGES},
    }
