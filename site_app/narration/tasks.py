"""What is done in the background, and how is it taken up again after the worker was lost?"""

from collections.abc import Iterable

from django.db import transaction
from django_tasks import task

from site_app.articles.models import Edition
from site_app.narration.models import Narration
from site_app.narration.narrating import ask_for, engine, is_wanted, narrate


@task()
def make_narration(narration_id: int) -> None:
    """Make one narration; does nothing when it is there already or nobody wants it any more."""
    narration = Narration.objects.unfinished().filter(pk=narration_id).select_related("edition").first()
    if narration is None:
        return
    speaking = engine()
    try:
        narrate(narration, speaking)
    finally:
        speaking.close()


def order(editions: Iterable[Edition], *, again: bool = False) -> None:
    """Have these editions read in the background, the first voice of all of them first."""
    if is_wanted():
        with transaction.atomic():
            for narration in ask_for(editions, again=again):
                make_narration.using(priority=-narration.place).enqueue(narration.pk)


def order_unfinished() -> None:
    """Have read what is live and not yet heard: what a lost worker left, what failed, what came before there was sound."""
    order(Edition.objects.live().order_by("published_at", "pk"))
