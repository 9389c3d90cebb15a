"""What is done in the background, and how is it taken up again after the worker was lost?"""

from collections.abc import Iterable

from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from site_app.articles import tasks as articles_tasks
from site_app.articles.models import Edition
from site_app.narration.forgetting import forget_unused
from site_app.narration.models import Narration
from site_app.narration.narrating import ask_for, engine, narrate
from site_app.narration.saying import say
from site_app.narration.spoken_terms import say_terms
from site_app.narration.voices import are_wanted

TURN_OF_WORDS = 60.0
"""Seconds of work on words; there are hundreds, and an article should not wait for them."""
TURN = 600.0
"""Seconds of work on one narration before others have their turn, so that a book does not keep the news waiting."""


@task()
def make_narration(narration_id: int) -> None:
    """Make one narration; does nothing when it is there already, has failed, or nobody wants it any more."""
    narration = Narration.objects.to_be_made().filter(pk=narration_id).select_related("edition").first()
    if narration is None:
        return
    speaking = engine()
    try:
        narrate(narration, speaking, seconds=TURN)
    finally:
        speaking.close()
    if narration.state == Narration.State.WAITING:
        _enqueue(narration)
    forget_unused()


@task(queue_name=articles_tasks.QUEUE, priority=10)
def make_clip(text: str) -> None:
    """Say a few words for somebody at the readings desk, who is waiting."""
    speaking = engine()
    try:
        say(text, speaking)
    finally:
        speaking.close()


@task(priority=-10)
def make_words() -> None:
    """Say the words of the glossary, after all that readers of articles wait for."""
    speaking = engine()
    try:
        is_left = say_terms(speaking, TURN_OF_WORDS)
    finally:
        speaking.close()
    if is_left:
        make_words.enqueue()


def order_words() -> None:
    """Have the words of the glossary said that cannot be heard as they are read now."""
    if are_wanted() and not DBTaskResult.objects.ready().filter(task_path=make_words.module_path).exists():
        make_words.enqueue()


def order(editions: Iterable[Edition], *, again: bool = False) -> None:
    """Have these editions read in the background, the first voice of all of them first."""
    if are_wanted():
        with transaction.atomic():
            for narration in ask_for(editions, again=again):
                _enqueue(narration)


def order_unfinished() -> None:
    """Have read what is live and not heard as it should be: what a lost worker left, what failed, what came before there
    was sound, what another version of the engine has spoken."""
    live = Edition.objects.live()
    version = engine().version
    outdated = live.filter(narrations__state=Narration.State.READY).exclude(narrations__engine=version)
    order(outdated.distinct(), again=True)
    order(live)


def _enqueue(narration: Narration) -> None:
    make_narration.using(priority=-narration.place).enqueue(narration.pk)
