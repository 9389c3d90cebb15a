"""Which pages stand beside the article's form? One to look at an edition, one to withdraw what is live."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from site_app.articles.models import Article
from site_app.articles.preview import stored_views_of
from site_app.articles.publishing import PublishingRefused, withdraw
from site_app.articles.signed_in import signed_in

if TYPE_CHECKING:
    from site_app.articles.admin.article import ArticleDesk


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("撤下的原因"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("给同事看，读者看不到。"),
    )


def show_edition(desk: "ArticleDesk", request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One edition in its three views, and its Markdown; nothing can be changed here."""
    article = _article(desk, request, pk)
    if not desk.has_view_or_change_permission(request, article):
        raise PermissionDenied
    edition = article.editions.filter(number=number).select_related("author", "published_by", "withdrawn_by").first()
    if edition is None:
        raise Http404
    context = {"edition": edition, "views": stored_views_of(edition)}
    return _page(desk, request, article, "edition.html", _("第%(number)s版") % {"number": number}, context)


def withdraw_article(desk: "ArticleDesk", request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then withdraw."""
    article = _article(desk, request, pk)
    if not (desk.has_change_permission(request, article) and request.user.has_perm("articles.withdraw_edition")):
        raise PermissionDenied
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edition = withdraw(article=article, reason=form.cleaned_data["reason"], by=signed_in(request))
        except PublishingRefused as refusal:
            messages.warning(request, str(refusal))
        else:
            desk.log_change(request, article, _("撤下第%(number)s版") % {"number": edition.number})
            messages.success(request, _("已撤下，读者再也看不到这篇文章。"))
        return redirect("admin:articles_article_change", article.pk)
    return _page(desk, request, article, "withdraw.html", _("撤下文章"), {"form": form})


def _article(desk: "ArticleDesk", request: HttpRequest, pk: int) -> Article:
    article = desk.get_object(request, str(pk))
    if article is None:
        raise Http404
    return article


def _page(
    desk: "ArticleDesk", request: HttpRequest, article: Article, template: str, title: str, context: dict[str, object]
) -> HttpResponse:
    frame = {**desk.admin_site.each_context(request), "opts": desk.opts, "article": article, "title": title}
    return TemplateResponse(request, f"admin/articles/article/{template}", {**frame, **context})
