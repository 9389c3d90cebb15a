"""What does the worker in the background do for the editors?"""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django_tasks import task

from site_app.articles.models import Edition
from site_app.articles.signals import edition_scheduled
from site_app.articles.timetable import publish_due


@task(priority=100)
def publish_what_is_due() -> None:
    """Before anything else that waits."""
    publish_due(timezone.now())


@receiver(edition_scheduled)
def order_publication(edition: Edition, **news: Any) -> None:
    publish_what_is_due.using(run_after=edition.scheduled_for).enqueue()
