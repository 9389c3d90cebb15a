"""Where does an editor see how far a change of readings has come?"""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from site_app.articles.admin.only_shown import OnlyShown
from site_app.articles.models import Rereading
from site_app.articles.recording import name_of


@admin.register(Rereading)
class RereadingDesk(OnlyShown):
    """To look at; the list follows the work by itself."""

    change_list_template = "admin/articles/rereadings.html"
    list_display = ("described", "progress", "failures", "started_at", "who")
    list_display_links = None
    list_select_related = ("by",)
    show_full_result_count = False
    list_per_page = 50

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whoever may look at the lexicon."""
        return request.user.has_perm("articles.view_lexiconentry")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rereading]:
        return super().get_queryset(request).with_waiting()  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("词"))
    def described(self, ordered: Rereading) -> str:
        return ordered.described

    @admin.display(description=gettext_lazy("谁"))
    def who(self, ordered: Rereading) -> str:
        return name_of(ordered.by) if ordered.by else _("网站")

    @admin.display(description=gettext_lazy("进度"))
    def progress(self, ordered: Any) -> str:
        done = ordered.total - ordered.waiting
        if not ordered.waiting:
            return _("已完成，查过 %(count)s 篇") % {"count": ordered.total}
        return format_html(
            '<progress max="{}" value="{}" aria-label="{}" data-unfinished="{}"></progress> {} / {}',
            ordered.total,
            done,
            _("进度"),
            ordered.waiting - ordered.failed,
            done,
            ordered.total,
        )

    @admin.display(description=gettext_lazy("没有生成"))
    def failures(self, ordered: Any) -> str:
        if not ordered.failed:
            return "—"
        failed = ordered.articles.exclude(failure="").select_related("article")[:20]
        return format_html_join("", "<p>{}：{}</p>", ((waiting.article, waiting.failure) for waiting in failed))
