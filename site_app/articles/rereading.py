"""How does a change of readings reach the articles?

It is noted for each article that waits, in the transaction that changes the readings. Articles are then read one by one:
rendered outside of any transaction, stored all editions together or none. Killed anywhere, the work goes on with what
still waits; until its turn has come a page shows its former views.
"""

import logging
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from math import inf
from typing import TYPE_CHECKING

from django.db import transaction

from site_app.articles.finding import note_titles
from site_app.articles.lexicon import lexicon
from site_app.articles.models import Article, Edition, Rendering, Rereading, WaitingArticle
from site_app.articles.models.state import State
from site_app.articles.signals import edition_rendered_again, send_on_commit
from site_app.articles.stored_views import IN_TRADITIONAL, TEXTS, keep_views, views_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from site_app.pinyin import Lexicon

logger = logging.getLogger(__name__)

Progress = Callable[[Article], None]


@transaction.atomic
def order_rereading(
    articles: Collection[int], *, words: Sequence[str] = (), by: "User | None" = None
) -> Rereading | None:
    """Note that these articles, by id, wait for the readings of today; None when there are none."""
    from site_app.articles.tasks import reread

    if not articles:
        return None
    ordered = Rereading.objects.create(words=list(words), total=len(articles), by=by)
    WaitingArticle.objects.bulk_create(
        (WaitingArticle(rereading=ordered, article_id=pk) for pk in sorted(articles)), batch_size=500
    )
    reread.enqueue()
    return ordered


def everything_used() -> list[int]:
    """The articles of which readers or editors now see a text."""
    return sorted(set(Edition.objects.being_used().values_list("article", flat=True)))


def order_traditional() -> Rereading | None:
    """The same for what was stored before there were traditional characters; None when there is no such text."""
    lacking = Rendering.objects.filter(
        edition__in=Edition.objects.being_used(), view=Rendering.View.HANZI, title_hant=""
    )
    articles = {*lacking.exclude(title="").values_list("edition__article", flat=True)}
    waiting = {*WaitingArticle.objects.filter(article__in=articles).values_list("article", flat=True)}
    return order_rereading(articles - waiting)


def read_waiting(
    progress: Progress = lambda article: None, *, seconds: float = inf, from_the_end: bool = False
) -> bool:
    """Read what waits, oldest change first; returns whether something still waits when the `seconds` are over.

    Another process may begin `from_the_end` at the same time. What both take at once is read twice, and no worse for it.

    An article that cannot be read is noted with the reason and passed over; it keeps the views that it has.
    """
    until = time.monotonic() + seconds
    waiting = WaitingArticle.objects.filter(failure="").order_by("rereading", "pk")
    waiting = waiting.reverse() if from_the_end else waiting
    while (pk := waiting.values_list("article", flat=True).first()) is not None:
        if time.monotonic() > until:
            return True
        try:
            article = _read(pk)
        except Exception as failure:
            logger.exception("article %s keeps its former readings", pk)
            WaitingArticle.objects.filter(article=pk).update(failure=str(failure) or type(failure).__name__)
        else:
            if article:
                progress(article)
    return False


def try_failed_again() -> bool:
    """Let what could not be read wait anew; returns whether anything waits."""
    WaitingArticle.objects.exclude(failure="").update(failure="")
    return WaitingArticle.objects.exists()


def _read(pk: int) -> Article | None:
    """Bring all editions of an article that anybody sees up to date; None when it has been deleted meanwhile."""
    while True:
        waiting = dict(WaitingArticle.objects.filter(article=pk).values_list("pk", "rereading__words"))
        current, editions = lexicon(), _used(pk)
        views = [view for edition in editions for view in views_of(edition, current)]
        # Rendering takes longer than anybody else who writes should wait.
        with transaction.atomic():
            article = Article.everything.select_for_update().filter(pk=pk).first()
            if article and _is_overtaken(editions, current):
                continue
            if article:
                others = _keep(article, views, current)
                # An engine that is new may say otherwise what is written as before.
                others |= {edition.pk for edition in editions} if [] in waiting.values() else set()
                _tell(edition for edition in editions if edition.pk in others)
            WaitingArticle.objects.filter(pk__in=waiting).delete()
            return article


def _used(pk: int) -> list[Edition]:
    return list(Edition.objects.being_used().filter(article=pk).order_by("pk"))


def _is_overtaken(editions: list[Edition], current: "Lexicon") -> bool:
    """Whether words or readings have changed while they were rendered."""
    stored = {edition.pk: edition.words for edition in _used(editions[0].article_id)} if editions else {}
    return stored != {edition.pk: edition.words for edition in editions} or lexicon() != current


def _keep(article: Article, views: list[Rendering], current: "Lexicon") -> set[int]:
    """Store what is different from before; returns the editions, by id, that are read otherwise."""
    former = Rendering.objects.filter(edition__in={view.edition_id for view in views})
    known = {(view.edition_id, view.view): view for view in former}
    pairs = [(view, known.get((view.edition_id, view.view))) for view in views]
    keep_views(view for view, before in pairs if before is None or _stored(before) != _stored(view))
    note_titles(article, current)
    return {view.edition_id for view, before in pairs if before is None or _said(before) != _said(view)}


def _tell(editions: Iterable[Edition]) -> None:
    for edition in editions:
        if edition.state == State.PUBLISHED:
            send_on_commit(edition_rendered_again, Edition, edition=edition)


def _said(view: Rendering) -> tuple[str, ...]:
    return tuple(getattr(view, name) for name in TEXTS)


def _stored(view: Rendering) -> tuple[str, ...]:
    return (*_said(view), *(getattr(view, name) for name in IN_TRADITIONAL))
