"""Where does an imported article belong: under which address, in which series, under which tags?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from site_app.articles.comparing import Fact
from site_app.articles.exchange.saying import CannotSay
from site_app.articles.importing import series_titled, tag_named
from site_app.articles.models import Article, Series, Tag
from site_app.documents import Document


@dataclass(frozen=True, slots=True)
class Place:
    """By names: series and tags that are missing are made when the plan is carried out."""

    slug: str
    """Empty when it is to be made from the title."""
    series: str
    position: int
    tags: tuple[str, ...]
    """Sorted."""


def place_of(document: Document, article: Article | None, by: Any) -> Place:
    """What the document says, and for the rest where the article is. Raises CannotSay."""
    given = document.given
    now = _now(article) if article else Place("", "", 0, ())
    place = Place(
        now.slug or document.slug,
        document.series if "series" in given else now.series,
        document.position if "position" in given else now.position,
        tuple(sorted(document.tags)) if "tags" in given else now.tags,
    )
    if by is not None:
        _check(place, by)
    return place


def _now(article: Article) -> Place:
    tags = tuple(sorted(article.tags.values_list("name", flat=True)))
    return Place(article.slug, article.series.title if article.series else "", article.position, tags)


def _check(place: Place, by: Any) -> None:
    is_new = bool(place.series) and not Series.objects.filter(title=place.series).exists()
    if is_new and not by.has_perm("articles.add_series"):
        raise CannotSay(_("还没有系列“%(name)s”，您也没有权限新建。") % {"name": place.series})
    if not by.has_perm("articles.add_tag"):
        known = set(Tag.objects.filter(name__in=place.tags).values_list("name", flat=True))
        if missing := [name for name in place.tags if name not in known]:
            raise CannotSay(_("还没有标签“%(name)s”，您也没有权限新建。") % {"name": missing[0]})


def changes(article: Article, place: Place) -> Iterator[Fact]:
    """What would be another than now."""
    now = _now(article)
    facts = (
        (_("系列"), now.series, place.series),
        (_("在系列中的顺序"), str(now.position), str(place.position)),
        (_("标签"), _("、").join(now.tags), _("、").join(place.tags)),
    )
    return (Fact(label, before, after) for label, before, after in facts if before != after)


def settle(article: Article, place: Place) -> None:
    """Put a stored article there."""
    article.series, article.position = series_titled(place.series), place.position
    article.save(update_fields=["series", "position"])
    article.tags.set([tag_named(name) for name in place.tags])
