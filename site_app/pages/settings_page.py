"""Where does a reader choose how pages look? The page that works without JavaScript, and whose form the panel shows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from site_app.articles.models import Rendering
from site_app.pages.reading_settings import ReadingSettings, with_choices
from site_app.pages.settings_in_addresses import in_view, view_of


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """The form leads back `to` the page from which a reader came; to the first page when that is none of the site's."""
    asked = ReadingSettings.of(request.GET)
    back = _back(request.GET.get("to", ""))
    seen = view_of(back)
    chosen = asked.view or seen or "hanzi"
    context = {
        "back": back,
        "views": [(view, label, view == chosen) for view, label in Rendering.View.choices],
        "elder_back": in_view(back, "ruby") or back,
        "has_views": seen is not None,
        "settings": with_choices(asked),
    }
    return render(request, "pages/settings.html", context)


def _back(address: str) -> str:
    """A path of this site and nothing else: no other site, no query, no part of the desk."""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    is_plain = is_ours and not set(address) & set("?#\\\r\n") and len(address) < 300
    return address if is_plain and not address.startswith(reverse("admin:index")) else reverse("pages:home")
