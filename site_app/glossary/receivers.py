"""What does the glossary do when the editors' room has news?"""

from typing import Any

from django.dispatch import receiver

from site_app.articles.models import Edition
from site_app.articles.signals import edition_published, edition_rendered_again, lexicon_changed
from site_app.glossary.mentions import note_mentions
from site_app.glossary.tasks import follow_lexicon


@receiver([edition_published, edition_rendered_again])
def find_words(edition: Edition, **news: Any) -> None:
    note_mentions(edition)


@receiver(lexicon_changed)
def follow(**news: Any) -> None:
    follow_lexicon.enqueue()
