"""Which doubtful readings need not be asked about again?"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from site_app.articles.models import Article, ConfirmedReading, Edition
from site_app.articles.reading_desk.places import ReadPlace, places_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def doubts_of(edition: Edition) -> list[ReadPlace]:
    """The doubtful readings of an edition that nobody has confirmed, in order."""
    known = confirmed(edition.article)
    return [place for place in places_of(edition) if place.is_doubtful and place.fingerprint not in known]


def confirmed(article: Article) -> frozenset[str]:
    """The fingerprints of what was found right in this article."""
    return frozenset(ConfirmedReading.objects.filter(article=article).values_list("fingerprint", flat=True))


def confirm(article: Article, places: Iterable[ReadPlace], by: "User | None" = None) -> None:
    """Note that these places are read as they should be; twice is no more than once."""
    ConfirmedReading.objects.bulk_create(
        [
            ConfirmedReading(
                article=article,
                fingerprint=place.fingerprint,
                word=place.word[:100],
                reading=place.reading,
                by=by,
            )
            for place in places
        ],
        ignore_conflicts=True,
    )
