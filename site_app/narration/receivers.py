"""What does the narrator do when the editors' room has news?"""

from typing import Any

from django.dispatch import receiver

from site_app.articles.models import Article, Edition
from site_app.articles.signals import article_withdrawn, edition_published, edition_rendered_again
from site_app.glossary.signals import terms_changed
from site_app.narration import forgetting
from site_app.narration.models import Narration


@receiver(edition_published)
def read_aloud(edition: Edition, **news: Any) -> None:
    from site_app.narration.tasks import order  # with all that speaks: a server that only shows pages does without

    order([edition])


@receiver(edition_rendered_again)
def follow_readings(edition: Edition, **news: Any) -> None:
    from site_app.narration.tasks import order

    order(Edition.objects.live().filter(pk=edition.pk), again=True)


@receiver(article_withdrawn)
def fall_silent(article: Article, **news: Any) -> None:
    forgetting.fall_silent(Narration.objects.filter(edition__article=article))


@receiver(terms_changed)
def say_words(**news: Any) -> None:
    from site_app.narration.tasks import order_words

    order_words()
