"""Which readings do readers think are wrong?"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from site_app.articles.models.article import Article
from site_app.articles.models.edition import Edition

MAX_REMARK = 300
MAX_SENTENCE = 500


class ReadingReportQuerySet(models.QuerySet["ReadingReport"]):
    def open(self) -> Self:
        return self.filter(state="open")


class ReadingReport(models.Model):
    """What one reader or several said of one syllable. Made by `reading_reports.report_reading`; holds nothing about them."""

    class State(models.TextChoices):
        OPEN = "open", _("待处理")
        CORRECTED = "corrected", _("已改正")
        RIGHT = "right", _("读音没错")

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="reading_reports", verbose_name=_("文章")
    )
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+", verbose_name=_("版本"))
    """The one that was read."""
    view = models.CharField(_("视图"), max_length=10)
    sentence = models.CharField(_("句子"), max_length=MAX_SENTENCE)
    position = models.PositiveIntegerField(_("位置"))
    """How many characters other than white space stand before it in the sentence."""
    character = models.CharField(_("字"), max_length=1)
    shown = models.CharField(_("显示的读音"), max_length=20)
    suggested = models.CharField(_("读者认为的读音"), max_length=20, blank=True)
    """Canonical, if it is a syllable at all."""
    remark = models.CharField(_("读者的话"), max_length=MAX_REMARK, blank=True)
    """What was said last, where several said something."""
    count = models.PositiveIntegerField(_("人次"), default=1)
    first_at = models.DateTimeField(_("首次报告"))
    last_at = models.DateTimeField(_("最近报告"))
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.OPEN)
    resolved_at = models.DateTimeField(_("处理时间"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ReadingReportQuerySet.as_manager()

    class Meta:
        ordering = ["-last_at"]
        verbose_name = _("读者报告的读音")
        verbose_name_plural = _("读者报告的读音")
        indexes = [models.Index(fields=["article", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "sentence", "position"],
                condition=Q(state="open"),
                name="one_open_report_for_a_syllable",
            )
        ]

    def __str__(self) -> str:
        return f"{self.character} {self.shown}"

    @property
    def suggested_marked(self) -> str:
        """``shuài``"""
        from site_app.pinyin.syllables import marked

        return marked(self.suggested) if self.suggested else ""
