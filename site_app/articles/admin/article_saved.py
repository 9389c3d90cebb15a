"""What does an editor hear when an article's form was saved, and where do they go from there?"""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from site_app.articles.drafting import PublishingRefused
from site_app.articles.models import Article
from site_app.articles.publishing import submit
from site_app.articles.sending import token_in
from site_app.articles.signed_in import signed_in
from site_app.articles.translating import noted
from site_app.articles.welcome import hand_in
from site_app.message import Message

if TYPE_CHECKING:
    from site_app.articles.admin.article import ArticleDesk


def say_what_was_saved(desk: "ArticleDesk", request: HttpRequest, article: Article) -> HttpResponse:
    """Submit what was just saved if that was the button; a refusal keeps the draft."""
    draft = article.draft
    if "_submit" in request.POST and article.practice_of_id:
        try:
            hand_in(article, signed_in(request))
        except PublishingRefused as refusal:
            _say_why_not(request, refusal)
        else:
            return HttpResponseRedirect(_with_token(request, reverse("admin:articles_article_welcome")))
    elif "_submit" in request.POST and draft:
        try:
            submit(edition=draft, by=signed_in(request))
        except PublishingRefused as refusal:
            _say_why_not(request, refusal)
        else:
            desk.log_change(request, article, noted(Message("提交第%(number)s版", number=draft.number)))
            messages.success(request, _("已提交审核。"))
    elif draft:
        messages.success(request, _("草稿已保存，读者还看不到。"))
    else:
        messages.success(request, _("设置已保存；文字没有改动，没有新建草稿。"))
    if not desk.has_view_or_change_permission(request, article):
        return HttpResponseRedirect(reverse("admin:index"))
    return HttpResponseRedirect(address_of(request, article))


def address_of(request: HttpRequest, article: Article) -> str:
    """The article's page, which lets the browser forget what it kept of the form that was saved."""
    return _with_token(request, reverse("admin:articles_article_change", args=[article.pk]))


def _say_why_not(request: HttpRequest, refusal: PublishingRefused) -> None:
    messages.warning(request, _("草稿已保存，但还不能提交：%(why)s") % {"why": " ".join(refusal.reasons)})


def _with_token(request: HttpRequest, address: str) -> str:
    token = token_in(request.POST.get("form_token", ""))
    return f"{address}?saved={token}" if token else address
