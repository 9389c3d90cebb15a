"""Which pages stand beside the article's form? One to look at an edition, one for each transition."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from site_app.articles.admin.findings import MOMENTS, Report, report
from site_app.articles.admin.transition_forms import FORMS
from site_app.articles.checks import remember
from site_app.articles.drafting import PublishingRefused
from site_app.articles.link_checking import NotNow, check_links
from site_app.articles.models import Article, Edition
from site_app.articles.preview import stored_views_of
from site_app.articles.signed_in import signed_in
from site_app.articles.translating import noted, translated
from site_app.articles.workflow import TRANSITIONS, Transition, is_permitted, reasons_against
from site_app.message import Message, said

if TYPE_CHECKING:
    from site_app.articles.admin.article import ArticleDesk

PEOPLE = (
    "author",
    "written_by",
    "reviewer",
    "reviewed_by",
    "scheduled_by",
    "published_by",
    "withdrawn_by",
    "merged_into",
)


@dataclass(frozen=True, slots=True)
class Button:
    """One transition of one edition."""

    name: str
    label: str
    address: str
    reasons: tuple[str, ...]
    """Why not; empty when it can be pressed."""

    def beside(self, said: Collection[str]) -> "Button":
        """Where the same page says some of the reasons."""
        others = tuple(reason for reason in self.reasons if reason not in said)
        if count := len(self.reasons) - len(others):
            found = ngettext(
                "还有 %(count)s 处必须改好，见下面“发布前的检查”。",
                "还有 %(count)s 处必须改好，见下面“发布前的检查”。",
                count,
            )
            others = (*others, found % {"count": count})
        return replace(self, reasons=others)


@dataclass(frozen=True, slots=True)
class Buttons:
    """What a person has the permission for."""

    now: list[Button]
    """What the state allows; what something else is against is shown with the reason."""
    later: list[Button]
    """What an open edition has to go through other states for."""

    def without(self, name: str) -> "Buttons":
        """Where another button does the same."""
        return Buttons([button for button in self.now if button.name != name or button.reasons], self.later)

    def beside(self, blocking: Sequence[str]) -> "Buttons":
        """Where the same page says what is `blocking`, sentence by sentence."""
        said = {*map(translated, blocking)}
        return Buttons(*([button.beside(said) for button in buttons] for buttons in (self.now, self.later)))


def buttons(person: Any, *editions: Edition | None) -> Buttons:
    """For these editions, as far as there are any."""
    now = timezone.now()
    found = [
        (edition.state in transition.before, _button(person, transition, edition, now))
        for edition in editions
        if edition
        for transition in TRANSITIONS.values()
        if (edition.state in transition.before or (edition.is_open and _is_for_open(transition)))
        and is_permitted(person, transition, edition.article)
    ]
    return Buttons([button for is_now, button in found if is_now], [button for is_now, button in found if not is_now])


def buttons_above(
    person: Any, article: Article, opened: Edition | None, may_submit: bool, said: Report | None
) -> Buttons:
    """Those of the article's form. Submitting is offered below it, where it saves what was typed."""
    found = buttons(person, opened, article.live_edition).beside(said.blocking if said else ())
    return found.without("submit") if may_submit else found


def _is_for_open(transition: Transition) -> bool:
    return Edition.State.PUBLISHED not in transition.before


def _button(person: Any, transition: Transition, edition: Edition, now: Any) -> Button:
    address = reverse("admin:articles_article_transition", args=[edition.article_id, edition.number, transition.name])
    reasons = tuple(map(translated, reasons_against(person, transition, edition, now)))
    return Button(transition.name, transition.label, address, reasons)


def show_edition(desk: "ArticleDesk", request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One edition in its three views, and its Markdown; nothing can be changed here."""
    article = article_at(desk, request, pk)
    edition = edition_of(article, number)
    remember(edition)
    found = report(edition, elsewhere=edition.is_writable)
    context = {
        "edition": edition,
        "views": stored_views_of(edition),
        "sources": edition.sources.all(),
        "acts": edition.acts.all(),
        "buttons": buttons(request.user, edition).beside(found.blocking),
        "report": found,
        "links": edition.checked_links.all(),
        "may_check_links": desk.has_change_permission(request, article),
    }
    return article_page(desk, request, article, "edition.html", _("第%(number)s版") % {"number": number}, context)


def look_up_links(desk: "ArticleDesk", request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Look up the external links of an edition, and show what came of it on the edition's page."""
    article = article_at(desk, request, pk)
    edition = edition_of(article, number)
    if not desk.has_change_permission(request, article):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        rows = check_links(edition)
    except NotNow as reason:
        messages.warning(request, translated(said(reason)))
    else:
        counts = {"count": len(rows), "broken": sum(row.is_broken for row in rows)}
        messages.info(request, _("查了%(count)s个外部链接，打不开的有%(broken)s个。") % counts)
    return redirect("admin:articles_article_edition", article.pk, number)


def do_transition(desk: "ArticleDesk", request: HttpRequest, pk: int, number: int, name: str) -> HttpResponse:
    """Ask for what the transition needs, then carry it out; say so when it cannot be."""
    article = article_at(desk, request, pk)
    edition = edition_of(article, number)
    transition = TRANSITIONS.get(name)
    if transition is None:
        raise Http404
    if not is_permitted(request.user, transition, article):
        raise PermissionDenied
    reasons = reasons_against(request.user, transition, edition, timezone.now())
    form = FORMS[name](request.POST or None, edition=edition, by=signed_in(request))
    if request.method == "POST" and not reasons and form.is_valid():
        try:
            form.carry_out()
        except PublishingRefused as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            desk.log_change(
                request, article, noted(Message("%(what)s：%(edition)s", what=transition.said, edition=str(edition)))
            )
            messages.success(request, str(form.done))
            return redirect("admin:articles_article_change", article.pk)
    found = report(edition, MOMENTS[name], elsewhere=True) if name in MOMENTS else None
    context = {
        "form": form,
        "reasons": reasons,
        "other_reasons": [translated(reason) for reason in reasons if not found or reason not in found.blocking],
        "report": found,
        "transition": transition,
        "edition": edition,
    }
    return article_page(desk, request, article, "transition.html", transition.label, context)


def article_at(desk: "ArticleDesk", request: HttpRequest, pk: int) -> Article:
    """The article, for somebody who may look at it."""
    article = desk.get_object(request, str(pk))
    if article is None:
        raise Http404
    if not desk.has_view_or_change_permission(request, article):
        raise PermissionDenied
    return article


def edition_of(article: Article, number: int) -> Edition:
    edition = Edition.objects.filter(article=article, number=number).select_related("article", *PEOPLE).first()
    if edition is None:
        raise Http404
    return edition


def article_page(
    desk: "ArticleDesk", request: HttpRequest, article: Article, template: str, title: str, context: dict[str, Any]
) -> HttpResponse:
    """A page beside the form, in the desk's frame."""
    frame = {**desk.admin_site.each_context(request), "opts": desk.opts, "article": article, "title": title}
    return TemplateResponse(request, f"admin/articles/article/{template}", {**frame, **context})
