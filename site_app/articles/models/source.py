"""What does an edition rest on?"""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from site_app.articles.models.edition import Edition
from site_app.articles.models.particulars import Reference


class Source(models.Model):
    """Change sources through `drafting.save_draft`, together with the words that point to them."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sources", verbose_name=_("版本"))
    key = models.CharField(
        _("代号"),
        max_length=40,
        validators=[RegexValidator(r"^[\w-]+\Z", _("代号只能用文字、数字和连字符，例如 who2023。"))],
        help_text=_("正文里写成 [^who2023]。"),
    )
    title = models.CharField(_("标题"), max_length=300, blank=True)
    publisher = models.CharField(_("发布者或作者"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(
        _("年份"), null=True, blank=True, validators=[MinValueValidator(1000), MaxValueValidator(2999)]
    )
    address = models.URLField(_("网址"), max_length=500, blank=True, validators=[URLValidator(["http", "https"])])
    retrieved_on = models.DateField(_("查阅日期"), null=True, blank=True)
    position = models.PositiveIntegerField(_("编号"))
    """Its number at the foot of the page: the text's first source is 1. What no marker names comes last."""

    class Meta:
        ordering = ["position"]
        verbose_name = pgettext_lazy("单数", "来源")
        verbose_name_plural = pgettext_lazy("复数", "来源")
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="source_keys_are_unique")]

    def __str__(self) -> str:
        return self.title or self.key

    @property
    def is_complete(self) -> bool:
        """Whether a reader could find it: title, publisher, and a year or an address with the day it was looked up."""
        return bool(self.title and self.publisher and (self.year or (self.address and self.retrieved_on)))

    @property
    def reference(self) -> Reference:
        return Reference(self.key, self.title, self.publisher, self.year, self.address, self.retrieved_on)
