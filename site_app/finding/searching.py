"""What does a reader get who has typed something?"""

from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags

from site_app.articles.models import Article
from site_app.finding import snippets, suggestions
from site_app.finding.document import loaded
from site_app.finding.models import Findable, Term
from site_app.finding.query import Query, understood
from site_app.finding.ranking import MOST, rank
from site_app.finding.snippets import Snippet

ON_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class Result:
    article: Article
    title: Snippet
    snippet: Snippet

    @property
    def plain_title(self) -> str:
        return unescape(strip_tags(self.title.text))

    @property
    def address(self) -> str:
        """Of the article in the hanzi view."""
        return self.article.get_absolute_url()


@dataclass(frozen=True, slots=True)
class Found:
    """One page of results."""

    query: Query
    results: tuple[Result, ...]
    count: int
    page: int
    pages: int
    in_part: bool
    """Whether the results hold a part of the query alone."""
    tolerable: int
    """How many there would be if similar sounds were tolerated; counted where nothing was found without."""
    meant: tuple[Term, ...]
    """Terms that were perhaps meant, where nothing was found."""

    @property
    def first_number(self) -> int:
        return 1 + (self.page - 1) * ON_A_PAGE

    @property
    def previous_page(self) -> int | None:
        return self.page - 1 if self.page > 1 else None

    @property
    def next_page(self) -> int | None:
        return self.page + 1 if self.page < self.pages else None

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are counted."""
        return self.count >= MOST


def search(typed: str, *, tolerant: bool = False, page: int = 1) -> Found:
    """Never raises for what was typed; a page that is not there is the nearest one."""
    query = understood(typed, tolerant=tolerant)
    ranking = rank(query)
    ids = Findable.objects.still_live(ranking.ids)
    pages = max(1, -(-len(ids) // ON_A_PAGE))
    page = min(max(page, 1), pages)
    shown = ids[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    nothing = not ids or ranking.in_part
    tolerable = len(rank(understood(typed, tolerant=True)).ids) if nothing and query.sounds and not tolerant else 0
    return Found(
        query=query,
        results=_results(shown, query),
        count=len(ids),
        page=page,
        pages=pages,
        in_part=ranking.in_part,
        tolerable=tolerable,
        meant=tuple(suggestions.perhaps(query)) if nothing and query.pieces else (),
    )


def _results(ids: list[int], query: Query) -> tuple[Result, ...]:
    found = Findable.objects.select_related("article").in_bulk(ids)
    documents = {key: loaded(found[key].document) for key in ids if key in found}
    return tuple(
        Result(found[key].article, snippets.title(document, query), snippets.best(document, query))
        for key, document in documents.items()
    )
