"""Which articles, editions and views are asked for again and again, and under which names?"""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from site_app.articles.models import Article, Edition, Rendering  # noqa: F401  type arguments below


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> Self:
        """Articles with a live edition. A database constraint allows one each, so none comes twice."""
        return self.filter(editions__state="published")

    def formerly(self, slug: str) -> Self:
        """The article that once had this slug, if it has or had a public page: where an old address leads."""
        return self.filter(old_slugs__slug=slug, editions__state__in=["published", "withdrawn"]).distinct()

    def newest_first(self) -> Self:
        """By first publication, so that a correction does not lift an old article to the top."""
        return self.order_by("-first_published_at", "-id")

    def with_live_edition(self) -> Self:
        """Two more queries in all make `live_edition` and `live_edition.rendering(view)` free for every article.

        Their long texts (Markdown and bodies) are left in the database until somebody asks.
        """
        from site_app.articles.models import Edition, Rendering

        titles = Prefetch("renderings", Rendering.objects.defer("body", "body_hant"))
        editions = Edition.objects.live().defer("markdown").prefetch_related(titles)
        return self.prefetch_related(Prefetch("editions", editions, to_attr="prefetched_live"))


class EditionQuerySet(models.QuerySet["Edition"]):
    def live(self) -> Self:
        return self.filter(state="published")

    def drafts(self) -> Self:
        """Those that are being written."""
        return self.filter(state__in=["draft", "changes_requested"])

    def open(self) -> Self:
        """Those that are on the way to readers: one for an article at most."""
        return self.filter(state__in=["draft", "in_review", "changes_requested", "approved", "scheduled"])

    def scheduled(self) -> Self:
        return self.filter(state="scheduled")

    def due(self, now: datetime) -> Self:
        """Those whose time has come."""
        return self.scheduled().filter(scheduled_for__lte=now)

    def reviews_due(self, day: date) -> Self:
        """Live ones whose review is due on that day or has been since before."""
        return self.live().filter(review_due__lte=day)

    def withdrawn(self) -> Self:
        return self.filter(state="withdrawn")

    def told_to_readers(self, article: "Article") -> Self:
        """The article's published editions whose change readers are told of, newest first: neither small nor the first."""
        published = self.filter(article=article, published_at__isnull=False)
        told = published.filter(is_minor=False).exclude(change_note="")
        first = published.order_by("published_at", "number").values("pk")[:1]
        return told.exclude(pk__in=first).only("published_at", "change_note", "article").order_by("-number")

    def being_used(self) -> Self:
        """Those that readers or editors see now: live and open ones, and withdrawn ones that can still be read.

        What somebody practises on is none of them.
        """
        used = self.exclude(state="superseded").filter(article__practice_of=None)
        return used.exclude(state="withdrawn", withdrawal__in=["error", "merged"])

    def update(self, **changes: Any) -> int:
        """As Django's, but refuses to rewrite words past the guard and the rendering in `Edition.save`."""
        from site_app.articles.models.edition import SAID, EditionIsFixed

        if {*SAID} & {*changes}:
            raise EditionIsFixed(_("版本的文字只能逐个保存。"))
        return super().update(**changes)


class RenderingQuerySet(models.QuerySet["Rendering"]):
    def live(self) -> Self:
        """The views of live editions."""
        return self.filter(edition__state="published").for_a_page()

    def for_a_page(self) -> Self:
        """Each with its edition, article, series, author and reviewer: all that an article's page needs in one query."""
        return self.select_related("edition__article__series", "edition__written_by", "edition__reviewed_by")
