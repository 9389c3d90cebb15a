"""Which articles wait for the readings of today, and why?"""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from site_app.articles.models.article import Article


class RereadingQuerySet(models.QuerySet["Rereading"]):
    def with_waiting(self) -> Self:
        """With the numbers of articles that still wait, and of those among them that could not be read."""
        return self.annotate(
            waiting=Count("articles"), failed=Count("articles", filter=~Q(articles__failure=""))
        )  # fmt: skip


class Rereading(models.Model):
    """One change of readings that reaches articles in the background; `rereading` does the work."""

    words = models.JSONField(_("词"), default=list)
    """Those whose reading changed; empty when everything is rendered again."""
    total = models.PositiveIntegerField(_("文章"), default=0)
    started_at = models.DateTimeField(_("开始时间"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("谁"),
    )

    objects = RereadingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("重新注音")
        verbose_name_plural = _("重新注音")

    def __str__(self) -> str:
        return self.described

    @property
    def described(self) -> str:
        """``卒中、银行``, or that it is about everything."""
        words: list[Any] = self.words
        if not words:
            return str(_("全部文章"))
        return str(_("、")).join(words[:5]) + ("…" if len(words) > 5 else "")


class WaitingArticle(models.Model):
    """An article that a change has not reached yet. Readers see its former views meanwhile."""

    rereading = models.ForeignKey(Rereading, on_delete=models.CASCADE, related_name="articles")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    failure = models.TextField(blank=True)
    """Why it could not be read; whoever starts the worker tries again."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rereading", "article"], name="an_article_waits_once")]

    def __str__(self) -> str:
        return f"{self.rereading} · {self.article_id}"
