"""Which addresses should search engines know, and when did each last change?"""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse

from site_app import languages
from site_app.articles.models import Article, Edition, Series, Tag
from site_app.glossary.models import TermPage
from site_app.pages.addresses import article_address, emergency_address, term_address
from site_app.pages.listed import Owner


class Pages(Sitemap):
    """What is always there. The ruby view says what the hanzi view says, and is not listed."""

    def items(self) -> list[str]:
        names = ("home", "about", "privacy", "accessibility", "contact", "terms")
        pinyin = [emergency_address("pinyin")] if _has_pinyin() else []
        return [*(reverse(f"pages:{name}") for name in names), emergency_address(), *pinyin]

    def location(self, item: str) -> str:
        return item


class Articles(Sitemap):
    """Live articles in the hanzi and in the pinyin view."""

    limit = 10_000

    def items(self) -> QuerySet[Edition]:
        live = Edition.objects.live().filter(article__binned_at=None).select_related("article")
        return live.only("published_at", "article__slug").order_by("article_id")

    def location(self, item: Edition) -> str:
        return article_address(item.article.slug)

    def lastmod(self, item: Edition) -> datetime | None:
        return item.published_at


class ArticlesInPinyin(Articles):
    def items(self) -> QuerySet[Edition]:
        return super().items() if _has_pinyin() else Edition.objects.none()

    def location(self, item: Edition) -> str:
        return article_address(item.article.slug, "pinyin")


class SeriesPages(Sitemap):
    def items(self) -> QuerySet[Series]:
        return _with_last_change(Series)

    def location(self, item: Series) -> str:
        return reverse("pages:series", args=[item.slug])

    def lastmod(self, item: Series) -> datetime:
        return item.changed  # type: ignore[attr-defined]  # annotated above


class TagPages(Sitemap):
    def items(self) -> QuerySet[Tag]:
        return _with_last_change(Tag)

    def location(self, item: Tag) -> str:
        return reverse("pages:tag", args=[item.slug])

    def lastmod(self, item: Tag) -> datetime:
        return item.changed  # type: ignore[attr-defined]  # annotated above


class Terms(Sitemap):
    """Words that are explained, in the hanzi and in the pinyin view."""

    limit = 10_000

    def items(self) -> QuerySet[TermPage]:
        return TermPage.objects.shown().only("slug", "changed_at").order_by("pk")

    def location(self, item: TermPage) -> str:
        return term_address(item.slug)

    def lastmod(self, item: TermPage) -> datetime:
        return item.changed_at


class TermsInPinyin(Terms):
    def items(self) -> QuerySet[TermPage]:
        return super().items() if _has_pinyin() else TermPage.objects.none()

    def location(self, item: TermPage) -> str:
        return term_address(item.slug, "pinyin")


def _has_pinyin() -> bool:
    """Pinyin is the same in all languages, and at home in the first."""
    return languages.spoken() is languages.DEFAULT


def _with_last_change(model: type[Owner]) -> QuerySet[Owner]:
    """Those under which something is published, each with the time of its newest live edition in `changed`."""
    live = model._default_manager.filter(
        articles__in=Article.objects.published(), articles__editions__state="published"
    )
    return live.annotate(changed=Max("articles__editions__published_at")).order_by("pk")


SITEMAPS = {
    "pages": Pages,
    "articles": Articles,
    "pinyin": ArticlesInPinyin,
    "series": SeriesPages,
    "tags": TagPages,
    "terms": Terms,
    "terms-pinyin": TermsInPinyin,
}
