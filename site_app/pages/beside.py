"""Which other articles does an article's page lead to, and of which former editions does it tell? One query for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from site_app.articles.models import Article, Edition, Rendering
from site_app.finding.models import Related
from site_app.finding.related import SHOWN

_LONG = (
    *("body", "body_hant", "summary", "summary_hant"),
    *("edition__markdown", "edition__article__findable__document"),
)


@dataclass(frozen=True, slots=True)
class Beside:
    siblings: Sequence[Article]
    """The live articles of its series in their order, itself among them."""
    related: Sequence[Article]
    """Live articles that say something alike, the likest first."""
    changes: Sequence[Edition]
    """As `told_to_readers`."""


def beside(rendering: Rendering) -> Beside:
    """Articles come with their live editions, and these with their titles in the view of the rendering."""
    article = rendering.edition.article
    like_it = Related.objects.filter(findable__article=article)
    # By their ids first: a condition over several tables would have all articles looked through.
    ids = Article.objects.filter(pk=article.pk).values("pk").order_by()
    if article.series_id:
        ids = ids.union(Article.objects.filter(series=article.series_id).values("pk").order_by(), all=True)
    ids = ids.union(like_it.values("other__article").order_by(), all=True)
    former = Q(edition__article=article, edition__published_at__isnull=False)
    rows = list(
        Rendering.objects.filter(Q(edition__state=Edition.State.PUBLISHED) | former, edition__article__in=ids)
        .filter(view=rendering.view)
        .select_related("edition__article__findable")
        .defer(*_LONG)
        .annotate(place=Subquery(like_it.filter(other__article=OuterRef("edition__article")).values("place")[:1]))
    )
    live = [_with_title(row) for row in rows if row.edition.state == Edition.State.PUBLISHED]
    kept = [row.edition.article for row in live if _is_kept(row.edition.article)]
    places = {row.edition.article_id: row.place for row in live if row.place is not None}  # type: ignore[attr-defined]
    alike = sorted((one for one in kept if one.pk in places), key=lambda one: places[one.pk])
    return Beside(
        siblings=sorted(
            (one for one in kept if article.series_id and one.series_id == article.series_id),
            key=lambda one: (one.position, one.pk),
        ),
        related=alike[:SHOWN],
        changes=_told([row.edition for row in rows if row.edition.article_id == article.pk]),
    )


def _with_title(row: Rendering) -> Rendering:
    """What `with_live_edition` prepares, of one view."""
    vars(row.edition.article)["prefetched_live"] = [row.edition]
    vars(row.edition)["_prefetched_objects_cache"] = {"renderings": [row]}
    return row


def _is_kept(article: Article) -> bool:
    return article.binned_at is None and article.practice_of_id is None


def _told(editions: list[Edition]) -> list[Edition]:
    """The same as `EditionQuerySet.told_to_readers`, of the article's editions that were ever published."""
    in_order = sorted((one for one in editions if one.published_at), key=lambda one: (one.published_at, one.number))
    told = [one for one in in_order[1:] if one.change_note and not one.is_minor]
    return sorted(told, key=lambda one: -one.number)
