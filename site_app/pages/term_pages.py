"""What does the server answer to somebody who asks what a word means?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from site_app.articles.former_addresses import moved
from site_app.articles.models import Article, Rendering
from site_app.finding import snippets
from site_app.finding.a_to_z import ALL_AT_ONCE
from site_app.finding.alphabet import letter as letter_of
from site_app.finding.document import Passage, loaded
from site_app.finding.models import Findable
from site_app.finding.query import understood
from site_app.finding.snippets import Snippet
from site_app.glossary.models import Mention, TermPage
from site_app.narration.models import SpokenTerm
from site_app.narration.public_names import site_address
from site_app.pages import structured_data
from site_app.pages.addresses import article_address, term_address

MOST_ARTICLES = 10
"""Where a word occurs is told for so many articles; the search knows the others."""
MOST_RELATED = 8


@dataclass(frozen=True, slots=True)
class Occurrence:
    article: Article
    sentence: Snippet

    def address(self, view: str) -> str:
        return f"{article_address(self.article.slug, view)}#{self.sentence.sentence}"


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """The words by their pinyin; of many words one letter at a time."""
    rows = TermPage.objects.shown().only("word", "slug", "pinyin", "sort_key")
    by_letter: dict[str, list[TermPage]] = {}
    for row in rows:
        by_letter.setdefault(letter_of(row.sort_key), []).append(row)
    asked = request.GET.get("letter", "")
    is_all = sum(map(len, by_letter.values())) <= ALL_AT_ONCE
    letter = asked if asked in by_letter else next(iter(by_letter), "")
    context = {
        "letters": [*by_letter],
        "is_all": is_all,
        "letter": "" if is_all else letter,
        "groups": [*by_letter.items()] if is_all else [(letter, by_letter.get(letter, []))],
        "address": site_address(request) + request.path,
    }
    return render(request, "pages/terms.html", context)


@require_safe
def term(request: HttpRequest, slug: str, view: str = "hanzi") -> HttpResponse:
    """A word that is explained; an address it once had leads to where it is now."""
    found = TermPage.objects.shown().filter(slug=slug).first()
    if found is None:
        former = get_object_or_404(TermPage.objects.shown(), old_slugs__slug=slug)
        return moved(term_address(former.slug, view))
    occurrences, more = occurrences_of(found)
    site = site_address(request)
    context: dict[str, Any] = {
        "term": found,
        "explanation": found.explanation(view),
        "rendering": Rendering(view=view),
        "views": [(choice, label, term_address(slug, choice)) for choice, label in Rendering.View.choices],
        "spoken": SpokenTerm.objects.filter(term=found).first(),
        "occurrences": [(one, one.address(view)) for one in occurrences],
        "more": more,
        "related": related_to(found),
        "machines": {
            "site": site,
            "hanzi_address": term_address(slug),
            "pinyin_address": term_address(slug, "pinyin"),
            "structured_data": structured_data.of_term(found, view, site),
        },
    }
    return render(request, "pages/term.html", context)


def occurrences_of(term: TermPage) -> tuple[list[Occurrence], bool]:
    """(the articles that say the word, newest first, each with its sentence; whether there are more of them)"""
    live = Mention.objects.live().filter(term=term).order_by("-edition__published_at")
    mentions = [*live.values_list("edition__article", "places")[: MOST_ARTICLES + 1]]
    shown = mentions[:MOST_ARTICLES]
    ids = [article for article, _ in shown]
    documents = dict(Findable.objects.live().filter(article__in=ids).values_list("article", "document"))
    articles = {article.pk: article for article in Article.objects.published().filter(pk__in=ids).with_live_edition()}
    query = understood(term.word)
    found = []
    for article, places in shown:
        said = _sentence(loaded(documents[article]).text, f"s{places[0][0]}") if article in documents else None
        if said and article in articles:
            found.append(Occurrence(articles[article], snippets.passage(said, query)))
    return found, len(mentions) > MOST_ARTICLES


def _sentence(text: tuple[Passage, ...], name: str) -> Passage | None:
    return next((said for said in text if said.id == name), None)


def related_to(term: TermPage) -> list[TermPage]:
    """Words that hold this one, or that it holds."""
    word = term.word
    parts = {word[i:j] for i in range(len(word)) for j in range(i + 2, len(word) + 1)}
    alike = Q(word__in=parts) | (Q(word__contains=word) if len(word) > 1 else Q())
    return [*TermPage.objects.shown().filter(alike).exclude(pk=term.pk)[:MOST_RELATED]]
