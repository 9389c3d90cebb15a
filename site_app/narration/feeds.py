"""What does a podcast app learn of this site?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import conditional_page, require_safe

from site_app.articles.former_addresses import moved
from site_app.articles.models import Article, Series
from site_app.narration.cover import cover_png
from site_app.narration.feed_dates import DatedByItsItems
from site_app.narration.models import Narration
from site_app.narration.player import Sound
from site_app.narration.public_names import lasting_name
from site_app.rendering.xml_text import allowed_in_xml

MOST_EPISODES = 300
"""Apps keep what they have seen: a feed need not hold everything for ever."""


@require_safe
@conditional_page
def whole_site(request: HttpRequest) -> HttpResponse:
    """The newest articles that can be heard."""
    return _answer(request, None)


@require_safe
@conditional_page
def one_series(request: HttpRequest, slug: str) -> HttpResponse:
    """Those of a series; an address that it once had leads to where it is now."""
    public = Series.objects.filter(articles__in=Article.objects.published()).distinct()
    series = public.filter(slug=slug).first()
    if series is None:
        return moved("narration:series_podcast", get_object_or_404(public, old_slugs__slug=slug).slug)
    return _answer(request, series)


@require_safe
@conditional_page
def cover(request: HttpRequest) -> HttpResponse:
    """The picture that apps show for the site."""
    response = HttpResponse(cover_png(), content_type="image/png")
    patch_cache_control(response, public=True, max_age=24 * 60 * 60)
    return response


def _answer(request: HttpRequest, series: Series | None) -> HttpResponse:
    response = _Podcast(request)(request, series=series)
    # What was withdrawn leaves no later date behind: only the contents tell whether a feed has changed.
    del response.headers["Last-Modified"]
    return response


class _Rss(DatedByItsItems, Rss201rev2Feed):
    """RSS 2.0 with what podcast directories ask for besides."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd"}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("itunes:author", self.feed["site_name"])
        handler.addQuickElement("itunes:image", None, {"href": self.feed["cover"]})
        handler.addQuickElement("itunes:category", None, {"text": "Health & Fitness"})
        handler.addQuickElement("itunes:explicit", "false")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("itunes:author", self.feed["site_name"])
        handler.addQuickElement("itunes:duration", item["duration"])
        handler.addQuickElement("itunes:explicit", "false")


class _Podcast(Feed):
    """Of a series, or of the whole site where there is none."""

    feed_type = _Rss
    language = "zh-cn"
    item_enclosure_mime_type = "audio/mpeg"
    item_guid_is_permalink = False

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_object(self, request: HttpRequest, *args: Any, series: Series | None, **kwargs: Any) -> Series | None:
        return series

    def title(self, series: Series | None) -> str:
        return allowed_in_xml(f"{series.title}｜{settings.SITE_NAME}" if series else settings.SITE_NAME)

    def link(self, series: Series | None) -> str:
        return reverse("pages:series", args=[series.slug]) if series else reverse("pages:home")

    def description(self, series: Series | None) -> str:
        about = series.summary if series else ""
        note = _(
            "用普通话朗读的健康文章，还没有经过医学专业人员审核，不能代替医生的意见。有急症，请马上打 %(number)s。"
        )
        return allowed_in_xml(f"{about} {note % {'number': settings.EMERGENCY_NUMBER}}".strip())

    def feed_extra_kwargs(self, series: Series | None) -> dict[str, str]:
        cover = self.request.build_absolute_uri(reverse("narration:podcast_cover"))
        return {"site_name": settings.SITE_NAME, "cover": cover}

    def items(self, series: Series | None) -> Iterable[Narration]:
        episodes = Narration.objects.to_begin_with().select_related("edition__article").defer("edition__markdown")
        if series:
            episodes = episodes.filter(edition__article__series=series)
        return episodes.order_by("-edition__article__first_published_at", "-edition__article__pk")[:MOST_EPISODES]

    def item_title(self, item: Narration) -> str:
        return allowed_in_xml(item.edition.plain_title)

    def item_description(self, item: Narration) -> str:
        return allowed_in_xml(item.edition.plain_summary)

    def item_link(self, item: Narration) -> str:
        return item.edition.article.get_absolute_url()

    def item_guid(self, item: Narration) -> str:
        return lasting_name(item.edition.article)

    def item_pubdate(self, item: Narration) -> datetime | None:
        return item.edition.article.first_published_at

    def item_enclosure_url(self, item: Narration) -> str:
        return self.request.build_absolute_uri(Sound(item).mp3)

    def item_enclosure_length(self, item: Narration) -> int:
        return item.mp3_bytes

    def item_extra_kwargs(self, item: Narration) -> dict[str, str]:
        return {"duration": str(round(item.duration / 1000))}
