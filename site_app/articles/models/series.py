"""Which articles are read one after another?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from site_app.articles.models.slug_field import FormerSlug, PinyinSlugField


class Series(models.Model):
    title = models.CharField(_("标题"), max_length=200)
    slug = PinyinSlugField(
        _("网址名"), blank=True, help_text=_("留空就由标题的拼音生成。改了以后，旧网址会自动转到新网址。")
    )
    summary = models.TextField(_("简介"), max_length=500, blank=True)
    position = models.PositiveIntegerField(_("顺序"), default=0, help_text=_("数字小的排在前面。"))

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("系列")
        verbose_name_plural = _("系列")

    def __str__(self) -> str:
        return self.title


class OldSeriesSlug(FormerSlug):
    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="old_slugs", verbose_name=_("系列"))

    class Meta:
        verbose_name = _("系列的旧网址名")
        verbose_name_plural = _("系列的旧网址名")
