"""What do articles have done in the background?

These tasks have a queue of their own, which the worker serves beside its other work: a narration may take minutes.
"""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import translation
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from site_app.articles.rereading import read_waiting, try_failed_again
from site_app.articles.rereading_help import call_help

QUEUE = "readings"
TURN_OF_READINGS = 5.0
"""Seconds of work on waiting articles before others in the queue have their turn."""


@task(queue_name=QUEUE)
def reread() -> None:
    """Read the articles that wait for a change of readings."""
    call_help()
    if read_waiting(seconds=TURN_OF_READINGS):
        reread.enqueue()


@task(queue_name=QUEUE, priority=5)
def import_what_is_left(person: int, token: str) -> None:
    """Go on with an upload that this person has agreed to; nothing when it is gone, or they are."""
    from site_app.articles.exchange.going_on import TURN, go_on
    from site_app.articles.exchange.kept import kept_for

    by = get_user_model().objects.filter(pk=person, is_active=True).first()
    kept = kept_for(by, token) if by else None
    if by is None or kept is None or not kept.is_taken or kept.result is not None:
        return
    with translation.override(kept.agreed.language):
        if go_on(kept, by, seconds=TURN):
            import_what_is_left.enqueue(person, token)


def take_up_again() -> None:
    """Order anew what was under way when a worker was lost, and what failed."""
    from site_app.articles.exchange.kept import under_way

    with transaction.atomic():
        DBTaskResult.objects.filter(task_path=import_what_is_left.module_path).delete()
        for person, token in under_way():
            import_what_is_left.enqueue(person, token)
    with transaction.atomic():
        DBTaskResult.objects.filter(task_path=reread.module_path).delete()
        if try_failed_again():
            reread.enqueue()
