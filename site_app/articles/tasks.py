"""What do articles have done in the background?

These tasks have a queue of their own, which the worker serves beside its other work: a narration may take minutes.
"""

from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from site_app.articles.rereading import read_waiting, try_failed_again
from site_app.articles.rereading_help import call_help

QUEUE = "readings"
TURN = 5.0
"""Seconds of work on waiting articles before others in the queue have their turn."""


@task(queue_name=QUEUE)
def reread() -> None:
    """Read the articles that wait for a change of readings."""
    call_help()
    if read_waiting(seconds=TURN):
        reread.enqueue()


def take_up_again() -> None:
    """Order anew what was under way when a worker was lost, and what failed."""
    with transaction.atomic():
        DBTaskResult.objects.filter(task_path=reread.module_path).delete()
        if try_failed_again():
            reread.enqueue()
