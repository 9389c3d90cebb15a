"""What can be done to many articles at once, and what is said of each?"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from site_app.articles import publishing
from site_app.articles.drafting import PublishingRefused
from site_app.articles.models import Article, Edition
from site_app.articles.signed_in import signed_in
from site_app.articles.translating import noted, translated
from site_app.message import Message


class ArticleActions(admin.ModelAdmin):
    """Each article is a transaction of its own: one that is refused stops no other."""

    actions = ("submit_all", "publish_all")

    def has_submit_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.submit_edition")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_edition")

    @admin.action(description=gettext_lazy("提交审核"), permissions=["submit"])
    def submit_all(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._each(request, queryset, publishing.submit, Message("已提交审核"))

    @admin.action(description=gettext_lazy("发布已通过审核的"), permissions=["publish"])
    def publish_all(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._each(request, queryset, publishing.publish, Message("已发布"))

    def _each(
        self, request: HttpRequest, queryset: QuerySet[Article], carry_out: Callable[..., Edition], done: Message
    ) -> None:
        by = signed_in(request)
        for article in queryset:
            said: dict[str, Any] = {"title": article, "done": translated(done)}
            edition = article.open_edition
            try:
                if edition is None:
                    raise PublishingRefused(_("没有正在写或等着发布的版本。"))
                carry_out(edition=edition, by=by)
            except PublishingRefused as refusal:
                messages.warning(
                    request, _("《%(title)s》没有变：%(why)s") % {**said, "why": " ".join(refusal.reasons)}
                )
            else:
                self.log_change(request, article, noted(done))
                messages.success(request, _("《%(title)s》%(done)s。") % said)
