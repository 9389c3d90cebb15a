"""Where does an editor decide the doubtful readings of an article, one press each?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from site_app.articles.admin.article_pages import article_at, article_page
from site_app.articles.admin.welcome_page import practice_in
from site_app.articles.drafting import DraftChanged, PublishingRefused, current_edition, why_fixed
from site_app.articles.models import Article, Edition, ReadingReport
from site_app.articles.reading_desk.choosing import choose_here, choose_in_article, confirm_here
from site_app.articles.reading_desk.confirming import doubts_of
from site_app.articles.reading_desk.hearing import where_it_is_said
from site_app.articles.reading_desk.offers import Offer, offers
from site_app.articles.reading_desk.places import FIELDS, ReadPlace, place_at
from site_app.articles.reading_desk.reports import open_reports, place_now, resolve
from site_app.articles.reading_desk.writing import CannotBeWritten
from site_app.articles.signed_in import signed_in
from site_app.articles.translating import noted, translated
from site_app.articles.welcome import note_step
from site_app.articles.workflow import may_edit
from site_app.message import Message

if TYPE_CHECKING:
    from site_app.articles.admin.article import ArticleDesk

MOST = 100
"""Questions on one page; the answered ones make room for more."""


@dataclass(frozen=True, slots=True)
class Question:
    """A place that somebody has to look at."""

    number: int
    place: ReadPlace
    offers: list[Offer]
    report: ReadingReport | None = None


def may_prescribe(person: Any) -> bool:
    """Whether the person may change what the whole site reads."""
    return bool(person.has_perm("articles.add_lexiconentry") and person.has_perm("articles.change_lexiconentry"))


def show_readings(desk: "ArticleDesk", request: HttpRequest, pk: int) -> HttpResponse:
    """The doubtful readings of what is being written, else of what is live; a POST decides one of them."""
    article = article_at(desk, request, pk)
    edition = current_edition(article)
    if edition is None:
        raise Http404
    may_write = may_edit(request.user, article)
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied
        return _decide(desk, request, article, edition)
    doubts = doubts_of(edition)
    reports = open_reports(article)
    context = {
        "edition": edition,
        "count": len(doubts),
        "questions": [_question(number, place, edition) for number, place in enumerate(doubts[:MOST], 1)],
        "reported": [
            _question(number, place, edition, report)
            for number, report in enumerate(reports, 1)
            if (place := place_now(report, edition))
        ],
        "gone": [report for report in reports if place_now(report, edition) is None],
        "may_write": may_write,
        "may_prescribe": may_prescribe(request.user) and not article.practice_of_id,
        "practice": practice_in(request, article),
        "fixed": translated(why_fixed(edition)) if edition.is_open and not edition.is_writable else "",
        "said_at": where_it_is_said(),
    }
    return article_page(desk, request, article, "readings.html", pgettext("复数", "读音"), context)


def _question(number: int, place: ReadPlace, edition: Edition, report: ReadingReport | None = None) -> Question:
    found = offers(getattr(edition, place.field), place)
    return Question(number, place, found, report)


def _decide(desk: "ArticleDesk", request: HttpRequest, article: Article, edition: Edition) -> HttpResponse:
    """Carry out what was pressed and go back to the same place in the list."""
    report = ReadingReport.objects.filter(article=article, pk=_number(request, "report")).first()
    back = _back(article, request)
    if "answered" in request.POST:
        if report:
            _answer(request, report)
        return back
    field, start, reading = request.POST.get("field", ""), _number(request, "start"), request.POST.get("reading", "")
    seen, scope = request.POST.get("seen", ""), request.POST.get("scope", "here")
    if field not in FIELDS or seen != edition.stamp:
        messages.warning(request, _("文字刚刚改过，这一处还没有处理。请再看一遍。"))
        return back
    place = place_at(field, getattr(edition, field), start)
    if place is None or reading not in place.readings:
        messages.warning(request, _("那个字已经不在原来的地方了。请再看一遍。"))
        return back
    if scope == "site" and not article.practice_of_id:
        return _go_to_lexicon(request, article, place, reading)
    try:
        message = _apply(request, article, place, reading, scope, seen)
    except CannotBeWritten as refusal:
        messages.warning(request, str(refusal))
    except PublishingRefused as refusal:
        messages.warning(request, " ".join(refusal.reasons))
    except DraftChanged:
        messages.warning(request, _("文字刚刚改过，这一处还没有处理。请再看一遍。"))
    else:
        if report:
            state = ReadingReport.State.RIGHT if reading == place.reading else ReadingReport.State.CORRECTED
            resolve(report, state, signed_in(request))
        if article.practice_of_id:
            note_step(article)
        desk.log_change(request, article, noted(message))
        messages.success(request, translated(message))
    return back


def _apply(request: HttpRequest, article: Article, place: ReadPlace, reading: str, scope: str, seen: str) -> Message:
    """What was done, in a sentence."""
    from site_app.pinyin.syllables import marked

    by, start = signed_in(request), place.origin.start
    said: dict[str, Any] = {"word": place.word, "character": place.character, "reading": marked(reading)}
    if reading == place.reading:
        said["count"] = confirm_here(article, place.field, start, everywhere=scope == "article", by=by)
        return Message("“%(word)s”的“%(character)s”读 %(reading)s，已确认（%(count)s处），以后不再问。") % said
    if scope == "article":
        _edition, said["count"] = choose_in_article(article, place.field, start, reading, seen=seen, by=by)
        return Message("“%(word)s”的“%(character)s”在这篇文章里改读 %(reading)s（%(count)s处），已存进草稿。") % said
    choose_here(article, place.field, start, reading, seen=seen, by=by)
    return Message("这一处“%(word)s”的“%(character)s”改读 %(reading)s，已存进草稿。") % said


def _answer(request: HttpRequest, report: ReadingReport) -> None:
    """A report about a sentence that is another by now."""
    state = ReadingReport.State
    wanted = state.CORRECTED if request.POST["answered"] == "corrected" else state.RIGHT
    if resolve(report, wanted, signed_in(request)):
        messages.success(request, _("报告已处理：%(state)s。") % {"state": wanted.label})


def _go_to_lexicon(request: HttpRequest, article: Article, place: ReadPlace, reading: str) -> HttpResponse:
    """There what would change is shown first."""
    from site_app.pinyin.syllables import marked

    if not may_prescribe(request.user):
        raise PermissionDenied
    readings = [syllable.reading or "" for syllable in place.origin.word.syllables]
    readings[place.origin.index] = reading
    asked = {"word": place.word, "reading": " ".join(map(marked, filter(None, readings))), "article": article.pk}
    return redirect(f"{reverse('admin:articles_lexiconentry_several')}?{urlencode(asked)}")


def _number(request: HttpRequest, name: str) -> int:
    try:
        return int(request.POST.get(name, ""))
    except ValueError:
        return -1


def _back(article: Article, request: HttpRequest) -> HttpResponseRedirect:
    """To the question that has moved up to the place of the one that was decided."""
    number = _number(request, "number")
    anchor = f"#q{number}" if number > 0 else ""
    return HttpResponseRedirect(reverse("admin:articles_article_readings", args=[article.pk]) + anchor)
