"""Which articles does an editor look for?"""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from site_app.articles.models import Article
from site_app.articles.models.state import OPEN

_WANTED = {
    "published": Q(editions__state="published"),
    **{state.value: Q(editions__state=state.value) for state in OPEN},
    "never": Q(first_published_at=None),
    "withdrawn": Q(editions__state="withdrawn") & ~Q(pk__in=Article.objects.published()),
}


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("状态")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("published", _("已发布")),
            *((state.value, str(state.label)) for state in OPEN),
            ("never", _("从未发布")),
            ("withdrawn", _("已撤下")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        wanted = _WANTED.get(self.value() or "")
        return queryset.filter(pk__in=Article.objects.filter(wanted).values("pk")) if wanted else queryset
