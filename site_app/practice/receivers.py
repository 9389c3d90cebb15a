"""What is practised anew when the editors' room has news?"""

from typing import Any

from django.dispatch import receiver

from site_app.articles.models import Edition
from site_app.articles.signals import edition_published, edition_rendered_again


@receiver([edition_published, edition_rendered_again])
def make_exercise(edition: Edition, **news: Any) -> None:
    from site_app.practice.keeping import keep  # with all that renders: a server that only shows pages does without

    keep(edition)
