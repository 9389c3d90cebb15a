"""What can be done to many articles at once, and what is said of each?"""

from collections.abc import Callable
from itertools import islice
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from site_app.articles import publishing
from site_app.articles.drafting import PublishingRefused
from site_app.articles.exchange.exporting import export, reasons_against_exporting
from site_app.articles.models import Article, Edition
from site_app.articles.sign_in_log import exported
from site_app.articles.signed_in import signed_in
from site_app.articles.translating import noted, translated
from site_app.articles.workflow import may_export
from site_app.message import Message

MOST = 100
"""Articles at a time: the checks of each take a moment, and somebody waits for all of them."""


class ArticleActions(admin.ModelAdmin):
    """Each article is a transaction of its own: one that is refused stops no other."""

    actions = ("submit_all", "publish_all", "export_all")

    def has_submit_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.submit_edition")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_edition")

    def has_export_permission(self, request: HttpRequest) -> bool:
        return may_export(request.user)

    @admin.action(description=gettext_lazy("提交审核"), permissions=["submit"])
    def submit_all(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._each(request, queryset, publishing.submit, Message("已提交审核"))

    @admin.action(description=gettext_lazy("发布已通过审核的"), permissions=["publish"])
    def publish_all(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._each(request, queryset, publishing.publish, Message("已发布"))

    @admin.action(description=gettext_lazy("导出（Markdown 和图片的 zip）"), permissions=["export"])
    def export_all(self, request: HttpRequest, queryset: QuerySet[Article]) -> StreamingHttpResponse | None:
        """What an editor continues from: the open edition where there is one, else what readers see."""
        articles = Article.objects.filter(pk__in=list(queryset.values_list("pk", flat=True)))
        reasons = list(islice(reasons_against_exporting(articles), 5))
        if reasons:
            for reason in reasons:
                messages.error(request, reason)
            return None
        exported(signed_in(request), articles.count())
        name = f"articles-{timezone.localdate():%Y-%m-%d}.zip"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return StreamingHttpResponse(export(articles), content_type="application/zip", headers=headers)

    def _each(
        self, request: HttpRequest, queryset: QuerySet[Article], carry_out: Callable[..., Edition], done: Message
    ) -> None:
        """Says of each article what was done, or why not; of many, how many there were first."""
        chosen = list(queryset[: MOST + 1])
        if len(chosen) > MOST:
            messages.error(request, _("一次最多选%(most)s篇。什么也没有做，请少选一些。") % {"most": MOST})
            return
        refused, by = [], signed_in(request)
        for article in chosen:
            said: dict[str, Any] = {"title": article, "done": translated(done)}
            edition = article.open_edition
            try:
                if edition is None:
                    raise PublishingRefused(_("没有正在写或等着发布的版本。"))
                carry_out(edition=edition, by=by)
            except PublishingRefused as refusal:
                refused.append(_("《%(title)s》没有变：%(why)s") % {**said, "why": " ".join(refusal.reasons)})
            else:
                self.log_change(request, article, noted(done))
                messages.success(request, _("《%(title)s》%(done)s。") % said)
        if refused and len(chosen) > 1:
            counts = {"all": len(chosen), "done": len(chosen) - len(refused), "refused": len(refused)}
            messages.info(request, _("选了%(all)s篇：%(done)s篇做好了，%(refused)s篇没有变。") % counts)
        for line in refused:
            messages.warning(request, line)
