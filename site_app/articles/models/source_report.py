"""What did reading a source document bring to light?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SourceReport(models.Model):
    name = models.CharField(pgettext_lazy("单数", "来源"), max_length=200)
    sha256 = models.CharField(_("来源的 SHA-256"), max_length=64, unique=True)
    report = models.JSONField(_("数据"))
    text = models.TextField(_("报告"))
    imported_at = models.DateTimeField(_("导入时间"), auto_now_add=True)

    class Meta:
        ordering = ["-imported_at"]
        verbose_name = _("来源报告")
        verbose_name_plural = pgettext_lazy("复数", "来源报告")

    def __str__(self) -> str:
        return self.name
