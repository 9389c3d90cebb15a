"""Which articles does an editor look for?"""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from site_app.articles.desk import sections
from site_app.articles.desk_sections import SOON
from site_app.articles.models import Article, Edition, Person
from site_app.articles.models.state import OPEN
from site_app.articles.workflow import is_by

ME = "me"

Choices = list[tuple[str, str]]


def _with(editions: QuerySet[Edition]) -> Q:
    """Articles that have one of these editions."""
    return Q(pk__in=editions.values("article"))


def _in_state(state: str) -> Q:
    return _with(Edition.objects.filter(state=state))


_WANTED = {
    "published": _in_state("published"),
    **{state.value: _in_state(state.value) for state in OPEN},
    "never": Q(first_published_at=None),
    "withdrawn": _in_state("withdrawn") & ~_in_state("published"),
}


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("状态")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Choices:
        return [
            ("published", _("已发布")),
            *((state.value, str(state.label)) for state in OPEN),
            ("never", _("从未发布")),
            ("withdrawn", _("已撤下")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        wanted = _WANTED.get(self.value() or "")
        return queryset.filter(wanted) if wanted else queryset


class WaitingFilter(admin.SimpleListFilter):
    """The sections of the first page, each as a list."""

    title = gettext_lazy("要做的事")
    parameter_name = "waiting"

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: admin.ModelAdmin) -> None:
        found = ((section, section.waiting(request.user)) for section in sections())
        self._waiting = {section.name: (section, editions) for section, editions in found if editions is not None}
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Choices:
        return [(name, str(section.title)) for name, (section, _editions) in self._waiting.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        if self.value() is None:
            return queryset
        _section, editions = self._waiting.get(str(self.value()), (None, Edition.objects.none()))
        return queryset.filter(_with(editions))


class DueFilter(admin.SimpleListFilter):
    title = gettext_lazy("下次审核")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Choices:
        return [("overdue", _("已过期")), ("soon", _("一个月内到期"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        today = timezone.localdate()
        overdue = Edition.objects.reviews_due(today - timedelta(days=1))
        if self.value() == "overdue":
            return queryset.filter(_with(overdue))
        if self.value() == "soon":
            return queryset.filter(_with(Edition.objects.reviews_due(today + SOON).filter(review_due__gte=today)))
        return queryset


class PersonFilter(admin.SimpleListFilter):
    """By whoever has a part in what readers or editors see now: the person who looks, or a profile."""

    field: str
    """Of the edition; holds the profile."""

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Choices:
        theirs = Edition.objects.filter(**{self.field: OuterRef("pk")})
        return [(ME, _("我")), *((str(person.pk), person.name) for person in Person.objects.filter(Exists(theirs)))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        value, editions = self.value() or "", Edition.objects.being_used()
        if value == ME:
            return queryset.filter(_with(editions.filter(self.by(request.user))))
        return queryset.filter(_with(editions.filter(**{self.field: value}))) if value.isdecimal() else queryset

    def by(self, person: Any) -> Q:
        raise NotImplementedError


class AuthorFilter(PersonFilter):
    title = gettext_lazy("作者")
    parameter_name = "author"
    field = "written_by"

    def by(self, person: Any) -> Q:
        return is_by(person)


class ReviewerFilter(PersonFilter):
    title = gettext_lazy("审核者")
    parameter_name = "reviewer"
    field = "reviewed_by"

    def by(self, person: Any) -> Q:
        return Q(reviewer=person) | Q(reviewed_by__in=Person.objects.filter(user=person))
