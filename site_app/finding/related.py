"""Which articles are like an article in content?

Computed when something is published: the words that tell an article apart are looked up as a query would be.
"""

from collections.abc import Iterable

from django.db import transaction

from site_app.finding.document import loaded
from site_app.finding.keys import TITLE, keys
from site_app.finding.models import Findable, Related
from site_app.finding.query import Group, Query, Way
from site_app.finding.ranking import rank

SHOWN = 5
_KEPT = 8
"""More than are shown, since some may be withdrawn before this is computed anew."""
_WORDS = 16
"""Terms of an article that are compared."""
_ALIKE = 0.08
"""The share of them, the rare ones counting more, that another article has to hold."""


def relate(findables: Iterable[Findable]) -> None:
    """Find what these articles are like, and have those that are like them know of it."""
    for findable in findables:
        for other in relate_one(findable):
            relate_one(other)


@transaction.atomic
def relate_one(findable: Findable) -> list[Findable]:
    """Find what an article is like; returns what was found."""
    ids = [found for found in rank(_as_query(findable), (_ALIKE,)).ids if found != findable.pk][:_KEPT]
    others = Findable.objects.in_bulk(Findable.objects.still_live(ids))
    found = [others[pk] for pk in ids if pk in others]
    findable.related.all().delete()
    Related.objects.bulk_create(
        [Related(findable=findable, other=other, place=place) for place, other in enumerate(found)]
    )
    return found


def _as_query(findable: Findable) -> Query:
    """One piece: an article should hold a part of the terms, and the rarer and weightier ones rather."""
    weights = keys(loaded(findable.document))
    said = {key: weights.get(f"h{key[1:3]}", 1.0) for key in weights if key[0] == "!"}
    terms = sorted(said, key=lambda key: (-said[key], key))[:_WORDS]
    groups = tuple(Group((key,), share=said[key] / TITLE) for key in terms)
    return Query("", ((Way("hanzi", (), groups),),) if groups else (), tolerant=False)
