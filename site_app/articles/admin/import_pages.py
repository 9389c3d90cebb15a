"""How does an editor bring in files: choose them, see what would happen, say yes, see what happened?"""

import time
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from site_app.articles.exchange.going_on import SECONDS, go_on
from site_app.articles.exchange.kept import EXPIRES, MAX_FILES, MAX_UPLOAD, Agreed, Kept, keep, kept_for
from site_app.articles.exchange.plan import Action, Plan, Step, plan
from site_app.articles.models import Article
from site_app.articles.preview import PreviewedView, preview_of
from site_app.articles.signed_in import signed_in
from site_app.articles.tasks import import_what_is_left
from site_app.articles.workflow import may_import

if TYPE_CHECKING:
    from site_app.articles.admin.article import ArticleDesk


RENDERING = 5.0
"""Seconds for showing new articles as they will look; those that are left then are shown as they were typed."""
STANDS_STILL = 60.0
"""Seconds without a file after which somebody is told whom to ask."""


def choose_files(desk: "ArticleDesk", request: HttpRequest) -> HttpResponse:
    """The form; what is sent is looked into, and shown at an address of its own."""
    _check(request)
    error = ""
    if request.method == "POST":
        uploads = request.FILES.getlist("files")
        error = _why_not(request, uploads)
        if not error:
            kept = keep(signed_in(request), uploads)
            return redirect("admin:articles_article_import_plan", kept.token)
    context = {"error": error, "megabytes": MAX_UPLOAD // 1024**2, "files": MAX_FILES}
    return _page(desk, request, "import.html", _("导入文章"), context)


def _why_not(request: HttpRequest, uploads: list[UploadedFile]) -> str:
    limits = {"megabytes": MAX_UPLOAD // 1024**2, "files": MAX_FILES}
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    if sum(upload.size or 0 for upload in uploads) > MAX_UPLOAD or (not uploads and sent > MAX_UPLOAD):
        return _("文件一共超过了 %(megabytes)s MB，没有收下。请分几次上传。") % limits
    if len(uploads) > MAX_FILES:
        return _("一次最多上传%(files)s个文件。更多的请打成一个 zip。") % limits
    return "" if uploads else _("还没有选文件。")


def show_plan(desk: "ArticleDesk", request: HttpRequest, token: str) -> HttpResponse:
    """What each file would do; on yes it is done, if it would still be the same. Afterwards: what was done."""
    _check(request)
    by = signed_in(request)
    kept = kept_for(by, token)
    if kept is None:
        messages.warning(request, _("这次上传已经过期，或者不是您的。请重新上传。"))
        return redirect("admin:articles_article_import")
    if kept.result is not None:
        return _show_result(desk, request, kept)
    if kept.is_taken:
        return _show_progress(desk, request, kept)
    if request.method == "POST" and "forget" in request.POST:
        kept.forget()
        messages.info(request, _("没有导入，上传的文件已经删去。"))
        return redirect("admin:articles_article_changelist")
    if request.method == "POST":
        now = plan(kept.contents, by)
        if now.stamp == request.POST.get("seen") and now.does_something:
            agreed = Agreed([step.stamp for step in now.steps], get_language() or "", len(now.steps))
            if kept.take(agreed) and go_on(kept, by, seconds=SECONDS, shown=now):
                import_what_is_left.enqueue(by.pk, token)
            return redirect("admin:articles_article_import_plan", token)
        messages.warning(request, _("您看过以后，有的文章又变了，还没有导入。请再看一遍。"))
    return _show_plan(desk, request, plan(kept.contents, by, with_differences=True))


def _show_progress(desk: "ArticleDesk", request: HttpRequest, kept: Kept) -> HttpResponse:
    """Asked for again every few seconds, with scripts and without."""
    context = {"done": len(kept.done), "total": kept.agreed.total, "stands_still": kept.rests_for > STANDS_STILL}
    return _page(desk, request, "import_progress.html", _("正在导入"), context)


def _show_plan(desk: "ArticleDesk", request: HttpRequest, found: Plan) -> HttpResponse:
    read = _Reading()
    groups = [(label, [(step, read(step)) for step in found.of(action)]) for action, label in _labels(is_done=False)]
    context = {"plan": found, "groups": [group for group in groups if group[1]], "minutes": EXPIRES // 60}
    return _page(desk, request, "import_plan.html", _("导入以前，请看一遍"), context)


class _Reading:
    """How new articles will look, as many as there is time for."""

    def __init__(self) -> None:
        self._end = time.monotonic() + RENDERING

    def __call__(self, step: Step) -> PreviewedView | None:
        if step.incoming is None or step.action != Action.CREATE or time.monotonic() > self._end:
            return None
        words = step.incoming.words
        return preview_of(words.title, words.summary, step.incoming.readable)[0]


def _show_result(desk: "ArticleDesk", request: HttpRequest, kept: Kept) -> HttpResponse:
    result = kept.result or []
    there = set(Article.objects.filter(pk__in=[line["article"] for line in result]).values_list("pk", flat=True))
    lines = [{**line, "article": line["article"] if line["article"] in there else None} for line in result]
    groups = [
        (label, [line for line in lines if line["action"] == action.value]) for action, label in _labels(is_done=True)
    ]
    return _page(
        desk, request, "import_result.html", _("导入的结果"), {"groups": [group for group in groups if group[1]]}
    )


def _labels(*, is_done: bool) -> list[tuple[Action, str]]:
    return [
        (Action.REFUSE, _("没有导入") if is_done else _("不能导入")),
        (Action.CREATE, _("新建的草稿") if is_done else _("会新建")),
        (Action.CHANGE, _("改动的文章") if is_done else _("会改动")),
        (Action.SKIP, _("没有变化，跳过")),
    ]


def _check(request: HttpRequest) -> None:
    if not may_import(request.user):
        raise PermissionDenied


def _page(
    desk: "ArticleDesk", request: HttpRequest, template: str, title: str, context: dict[str, Any]
) -> HttpResponse:
    frame = {**desk.admin_site.each_context(request), "opts": desk.opts, "title": title}
    return TemplateResponse(request, f"admin/articles/article/{template}", {**frame, **context})
