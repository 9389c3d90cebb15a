"""What changed in what an account, or a group, may do? Written into the log by the pages on which it is changed."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from site_app.articles.models import Act
from site_app.articles.sign_in_log import account_changed
from site_app.articles.signed_in import signed_in
from site_app.message import Message

_FLAGS = ("is_active", "is_staff", "is_superuser")
LONGEST = 2000
"""Characters of a note; a group with every permission has more to say than anybody reads."""


class Watched(admin.ModelAdmin):
    """For accounts and groups."""

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        obj.rights_before = rights_of(type(obj).objects.get(pk=obj.pk)) if change else set()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        saved = form.instance
        before, after = saved.rights_before, rights_of(saved)
        if change and before == after:
            return
        said = Message(
            "增加：%(added)s；去掉：%(removed)s", added=_listed(after - before), removed=_listed(before - after)
        )
        account_changed(Act.Kind.RIGHTS, _name(saved), signed_in(request), said)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        name = _name(obj)
        super().delete_model(request, obj)
        account_changed(Act.Kind.RIGHTS, name, signed_in(request), Message("删除"))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        names = [_name(each) for each in queryset]
        super().delete_queryset(request, queryset)
        for name in names:
            account_changed(Act.Kind.RIGHTS, name, signed_in(request), Message("删除"))


def rights_of(whose: User | Group) -> set[str]:
    """Flags, groups and permissions, each as a word."""
    if isinstance(whose, Group):
        return {_word(permission) for permission in whose.permissions.select_related("content_type")}
    flags = {flag for flag in _FLAGS if getattr(whose, flag)}
    groups = {f"组:{group.name}" for group in whose.groups.all()}
    return flags | groups | {_word(each) for each in whose.user_permissions.select_related("content_type")}


def _word(permission: Permission) -> str:
    return f"{permission.content_type.app_label}.{permission.codename}"


def _listed(words: set[str]) -> str:
    return "、".join(sorted(words))[:LONGEST] or "–"


def _name(whose: User | Group) -> str:
    return whose.get_username() if isinstance(whose, User) else f"组:{whose.name}"
