"""Which forms for a new article have arrived already? A form that is sent again must not make the article twice."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from site_app.articles.models.article import Article


class SentForm(models.Model):
    """One that made an article; see `sending`."""

    token = models.CharField(_("表单的记号"), max_length=32)
    """Made when the form was shown; hexadecimal."""
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+", verbose_name=_("文章"))
    stamp = models.CharField(_("存下的版本"), max_length=40)
    """The stamp of the edition that the form stored."""
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("发送的账号")
    )
    sent_at = models.DateTimeField(_("发送时间"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("发送过的表单")
        verbose_name_plural = pgettext_lazy("复数", "发送过的表单")
        constraints = [models.UniqueConstraint(fields=["sent_by", "token"], name="a_form_makes_one_article")]

    def __str__(self) -> str:
        return self.token
