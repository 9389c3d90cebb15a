"""Who did what to an article or an account, and when? Written by `recording` and `sign_in_log`, and by nobody ever changed."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from site_app.articles.models.article import Article
from site_app.articles.models.edition import Edition
from site_app.articles.models.message_field import MessageField
from site_app.articles.models.state import State
from site_app.articles.translating import translated
from site_app.message import Message


class ActIsFixed(TypeError):
    """Somebody tried to rewrite the log."""

    def __init__(self) -> None:
        super().__init__(_now("记录只能增加，不能修改或删除。"))


class ActQuerySet(models.QuerySet["Act"]):
    def update(self, **changes: Any) -> NoReturn:
        raise ActIsFixed

    def delete(self) -> NoReturn:
        raise ActIsFixed


class Act(models.Model):
    """One transition of one edition, or what was done to the whole article, or at the door. Names stay when the account, the edition or the article goes."""

    class Kind(models.TextChoices):
        SUBMIT = "submit", _("提交审核")
        TAKE_BACK = "take_back", _("收回")
        REQUEST_CHANGES = "request_changes", _("请作者修改")
        APPROVE = "approve", _("通过审核")
        SCHEDULE = "schedule", _("定时发布")
        UNSCHEDULE = "unschedule", _("取消定时")
        PUBLISH = "publish", _("发布")
        PUBLISH_UNREVIEWED = "publish_unreviewed", _("未经审核发布")
        WITHDRAW = "withdraw", _("撤下")
        SEND_BACK = "send_back", _("到时间没有发布")
        SET_ASIDE = "set_aside", _("放到一边")
        RESTORE = "restore", _("恢复旧版")
        BIN = "bin", _("放进回收站")
        UNBIN = "unbin", _("从回收站恢复")
        ERASE = "erase", _("永久删除")
        EXPORT = "export", _("导出")
        SIGN_IN = "sign_in", _("登录")
        SIGN_IN_FAILED = "sign_in_failed", _("登录失败")
        SIGN_IN_LOCKED = "sign_in_locked", _("登录被锁")
        SECOND_FACTOR_ON = "second_factor_on", _("开通两步登录")
        SECOND_FACTOR_OFF = "second_factor_off", _("关闭两步登录")
        RIGHTS = "rights", _("更改账号或权限")

    AT_THE_DOOR = (
        Kind.SIGN_IN,
        Kind.SIGN_IN_FAILED,
        Kind.SIGN_IN_LOCKED,
        Kind.SECOND_FACTOR_ON,
        Kind.SECOND_FACTOR_OFF,
        Kind.RIGHTS,
    )
    """What is nobody's business but that of superusers."""

    kind = models.CharField(_("事项"), max_length=20, choices=Kind)
    article = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, related_name="acts", verbose_name=_("文章")
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.SET_NULL, null=True, related_name="acts", verbose_name=_("版本")
    )
    subject = models.CharField(_("对象"), max_length=250)
    from_state = models.CharField(_("原来的状态"), max_length=20, choices=State, blank=True)
    to_state = models.CharField(_("后来的状态"), max_length=20, choices=State, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("账号")
    )
    by_name = models.CharField(_("谁"), max_length=200)
    at = models.DateTimeField(_("时间"), db_index=True)
    note = MessageField(_("说明"), blank=True)
    """What somebody typed, or what the site has to say."""

    objects = ActQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        default_permissions = ("view",)
        verbose_name = _("操作记录")
        verbose_name_plural = _("操作记录")

    def __str__(self) -> str:
        return _now("%(subject)s：%(kind)s") % {"subject": self.what, "kind": self.get_kind_display()}

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise ActIsFixed
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ActIsFixed

    @property
    def what(self) -> str:
        """To what it was done; what the site itself calls so is in the reader's language."""
        count = self.subject.removesuffix("篇文章") if self.kind == self.Kind.EXPORT else ""
        if count.isdecimal():
            return translated(Message("%(count)s篇文章", count=int(count)))
        unknown = Message("没有这个账号")
        return translated(unknown) if self.subject == unknown else self.subject

    @property
    def who(self) -> str:
        """Who did it, in the reader's language where that was the site itself."""
        known = [name for name in (Message("网站"), Message("不知道是谁")) if name == self.by_name]
        return translated(known[0]) if known else self.by_name
