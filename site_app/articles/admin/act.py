"""Where can everybody on the desk read who did what?"""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from site_app.articles.admin.only_shown import OnlyShown
from site_app.articles.models import Act
from site_app.articles.translating import translated


@admin.register(Act)
class ActDesk(OnlyShown):
    """To look at; nobody changes the log, superusers neither."""

    list_display = ("time", "who", "kind", "what", "states", "said")
    list_display_links = None
    list_filter = ("kind", "at", "by")
    search_fields = ("subject", "by_name", "note")
    show_full_result_count = False
    list_per_page = 50
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Act]:
        words = (f"edition__{name}" for name in ("title", "summary", "markdown"))
        acts = super().get_queryset(request).select_related("edition").defer(*words)
        return acts if request.user.is_superuser else acts.exclude(kind__in=Act.AT_THE_DOOR)

    @admin.display(description=gettext_lazy("对象"), ordering="subject")
    def what(self, act: Act) -> str:
        """Leads to the edition as long as there is one."""
        if act.edition is None:
            return act.what
        address = reverse("admin:articles_article_edition", args=[act.edition.article_id, act.edition.number])
        return format_html('<a href="{}">{}</a>', address, act.subject)

    @admin.display(description=gettext_lazy("时间"), ordering="at")
    def time(self, act: Act) -> str:
        return date_format(timezone.localtime(act.at), "SHORT_DATETIME_FORMAT")

    @admin.display(description=gettext_lazy("谁"), ordering="by_name")
    def who(self, act: Act) -> str:
        return act.who

    @admin.display(description=gettext_lazy("状态"))
    def states(self, act: Act) -> str:
        """``审核中 → 已通过审核``"""
        before, after = act.get_from_state_display(), act.get_to_state_display()
        return f"{before} → {after}" if before and after and before != after else after or before

    @admin.display(description=gettext_lazy("说明"))
    def said(self, act: Act) -> str:
        return translated(act.note)
