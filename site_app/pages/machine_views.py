"""What does the server answer to programs: crawlers, scanners, and those who fetch a picture for a link?"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from site_app import languages
from site_app.articles.former_addresses import moved
from site_app.articles.models import Article, Rendering
from site_app.narration.public_names import site_address
from site_app.pages import social_picture
from site_app.pages.article_page import in_its_script

FRESH_FOR = 60 * 60
"""Seconds."""
VALID_FOR = timedelta(days=180)
"""How long whoever finds a hole may trust the contact at least; RFC 9116 asks for less than a year."""


@require_safe
@conditional_page
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may look at: all but the editors' room."""
    sitemaps = [
        site_address(request) + languages.same_page(reverse("pages:sitemap"), one) for one in languages.LANGUAGES
    ]
    lines = ("User-agent: *", "Disallow: /admin/", "", *(f"Sitemap: {address}" for address in sitemaps))
    return _text("\n".join(lines) + "\n")


@require_safe
@conditional_page
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole in the site (RFC 9116); without anybody there is no such file."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = beginning_of_next_quarter(timezone.now().astimezone(UTC) + VALID_FOR).strftime("%Y-%m-%dT00:00:00Z")
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: zh, en",
        f"Canonical: {site_address(request)}{reverse('pages:security')}",
    )
    return _text("\n".join(lines) + "\n")


def beginning_of_next_quarter(day: datetime) -> datetime:
    """So that the file says the same for three months."""
    month = day.month - (day.month - 1) % 3 + 3
    return day.replace(year=day.year + (month > 12), month=(month - 1) % 12 + 1, day=1)


@require_safe
def picture(request: HttpRequest, slug: str) -> HttpResponse | FileResponse:
    """The picture that stands beside a link to an article, with its title in pinyin and hanzi."""
    rendering = Rendering.objects.live().filter(edition__article__slug=slug, view="ruby").first()
    if rendering is None:
        formerly_here = Article.objects.formerly(slug).first()
        if formerly_here is None or formerly_here.slug == slug:
            raise Http404
        return moved("pages:picture", formerly_here.slug)
    file = social_picture.kept(in_its_script(rendering).title)
    if file is None:
        raise Http404
    response = FileResponse(file.open("rb"), content_type="image/png")
    patch_cache_control(response, public=True, max_age=24 * 60 * 60)
    return response


def _text(content: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, max_age=FRESH_FOR)
    return response
