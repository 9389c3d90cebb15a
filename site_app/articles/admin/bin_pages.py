"""Where do articles go that nobody wants, who brings them back, and who empties the bin?"""

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from site_app.articles.admin.article_pages import article_page
from site_app.articles.bin import erase, may_bin, put_into_bin, reasons_against_binning, take_out_of_bin
from site_app.articles.drafting import PublishingRefused
from site_app.articles.models import Article
from site_app.articles.presence import others
from site_app.articles.signed_in import signed_in
from site_app.articles.translating import noted, translated
from site_app.message import Message

if TYPE_CHECKING:
    from site_app.articles.admin.article import ArticleDesk

ROWS = 50
"""Articles on one page of the bin."""


def bin_article(desk: "ArticleDesk", request: HttpRequest, object_id: str) -> HttpResponse:
    """Ask first, and say who is writing in it just now."""
    article = desk.get_object(request, object_id)
    if article is None:
        raise Http404
    if not may_bin(signed_in(request), article):
        raise PermissionDenied
    reasons = [*map(translated, reasons_against_binning(article))]
    if request.method == "POST" and not reasons:
        title = str(article)
        try:
            put_into_bin(article=article, by=signed_in(request), note=request.POST.get("note", "")[:500])
        except PublishingRefused as refusal:
            reasons = [*refusal.reasons]
        else:
            desk.log_change(request, article, noted(Message("放进回收站")))
            messages.success(request, _("《%(title)s》已放进回收站。") % {"title": title})
            return redirect("admin:articles_article_changelist")
    context = {"reasons": reasons, "company": others(article.pk, signed_in(request), timezone.now())}
    return article_page(desk, request, article, "bin_article.html", _("放进回收站"), context)


def show_bin(desk: "ArticleDesk", request: HttpRequest) -> HttpResponse:
    """What is in it, last thrown away first, for those who may throw away."""
    if not desk.has_delete_permission(request):
        raise PermissionDenied
    page = Paginator(_in_bin().order_by("-binned_at", "-pk"), ROWS).get_page(request.GET.get("page"))
    rows = [(article, may_bin(signed_in(request), article)) for article in page]
    frame = {**desk.admin_site.each_context(request), "opts": desk.opts, "title": _("回收站")}
    return TemplateResponse(
        request,
        "admin/articles/article/bin.html",
        {**frame, "rows": rows, "page": page, "may_erase": request.user.is_superuser},
    )


def show_kept_words(desk: "ArticleDesk", request: HttpRequest, object_id: str) -> HttpResponse | None:
    """What somebody typed for an article that has been put into the bin meanwhile; None if it is not there."""
    if not object_id.isdecimal() or not (binned := _in_bin().filter(pk=object_id).first()):
        return None
    fields = (("title", _("标题")), ("summary", _("摘要")), ("markdown", _("正文")))
    frame = {**desk.admin_site.each_context(request), "opts": desk.opts, "title": _("没有保存")}
    typed = [(label, request.POST.get(name, "")) for name, label in fields]
    context = {**frame, "binned": binned, "typed": typed}
    return TemplateResponse(request, "admin/articles/article/kept_words.html", context, status=HTTPStatus.CONFLICT)


def unbin_article(desk: "ArticleDesk", request: HttpRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article = _binned(pk)
    if not may_bin(signed_in(request), article):
        raise PermissionDenied
    try:
        take_out_of_bin(article=article, by=signed_in(request))
    except PublishingRefused as refusal:
        messages.warning(request, " ".join(refusal.reasons))
        return redirect("admin:articles_article_bin")
    desk.log_change(request, article, noted(Message("从回收站恢复")))
    messages.success(request, _("《%(title)s》已从回收站恢复。") % {"title": article})
    return redirect("admin:articles_article_change", article.pk)


def erase_article(desk: "ArticleDesk", request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first; nothing brings it back."""
    if not request.user.is_superuser:
        raise PermissionDenied
    article = _binned(pk)
    if request.method == "POST":
        title = str(article)
        desk.log_deletions(request, Article.everything.filter(pk=pk))
        try:
            erase(article=article, by=signed_in(request))
        except PublishingRefused as refusal:
            messages.warning(request, " ".join(refusal.reasons))
        else:
            messages.success(request, _("《%(title)s》已永久删除。") % {"title": title})
        return redirect("admin:articles_article_bin")
    return article_page(desk, request, article, "erase.html", _("永久删除"), {"count": article.editions.count()})


def _in_bin() -> QuerySet[Article]:
    return Article.everything.filter(binned_at__isnull=False).select_related("binned_by")


def _binned(pk: int) -> Article:
    article = _in_bin().filter(pk=pk).first()
    if article is None:
        raise Http404
    return article
