"""Under which words are articles found?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from site_app.articles.models.slug_field import FormerSlug, PinyinSlugField


class Tag(models.Model):
    name = models.CharField(_("名称"), max_length=50, unique=True)
    slug = PinyinSlugField(
        _("网址名"), blank=True, help_text=_("留空就由名称的拼音生成。改了以后，旧网址会自动转到新网址。")
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("标签")
        verbose_name_plural = pgettext_lazy("复数", "标签")

    def __str__(self) -> str:
        return self.name


class OldTagSlug(FormerSlug):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="old_slugs", verbose_name=_("标签"))

    class Meta:
        verbose_name = _("标签的旧网址名")
        verbose_name_plural = _("标签的旧网址名")
