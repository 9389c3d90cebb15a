"""Who wrote or reviewed an article, as readers know them?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Person(models.Model):
    """An account is not needed: a clinician from outside may review on paper."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("账号"),
        help_text=_("没有账号的人留空。"),
    )
    name = models.CharField(_("姓名"), max_length=100)
    qualification = models.CharField(
        _("职称或资质"), max_length=100, blank=True, help_text=_("例如：神经内科主任医师。")
    )
    organisation = models.CharField(_("单位"), max_length=100, blank=True)
    is_public = models.BooleanField(
        _("公开"),
        default=False,
        help_text=_("本人同意以后再勾选。不公开时，读者只看到单位；单位也没有写，就什么也看不到。"),
    )

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("作者或审核者")
        verbose_name_plural = _("作者和审核者")

    def __str__(self) -> str:
        return gettext("，").join(filter(None, (self.name, self.qualification, self.organisation)))

    @property
    def for_readers(self) -> str:
        """Everything for a public profile, else the organisation alone; may be empty."""
        return str(self) if self.is_public else self.organisation
