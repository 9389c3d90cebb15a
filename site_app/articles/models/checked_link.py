"""Which addresses does an edition point to, and did they answer when somebody asked?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from site_app.articles.models.edition import Edition
from site_app.articles.models.message_field import MessageField


class CheckedLink(models.Model):
    """Written by `link_checking.check_links`; one row for each address of the edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="checked_links", verbose_name=_("版本"))
    address = models.CharField(_("网址"), max_length=2000)
    status = MessageField(_("结果"), blank=True)
    """What came of it, in words for the editor; empty while it is being looked up."""
    checked_at = models.DateTimeField(_("检查时间"))
    is_broken = models.BooleanField(_("打不开"), default=False, db_index=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("查过的链接")
        verbose_name_plural = pgettext_lazy("复数", "查过的链接")
        constraints = [models.UniqueConstraint(fields=["edition", "address"], name="one_answer_per_address")]

    def __str__(self) -> str:
        return f"{self.address} {self.status}"
