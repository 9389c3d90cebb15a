"""What is lasting about an article, whatever its words say today?"""

from typing import TYPE_CHECKING, Optional

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from site_app.articles.models.series import Series
from site_app.articles.models.slug_field import FormerSlug, PinyinSlugField
from site_app.articles.models.tag import Tag
from site_app.articles.querysets import ArticleQuerySet

if TYPE_CHECKING:
    from site_app.articles.models.edition import Edition


class KeptArticles(models.Manager.from_queryset(ArticleQuerySet)):  # type: ignore[misc]  # made at run time
    """All but those in the bin and what somebody practises on."""

    def get_queryset(self) -> ArticleQuerySet:
        return super().get_queryset().filter(binned_at=None, practice_of=None)


class Article(models.Model):
    """Its words live in its editions. Create and change articles through `publishing` and `slugs`."""

    slug = PinyinSlugField(
        _("网址名"), blank=True, help_text=_("留空就由标题的拼音生成。改了以后，旧网址会自动转到新网址。")
    )
    series = models.ForeignKey(
        Series, on_delete=models.SET_NULL, null=True, blank=True, related_name="articles", verbose_name=_("系列")
    )
    position = models.PositiveIntegerField(_("在系列中的顺序"), default=0, help_text=_("数字小的排在前面。"))
    tags = models.ManyToManyField(Tag, blank=True, related_name="articles", verbose_name=pgettext_lazy("复数", "标签"))
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    first_published_at = models.DateTimeField(_("首次发布时间"), null=True, blank=True, editable=False, db_index=True)
    """Orders the newest articles: correcting an old one must not make it new."""
    search_text = models.TextField(editable=False, default="")
    """What its titles can be found by; see `finding`."""

    binned_at = models.DateTimeField(_("放进回收站的时间"), null=True, blank=True, editable=False, db_index=True)
    binned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("放进回收站的账号"),
    )

    practice_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        db_index=False,  # of all rows: SQLite would take it for the quickest way to those without an account
        related_name="+",
        verbose_name=_("谁的练习"),
    )
    """Whose first steps it is for: nobody else finds it, and it never goes anywhere; see `welcome`."""

    # The first one lists the articles of a series, of a tag and of the admin. What an edition or an act belongs to is
    # found by Django's base manager, which hides nothing: in the bin everything still hangs together.
    objects = KeptArticles()
    everything = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice_of"], condition=models.Q(practice_of__isnull=False), name="one_practice_of_an_account"
            )
        ]
        verbose_name = _("文章")
        verbose_name_plural = pgettext_lazy("复数", "文章")

    def __str__(self) -> str:
        if hasattr(self, "prefetched_editions"):
            known = {edition.state: edition for edition in reversed(self.prefetched_editions)}
            edition = known.get("published") or next(iter(self.prefetched_editions), None)
        else:
            edition = self.live_edition or self.latest_edition
        return edition.plain_title if edition and edition.title else self.slug

    def get_absolute_url(self) -> str:
        """The article's public address in the hanzi view."""
        return reverse("pages:article", args=[self.slug])

    @property
    def live_edition(self) -> Optional["Edition"]:
        """The published edition; no query after `Article.objects.with_live_edition()`."""
        if hasattr(self, "prefetched_live"):
            return next(iter(self.prefetched_live), None)
        return self.editions.live().first()

    @property
    def draft(self) -> Optional["Edition"]:
        """The edition that is being written."""
        return self.editions.drafts().first()

    @property
    def open_edition(self) -> Optional["Edition"]:
        """The edition that is on its way to readers: being written, reviewed, or waiting to be published.

        No query after `keep_at_hand`.
        """
        if hasattr(self, "prefetched_open"):
            return next(iter(self.prefetched_open), None)
        return self.editions.open().first()

    def keep_at_hand(self) -> None:
        """Make `live_edition` and `open_edition` free, for a page that only shows the article."""
        self.prefetched_live = list(self.editions.live()[:1])
        self.prefetched_open = list(self.editions.open()[:1])

    @property
    def latest_edition(self) -> Optional["Edition"]:
        """The edition with the highest number, whatever its state."""
        return self.editions.first()

    def merged_into_live(self) -> Optional["Article"]:
        """The live article that this one was merged into, over any that were merged in turn; None when it has gone."""
        seen, article = {self.pk}, self
        while (
            withdrawn := article.editions.withdrawn().select_related("merged_into").first()
        ) and withdrawn.merged_into:
            article = withdrawn.merged_into
            if article.pk in seen:
                return None
            if article.live_edition:
                return article
            seen.add(article.pk)
        return None


class OldSlug(FormerSlug):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="old_slugs", verbose_name=_("文章"))

    class Meta:
        verbose_name = _("旧网址名")
        verbose_name_plural = _("旧网址名")
