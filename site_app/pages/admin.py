"""Where do editors read what readers say of the articles?"""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy, ngettext

from site_app.articles.admin.only_shown import OnlyShown
from site_app.articles.models import Article
from site_app.articles.workflow import may_answer_readers, may_hear_readers
from site_app.pages.models import Feedback

MOST_COUNTED = 20
"""Articles in the table of counts."""


class IsDone(admin.SimpleListFilter):
    title = gettext_lazy("处理")
    parameter_name = "done"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", gettext_lazy("待处理")), ("yes", gettext_lazy("已处理"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Feedback]) -> QuerySet[Feedback]:
        return queryset.filter(done_at__isnull=self.value() == "no") if self.value() in ("yes", "no") else queryset


class HasWords(admin.SimpleListFilter):
    title = gettext_lazy("读者的话")
    parameter_name = "words"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", gettext_lazy("写了话"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Feedback]) -> QuerySet[Feedback]:
        return queryset.exclude(words="") if self.value() == "yes" else queryset


@admin.register(Feedback)
class FeedbackDesk(OnlyShown):
    """To read and to lay aside; what readers said stays as they said it."""

    change_list_template = "admin/pages/feedback/change_list.html"
    list_display = ("about", "useful", "words", "created_at", "is_done")
    list_filter = (IsDone, HasWords, "useful")
    search_fields = ("words", "article__search_text")
    list_select_related = ("edition",)
    list_display_links = None
    list_per_page = 50
    show_full_result_count = False
    date_hierarchy = "created_at"
    actions = ("lay_aside", "take_up_again")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_hear_readers(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Feedback | None = None) -> bool:
        return may_hear_readers(request.user)

    def has_answer_permission(self, request: HttpRequest) -> bool:
        return may_answer_readers(request.user)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"counts": _counts(), **(extra_context or {})})

    @admin.display(description=gettext_lazy("文章"), ordering="article")
    def about(self, feedback: Feedback) -> str:
        address = reverse("admin:articles_article_change", args=[feedback.article_id])
        return format_html('<a href="{}">{}</a>', address, feedback.edition.plain_title)

    @admin.display(description=gettext_lazy("已处理"), boolean=True, ordering="done_at")
    def is_done(self, feedback: Feedback) -> bool:
        return feedback.done_at is not None

    @admin.action(description=gettext_lazy("标记为已处理"), permissions=["answer"])
    def lay_aside(self, request: HttpRequest, queryset: QuerySet[Feedback]) -> None:
        count = Feedback.objects.open().filter(pk__in=queryset).update(done_at=timezone.now(), done_by=request.user)
        self._tell(request, count)

    @admin.action(description=gettext_lazy("重新打开"), permissions=["answer"])
    def take_up_again(self, request: HttpRequest, queryset: QuerySet[Feedback]) -> None:
        self._tell(request, Feedback.objects.filter(pk__in=queryset).update(done_at=None, done_by=None))

    def _tell(self, request: HttpRequest, count: int) -> None:
        message = ngettext("改了 %(count)s 条。", "改了 %(count)s 条。", count)
        self.message_user(request, message % {"count": count}, messages.SUCCESS)


def _counts() -> list[dict[str, Any]]:
    """For the articles with most answers: how many found them useful, how many not, and what waits."""
    counted = (
        Article.objects.filter(feedback__isnull=False)
        .annotate(
            yes=Count("feedback", filter=Q(feedback__useful=True)),
            no=Count("feedback", filter=Q(feedback__useful=False)),
            waiting=Count("feedback", filter=Q(feedback__done_at=None) & ~Q(feedback__words="")),
        )
        .order_by("-waiting", "-no", "-yes", "pk")[:MOST_COUNTED]
    )
    return [
        {"title": str(article), "pk": article.pk, "yes": article.yes, "no": article.no, "waiting": article.waiting}
        for article in counted.with_live_edition()
    ]
