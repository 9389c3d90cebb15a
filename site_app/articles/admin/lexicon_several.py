"""What would new entries of the lexicon change for readers? Shown before they are stored."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from site_app.articles.admin.readings_page import may_prescribe
from site_app.articles.lexicon import Prescription, articles_with, change_lexicon, lexicon
from site_app.articles.models import Article, Edition, LexiconEntry
from site_app.articles.models.lexicon_entry import as_listed
from site_app.articles.reading_desk.effects import ChangedSentence, changed_lexicon, sentences_that_change
from site_app.articles.signed_in import signed_in
from site_app.articles.translating import noted
from site_app.articles.workflow import within_reach
from site_app.message import Message

if TYPE_CHECKING:
    from site_app.articles.admin.lexicon import LexiconDesk

MOST = 200
"""Entries at a time."""
AT_ONCE = 20
"""Articles whose sentences are looked at for one page."""


class SeveralForm(forms.Form):
    """One entry a line: the word, then its reading."""

    entries = forms.CharField(
        label=gettext_lazy("词和读音"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "cols": 40}),
        help_text=gettext_lazy("一行一个词：先写词，空一格，再写读音。例如：卒中 cù zhòng"),
    )
    note = forms.CharField(
        label=gettext_lazy("依据"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("为什么这样读：词典、标准或审定表。已有的条目留空就不改。"),
    )

    def clean_entries(self) -> list[Prescription]:
        """Keeps what is known of a word besides its reading."""
        lines = [line.split(None, 1) for line in self.cleaned_data["entries"].splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(_("一次最多%(count)s条。") % {"count": MOST})
        known = {entry.word: entry for entry in LexiconEntry.objects.filter(word__in=[as_listed(x[0]) for x in lines])}
        return [self._entry(line, known) for line in lines]

    def _entry(self, line: list[str], known: dict[str, LexiconEntry]) -> Prescription:
        word, reading = as_listed(line[0]), line[1].strip() if len(line) > 1 else ""
        entry = known.get(word) or LexiconEntry(word=word)
        entry.reading = reading
        entry.note = self.data.get("note", "").strip()[:500] or entry.note
        try:
            entry.clean()
            entry.clean_fields()
        except ValidationError as error:
            raise ValidationError(error.messages) from error
        return Prescription(**{name: getattr(entry, name) for name in Prescription.__slots__})


@dataclass(frozen=True, slots=True)
class TouchedArticle:
    edition: Edition
    sentences: list[ChangedSentence]


def change_several(desk: "LexiconDesk", request: HttpRequest) -> HttpResponse:
    """`word` and `reading` in the address fill the form; `save` stores what was shown."""
    if not may_prescribe(request.user):
        raise PermissionDenied
    asked = {name: request.GET.get(name, "").strip() for name in ("word", "reading")}
    given = request.POST or ({"entries": f"{asked['word']} {asked['reading']}"} if asked["word"] else None)
    form = SeveralForm(given)
    context: dict[str, Any] = {"form": form, "came_from": _came_from(request)}
    if given and form.is_valid():
        wanted = form.cleaned_data["entries"]
        if "save" in request.POST:
            return _store(desk, request, wanted)
        context |= _effects(wanted, request.POST.get("page", "1"))
    frame = {**desk.admin_site.each_context(request), "opts": desk.opts, "title": _("全站的读音")}
    return TemplateResponse(request, "admin/articles/lexicon_several.html", {**frame, **context})


def _came_from(request: HttpRequest) -> Article | None:
    """The article at whose readings somebody chose the whole site."""
    number = request.POST.get("article") or request.GET.get("article", "")
    known = number.isdecimal() and len(number) < 19
    return within_reach(request.user).filter(pk=number).first() if known else None


def _effects(wanted: list[Prescription], page: str) -> dict[str, Any]:
    """The live articles that hold one of the words, some at a time, with their sentences that would change."""
    before, after = lexicon(), changed_lexicon(wanted)
    words = [each.word for each in wanted if each.word not in before or before[each.word] != after[each.word]]
    articles = articles_with(words) if words else []
    live = Edition.objects.live().filter(article__in=articles).order_by("pk")
    shown: Page[Edition] = Paginator(live, AT_ONCE).get_page(page)
    touched = [TouchedArticle(each, list(sentences_that_change(each, words, before, after))) for each in shown]
    return {
        "wanted": [(each, " ".join(_marked(before[each.word])) if each.word in before else "") for each in wanted],
        "words": words,
        "articles": len(articles),
        "page": shown,
        "touched": [each for each in touched if each.sentences],
        "same": sum(not each.sentences for each in touched),
    }


def _marked(readings: tuple[str, ...]) -> list[str]:
    from site_app.pinyin.syllables import marked

    return [marked(reading) for reading in readings]


def _store(desk: "LexiconDesk", request: HttpRequest, wanted: list[Prescription]) -> HttpResponse:
    ordered = change_lexicon(prescribe=wanted, by=signed_in(request))
    for entry in LexiconEntry.objects.filter(word__in=[each.word for each in wanted]):
        desk.log_change(request, entry, noted(Message("改读 %(reading)s", reading=entry.reading)))
    if ordered is None:
        desk.message_user(request, _("词表已保存；没有文章因此改变。"))
        return redirect("admin:articles_lexiconentry_changelist")
    desk.tell(request, ordered)
    return redirect("admin:articles_rereading_changelist")
