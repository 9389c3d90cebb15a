"""How far has somebody come who is shown what the desk is for?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Welcome(models.Model):
    """One row for an account once it has answered; see `welcome`. Whoever has none is still to be asked."""

    class Answer(models.TextChoices):
        OFFERED = "offered", _("还没有回答")
        PUT_OFF = "put_off", _("以后再说")
        DECLINED = "declined", _("不用了")
        PRACTISING = "practising", _("正在练习")
        DONE = "done", _("练完了")

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("账号")
    )
    answer = models.CharField(_("回答"), max_length=20, choices=Answer, default=Answer.OFFERED)
    answered_at = models.DateTimeField(_("回答的时间"), null=True, blank=True)
    step = models.PositiveSmallIntegerField(_("做完了几步"), default=0)
    """Of the last practice."""

    class Meta:
        default_permissions = ()
        verbose_name = _("练习")
        verbose_name_plural = _("练习")

    def __str__(self) -> str:
        return f"{self.account}: {self.get_answer_display()}"

    @property
    def is_to_be_asked(self) -> bool:
        """Whether the person has not been asked, or has put it off and signed in anew since."""
        if self.answer != self.Answer.PUT_OFF:
            return self.answer == self.Answer.OFFERED
        return bool(self.answered_at and self.account.last_login and self.account.last_login > self.answered_at)
