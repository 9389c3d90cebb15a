"""What does a feed reader learn of new and corrected articles?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from site_app import languages
from site_app.articles.former_addresses import moved
from site_app.articles.models import Article, Series, Tag
from site_app.narration.feed_dates import DatedByItsItems
from site_app.narration.public_names import lasting_name
from site_app.pages.listed import in_use
from site_app.rendering.xml_text import allowed_in_xml


class _Atom(DatedByItsItems, Atom1Feed):
    pass


class _Rss(DatedByItsItems, Rss201rev2Feed):
    pass


KINDS = {"atom": _Atom, "rss": _Rss}
MOST_ARTICLES = 50
"""Readers keep what they have seen: a feed need not hold everything for ever."""
FRESH_FOR = 300
"""Seconds for which nobody need ask again."""

Owner = Series | Tag | None


@require_safe
@conditional_page
def whole_site(request: HttpRequest, kind: str) -> HttpResponse:
    """The newest articles."""
    return _answer(request, kind, None)


@require_safe
@conditional_page
def one_series(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Those of a series; an address that it once had leads to where it is now."""
    series, is_here = in_use(Series, slug)
    return _answer(request, kind, series) if is_here else moved("pages:series_feed", series.slug, kind)


@require_safe
@conditional_page
def one_tag(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Those under a tag; likewise."""
    tag, is_here = in_use(Tag, slug)
    return _answer(request, kind, tag) if is_here else moved("pages:tag_feed", tag.slug, kind)


def _answer(request: HttpRequest, kind: str, owner: Owner) -> HttpResponse:
    response = _Articles(kind)(request, owner=owner)
    # What was withdrawn leaves no later date behind: only the contents tell whether a feed has changed.
    del response.headers["Last-Modified"]
    patch_cache_control(response, public=True, max_age=FRESH_FOR)
    return response


class _Articles(Feed):
    """Of a series, of a tag, or of the whole site."""

    item_guid_is_permalink = False

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.feed_type = KINDS[kind]

    def get_object(self, request: HttpRequest, *args: Any, owner: Owner, **kwargs: Any) -> Owner:
        return owner

    @property
    def language(self) -> str:  # type: ignore[override]  # an attribute there; what is said in it stays Chinese
        return "zh-tw" if languages.spoken() is languages.TRADITIONAL else "zh-cn"

    def title(self, owner: Owner) -> str:
        return allowed_in_xml(f"{owner}｜{settings.SITE_NAME}" if owner else settings.SITE_NAME)

    def link(self, owner: Owner) -> str:
        if owner is None:
            return reverse("pages:home")
        return reverse("pages:series" if isinstance(owner, Series) else "pages:tag", args=[owner.slug])

    def feed_url(self, owner: Owner) -> str:
        if owner is None:
            return reverse("pages:feed", args=[self.kind])
        name = "pages:series_feed" if isinstance(owner, Series) else "pages:tag_feed"
        return reverse(name, args=[owner.slug, self.kind])

    def description(self, owner: Owner) -> str:
        about = owner.summary if isinstance(owner, Series) else ""
        note = _("健康文章，有汉字、注音、拼音三种读法。不能代替医生的意见。有急症，请马上打 %(number)s。")
        return allowed_in_xml(f"{about} {note % {'number': settings.EMERGENCY_NUMBER}}".strip())

    subtitle = description

    def author_name(self, owner: Owner) -> str:
        return allowed_in_xml(settings.SITE_OWNER or settings.SITE_NAME)

    def items(self, owner: Owner) -> Iterable[Article]:
        articles = Article.objects.published().with_live_edition().newest_first()
        if isinstance(owner, Series):
            articles = articles.filter(series=owner)
        elif owner:
            articles = articles.filter(tags=owner)
        articles = articles.prefetch_related("tags", "prefetched_live__written_by")
        return [article for article in articles[:MOST_ARTICLES] if article.live_edition]

    def item_title(self, item: Article) -> str:
        return allowed_in_xml(str(item))

    def item_description(self, item: Article) -> str:
        return allowed_in_xml(item.live_edition.plain_summary if item.live_edition else "")

    def item_author_name(self, item: Article) -> str | None:
        person = item.live_edition.written_by if item.live_edition else None
        return allowed_in_xml(person.for_readers) if person and person.for_readers else None

    def item_guid(self, item: Article) -> str:
        return lasting_name(item)

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: Article) -> datetime | None:
        return item.live_edition.published_at if item.live_edition else None

    def item_categories(self, item: Article) -> Iterable[str]:
        return [allowed_in_xml(tag.name) for tag in item.tags.all()]
