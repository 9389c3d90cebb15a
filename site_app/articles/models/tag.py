"""Under which words are articles found?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from site_app.articles.models.slug_field import PinyinSlugField


class Tag(models.Model):
    name = models.CharField(_("名称"), max_length=50, unique=True)
    slug = PinyinSlugField(_("网址名"), blank=True, help_text=_("留空就由名称的拼音生成。"))

    class Meta:
        ordering = ["name"]
        verbose_name = _("标签")
        verbose_name_plural = _("标签")

    def __str__(self) -> str:
        return self.name
