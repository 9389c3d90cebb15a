"""What does a reader see of an edition in one view? Stored, so that serving a page computes nothing."""

import html

from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from site_app.articles.models.edition import Edition
from site_app.articles.querysets import RenderingQuerySet


class Rendering(models.Model):
    """One view of an edition. Its three texts are sanitised HTML: `title` and `summary` inline, `body` blocks."""

    class View(models.TextChoices):
        HANZI = "hanzi", _("汉字")
        RUBY = "ruby", _("注音")
        PINYIN = "pinyin", _("拼音")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="renderings", verbose_name=_("版本"))
    view = models.CharField(_("视图"), max_length=10, choices=View)
    title = models.TextField(_("标题"))
    summary = models.TextField(_("摘要"), blank=True)
    body = models.TextField(_("正文"), blank=True)

    # The same in traditional characters. Pinyin has none; nor has what was stored before there were any, until it is read again.
    title_hant = models.TextField(blank=True, default="")
    summary_hant = models.TextField(blank=True, default="")
    body_hant = models.TextField(blank=True, default="")

    script = ""
    """Which characters its texts are shown in, where that is not the page’s own language: ``zh-Hant``. Not stored."""

    objects = RenderingQuerySet.as_manager()

    class Meta:
        verbose_name = _("视图")
        verbose_name_plural = pgettext_lazy("复数", "视图")
        constraints = [models.UniqueConstraint(fields=["edition", "view"], name="one_rendering_per_view")]

    def __str__(self) -> str:
        return f"{self.edition} · {self.get_view_display()}"


def plain_text(markup: str) -> str:
    """The words of a stored text without its tags."""
    return html.unescape(strip_tags(markup))
