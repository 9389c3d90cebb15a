"""What could somebody be about to type, or have meant to type?"""

from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.http import urlencode

from site_app.finding.characters import compared
from site_app.finding.document import loaded
from site_app.finding.models import Findable, Term
from site_app.finding.query import Query, understood
from site_app.finding.ranking import rank
from site_app.glossary.models import TermPage
from site_app.pinyin.syllables import toneless
from site_app.pinyin.typed import ways_to_divide

TERMS, ARTICLES = 4, 5
MOST_EXPLAINED = 3
MOST_TERMS = 5_000
"""Terms that are compared with what was typed wrongly."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    text: str
    pinyin: str
    address: str
    is_article: bool


def suggested(typed: str) -> list[Suggestion]:
    """Terms that begin so, then articles; none for what holds nothing to search for."""
    query = understood(typed)
    if not query.pieces:
        return []
    return [*map(_as_suggestion, _begun(query)), *_articles(query)]


def perhaps(query: Query) -> list[Term]:
    """The terms that are spelled most like it, by their letters or their characters; one mistake in three at most."""
    characters = compared(query.typed).replace(" ", "")
    letters = _letters(query.typed)
    near: list[tuple[int, int, str]] = []
    for word, spelled in Term.objects.values_list("word", "letters")[:MOST_TERMS]:
        for typed, meant in ((characters, word), (letters, spelled)):
            bound = min(2, max(len(typed), len(meant)) // 3 if typed.isascii() else len(meant) // 2)
            if typed and bound and (mistakes := _mistakes(typed, meant, bound)) <= bound:
                near.append((mistakes, len(word), word))
    words = [word for _, _, word in sorted(near)]
    found = Term.objects.in_bulk([*dict.fromkeys(words)][:TERMS], field_name="word")
    return [found[word] for word in dict.fromkeys(words) if word in found]


def explained(typed: str) -> list[TermPage]:
    """The words of the glossary that this is, in hanzi, pinyin or English."""
    word = compared(typed).replace(" ", "")
    if not word:
        return []
    is_it = Q(word=word) | Q(gloss__iexact=typed.strip())
    if letters := _letters(typed):
        is_it |= Q(letters=letters)
    return [*TermPage.objects.shown().filter(is_it)[:MOST_EXPLAINED]]


def _begun(query: Query) -> list[Term]:
    typed, letters = compared(query.typed).replace(" ", ""), _letters(query.typed)
    begins = Q(word__startswith=typed)
    if letters:
        begins |= Q(letters__startswith=letters) | Q(initials__startswith=letters)
    return [*Term.objects.filter(begins).order_by(Length("word"), "letters", "word")[:TERMS]]


def _letters(typed: str) -> str:
    """What was typed as pinyin without tones; empty where it holds anything else."""
    runs = compared(typed).split()
    if not runs or not all(run.replace("'", "").isalnum() for run in runs):
        return ""
    parts = []
    for run in runs:
        ways = ways_to_divide(run)
        parts.append("".join(map(toneless, ways[0])) if ways else run)
    letters = "".join(parts).replace("'", "").replace("ü", "v")
    return letters if letters.isascii() and letters.isalpha() else ""


def _as_suggestion(term: Term) -> Suggestion:
    return Suggestion(term.word, term.pinyin, f"{reverse('finding:search')}?{urlencode({'q': term.word})}", False)


def _articles(query: Query) -> list[Suggestion]:
    ids = Findable.objects.still_live(rank(query).ids[: 2 * ARTICLES])[:ARTICLES]
    found = Findable.objects.select_related("article").in_bulk(ids)
    titles = [(found[key].article, loaded(found[key].document).title) for key in ids if key in found]
    return [
        Suggestion("".join(passage.text for passage in title), "", article.get_absolute_url(), True)
        for article, title in titles
    ]


def _mistakes(typed: str, meant: str, bound: int) -> int:
    """Letters to add, leave out or change; more than `bound` as soon as that is certain."""
    if abs(len(typed) - len(meant)) > bound:
        return bound + 1
    row = [*range(len(meant) + 1)]
    for place, letter in enumerate(typed, 1):
        before, row = row, [place]
        for at, other in enumerate(meant, 1):
            row.append(min(before[at] + 1, row[-1] + 1, before[at - 1] + (letter != other)))
        if min(row) > bound:
            return bound + 1
    return row[-1]
