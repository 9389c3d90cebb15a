"""What was imported under which key, so that importing again neither doubles nor overwrites anything?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from site_app.articles.models.article import Article


class ImportedItem(models.Model):
    """The trace that an imported article, an imported lexicon entry or a loaded seeds folder leaves.

    It outlives what was imported: a row whose article is gone says that an editor deleted it.
    """

    key = models.CharField(_("来源键"), max_length=255, unique=True)
    source_digest = models.CharField(_("来源摘要"), max_length=64)
    """SHA-256 of the source as it was last taken over: has the source changed since?"""
    stored_digest = models.CharField(_("入库摘要"), max_length=64, blank=True)
    """SHA-256 of what importing left in the database: has an editor changed it since?"""
    article = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, blank=True, related_name="imports", verbose_name=_("文章")
    )

    class Meta:
        verbose_name = _("导入记录")
        verbose_name_plural = pgettext_lazy("复数", "导入记录")

    def __str__(self) -> str:
        return self.key
