"""How does each live edition come to its exercise?"""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from site_app.articles.lexicon import lexicon
from site_app.articles.models import Edition
from site_app.practice.exercise import FORMAT, as_data
from site_app.practice.exercise.making import make_items
from site_app.practice.models import Exercise


def keep(edition: Edition) -> bool:
    """Store what the edition's sentences give to practise; whether that is something else than before."""
    items = as_data(make_items(edition.markdown, lexicon()))
    stored = Exercise.objects.filter(edition=edition).first()
    if stored and (stored.format, stored.items) == (FORMAT, items):
        return False
    Exercise.objects.update_or_create(
        edition=edition, defaults={"format": FORMAT, "items": items, "changed_at": timezone.now()}
    )
    return True


def without() -> Iterable[int]:
    """The live editions that have no exercise yet, or one that an older version of the site made."""
    live = Edition.objects.live().filter(Q(exercise=None) | ~Q(exercise__format=FORMAT))
    return live.order_by("pk").values_list("pk", flat=True)
