"""Where does a superuser decide who may do what? Groups and permissions are stored in Chinese, and shown in the reader's language."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import ManyToManyField, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_tasks_db.models import DBTaskResult

from site_app.articles.admin.watched import Watched
from site_app.articles.models import Act
from site_app.articles.sign_in_log import account_changed
from site_app.articles.signed_in import signed_in
from site_app.doors import second_factor
from site_app.message import Message

GROUPS = (Message("作者"), Message("审核者"), Message("发布者"))
"""The groups that come with the site; others have one name in all languages."""
_USUAL = {
    "add": gettext_lazy("可以新增"),
    "change": gettext_lazy("可以修改"),
    "delete": gettext_lazy("可以删除"),
    "view": gettext_lazy("可以查看"),
}


def name_of_group(group: Group) -> str:
    return gettext(group.name) if group.name in GROUPS else group.name


def name_of_permission(permission: Permission) -> str:
    """``文章 | 可以修改``"""
    usual, _underscore, _model = permission.codename.partition("_")
    model = permission.content_type.model_class()
    is_ours = model is not None and permission.name in [name for _codename, name in model._meta.permissions]
    what = _USUAL.get(usual) or (gettext(permission.name) if is_ours else permission.name)
    return f"{permission.content_type.name} | {what}"


_WITHOUT_PAGES = ("contenttypes", "sessions", "django_tasks_database", "axes", "otp_totp", "otp_static")
"""Apps whose tables nobody opens in the admin, whatever they may."""
_NAMES: dict[str, Any] = {
    "groups": name_of_group,
    "permissions": name_of_permission,
    "user_permissions": name_of_permission,
}


class NamesOfRights(admin.ModelAdmin):
    """Says what can be chosen in the reader's language."""

    def formfield_for_manytomany(self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["widget"] = forms.CheckboxSelectMultiple(attrs={"class": "account-rights"})
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if isinstance(field, forms.ModelMultipleChoiceField) and db_field.name in _NAMES:
            if db_field.related_model is Permission and field.queryset is not None:
                field.queryset = field.queryset.exclude(content_type__app_label__in=_WITHOUT_PAGES)
            field.label_from_instance = _NAMES[db_field.name]  # type: ignore[method-assign]
        return field


# Devices and codes are for the page that their owner has, and hold secrets.
admin.site.unregister((TOTPDevice, StaticDevice))
admin.site.unregister(User)
# What is done in the background is told where it matters: beside narrations, changes of readings, imports.
admin.site.unregister(DBTaskResult)
admin.site.unregister(Group)


@admin.register(User)
class AccountDesk(Watched, NamesOfRights, UserAdmin):
    """Django's own, with a way in for whoever lost their telephone.

    With boxes to tick: its two lists beside each other speak English where the rest is Chinese.
    """

    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    actions = ("switch_second_factor_off",)

    def has_reset_permission(self, request: HttpRequest) -> bool:
        return signed_in(request).is_superuser

    @admin.action(description=gettext_lazy("关闭所选账号的两步登录（手机丢了）"), permissions=["reset"])
    def switch_second_factor_off(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for account in queryset:
            if second_factor.is_on(account):
                second_factor.switch_off(account)
                account_changed(Act.Kind.SECOND_FACTOR_OFF, account.get_username(), signed_in(request))
                messages.success(request, gettext("账号“%(name)s”的两步登录已经关闭。") % {"name": account})


@admin.register(Group)
class GroupDesk(Watched, NamesOfRights, GroupAdmin):  # type: ignore[misc]
    """Django's own, with the name as the reader says it, and boxes to tick."""

    filter_horizontal = ()
    list_display = ("shown",)

    @admin.display(description=gettext_lazy("名称"), ordering="name")
    def shown(self, group: Group) -> str:
        return name_of_group(group)
