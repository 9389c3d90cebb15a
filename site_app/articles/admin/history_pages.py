"""Where does an editor see what changed between two editions, and bring an old one back?"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from site_app.articles.admin.article_form import ArticleForm
from site_app.articles.admin.article_pages import article_at, article_page, edition_of
from site_app.articles.comparing import compare, compare_what_is_said
from site_app.articles.drafting import DraftChanged, PublishingRefused
from site_app.articles.models import Article, Edition
from site_app.articles.presence import ago
from site_app.articles.recording import name_of
from site_app.articles.restoring import reasons_against_restoring, restore
from site_app.articles.signed_in import signed_in
from site_app.articles.translating import noted, translated
from site_app.articles.workflow import may_edit
from site_app.message import Message

if TYPE_CHECKING:
    from site_app.articles.admin.article import ArticleDesk


class ChoiceForm(forms.Form):
    """Which two editions? Sent by GET, so that the page has an address to show to somebody."""

    before = forms.TypedChoiceField(label=gettext_lazy("从"), coerce=int)
    after = forms.TypedChoiceField(label=gettext_lazy("到"), coerce=int)

    def __init__(self, article: Article, data: Any) -> None:
        editions = list(article.editions.select_related("author").defer("summary", "markdown"))
        numbers = {edition.state: edition.number for edition in reversed(editions)}
        newest = editions[0].number if editions else 0
        live = numbers.get(Edition.State.PUBLISHED, newest)
        usual = {"before": live if live != newest else max(newest - 1, 1), "after": newest}
        super().__init__({**usual, **{name: data[name] for name in usual if name in data}})
        choices = [(edition.number, _described(edition)) for edition in editions]
        for name in usual:
            field: Any = self.fields[name]
            field.choices = choices


def _described(edition: Edition) -> str:
    said = {
        "number": edition.number,
        "state": edition.get_state_display(),
        "time": date_format(timezone.localtime(edition.updated_at), "Y-m-d H:i"),
        "who": name_of(edition.author) if edition.author else "",
    }
    return (_("第 %(number)s 版，%(state)s，%(time)s %(who)s") % said).strip()


def collision_in(form: ArticleForm, now: datetime) -> dict[str, Any]:
    """What the desk shows to somebody whose text was not saved because another was stored meanwhile."""
    if form.other is None:
        return {}
    return {
        "other": form.other,
        "other_name": form.name_of_other,
        "other_saved": ago(form.other.updated_at, now),
        "collision": compare_what_is_said(form.other.words, form.other.particulars, form.words, form.particulars),
    }


def show_comparison(desk: "ArticleDesk", request: HttpRequest, pk: int) -> HttpResponse:
    """Any two editions, `before` and `after` by their numbers; without them the live edition and the newest."""
    article = article_at(desk, request, pk)
    form = ChoiceForm(article, request.GET)
    if not form.is_valid():
        raise Http404
    before, after = (edition_of(article, form.cleaned_data[name]) for name in ("before", "after"))
    may_write = may_edit(request.user, article)
    compared = dict.fromkeys((before, after))
    context = {
        "form": form,
        "compared": [(edition, may_write and not reasons_against_restoring(edition)) for edition in compared],
        "comparison": compare(before, after),
    }
    title = _("比较第%(before)s版和第%(after)s版") % {"before": before.number, "after": after.number}
    return article_page(desk, request, article, "compare.html", title, context)


def restore_edition(desk: "ArticleDesk", request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Ask first, and show what a draft that would be set aside says."""
    article = article_at(desk, request, pk)
    edition = edition_of(article, number)
    if not may_edit(request.user, article):
        raise PermissionDenied
    reasons = [*map(translated, reasons_against_restoring(edition))]
    if request.method == "POST" and not reasons:
        try:
            restored = restore(edition=edition, by=signed_in(request), seen=request.POST.get("seen", ""))
        except PublishingRefused as refusal:
            reasons = [*refusal.reasons]
        except DraftChanged:
            messages.warning(request, _("草稿刚刚又改过，还没有恢复。请先看过它现在的文字。"))
        else:
            desk.log_change(request, article, noted(Message("恢复第%(number)s版", number=number)))
            messages.success(request, _told(edition, restored))
            return redirect("admin:articles_article_change", article.pk)
    opened = article.open_edition
    context = {
        "edition": edition,
        "reasons": reasons,
        "opened": opened,
        "comparison": compare(opened, edition, is_for_a_draft=True) if opened and not reasons else None,
    }
    return article_page(desk, request, article, "restore.html", _("恢复第%(number)s版") % {"number": number}, context)


def _told(edition: Edition, restored: Edition) -> str:
    numbers = {"old": edition.number, "new": restored.number}
    if not restored.is_open:
        return _("草稿放到了一边。第%(old)s版的文字就是读者现在看到的，没有新建草稿。") % numbers
    return _("第%(old)s版的文字恢复成了草稿（第%(new)s版），读者还看不到。") % numbers
