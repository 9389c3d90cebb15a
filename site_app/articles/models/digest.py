"""On which day was somebody last told by e-mail what needs doing?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Digest(models.Model):
    """One row for a person, so that nobody gets the same message twice in a day."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("账号")
    )
    sent_on = models.DateField(_("寄出日期"), null=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("每日邮件")
        verbose_name_plural = _("每日邮件")

    def __str__(self) -> str:
        return f"{self.user} {self.sent_on}"
