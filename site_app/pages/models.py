"""What do readers tell the editors of an article?"""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from site_app.articles.models import Article, Edition

MOST_WORDS = 500
"""Characters that a reader may write."""


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def open(self) -> Self:
        """What no editor has dealt with."""
        return self.filter(done_at=None)


class Feedback(models.Model):
    """One reader's answer. Made by `feedback.take_down`; holds nothing about them."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="feedback", verbose_name=_("文章"))
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+", verbose_name=_("版本"))
    """The one that was read."""
    view = models.CharField(_("视图"), max_length=10)
    useful = models.BooleanField(_("有用"))
    words = models.CharField(_("读者的话"), max_length=MOST_WORDS, blank=True)
    created_at = models.DateTimeField(_("时间"), db_index=True)
    done_at = models.DateTimeField(_("处理时间"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("处理的账号"),
    )

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("读者反馈")
        verbose_name_plural = _("读者反馈")

    def __str__(self) -> str:
        return f"{self.edition.plain_title} · {_('有用') if self.useful else _('没有用')}"
