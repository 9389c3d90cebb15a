"""Which articles, editions and views are asked for again and again, and under which names?"""

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

        titles = Prefetch("renderings", Rendering.objects.defer("body"))
        editions = Edition.objects.live().defer("markdown").prefetch_related(titles)
        return self.prefetch_related(Prefetch("editions", editions, to_attr="prefetched_live"))


class EditionQuerySet(models.QuerySet["Edition"]):
    def live(self) -> Self:
        return self.filter(state="published")

    def drafts(self) -> Self:
        return self.filter(state="draft")

    def being_used(self) -> Self:
        """Those that readers or editors see now: live ones and drafts."""
        return self.filter(state__in=["published", "draft"])

    def update(self, **changes: Any) -> int:
        """As Django's, but refuses to rewrite words past the guard and the rendering in `Edition.save`."""
        from site_app.articles.models.edition import WORDS, EditionIsFixed

        if {*WORDS} & {*changes}:
            raise EditionIsFixed(_("版本的文字只能逐个保存。"))
        return super().update(**changes)


class RenderingQuerySet(models.QuerySet["Rendering"]):
    def live(self) -> Self:
        """The views of live editions, each with its edition, article and series: all that an article's page needs."""
        return self.filter(edition__state="published").select_related("edition__article__series")
