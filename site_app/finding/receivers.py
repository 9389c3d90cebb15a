"""What does the index do when there is news of articles?"""

from typing import Any

from django.db import transaction
from django.db.models.signals import m2m_changed, post_save, pre_delete
from django.dispatch import receiver

from site_app.articles.models import Article, Edition, Tag
from site_app.articles.signals import article_withdrawn, edition_published, edition_rendered_again
from site_app.finding.indexing import forget, index
from site_app.finding.models import Findable
from site_app.finding.related import relate


@receiver(edition_published)
def find(edition: Edition, **news: Any) -> None:
    relate(index([edition]))


@receiver(edition_rendered_again)
def follow_readings(edition: Edition, **news: Any) -> None:
    index([edition])


@receiver(article_withdrawn)
def find_no_more(article: Article, **news: Any) -> None:
    forget(Findable.objects.filter(article=article))


@receiver(pre_delete, sender=Article)
def find_no_more_what_is_deleted(instance: Article, **news: Any) -> None:
    forget(Findable.objects.filter(article=instance))


@receiver(m2m_changed, sender=Article.tags.through)
def follow_tags(instance: Article | Tag, action: str, reverse: bool, pk_set: set[int] | None, **news: Any) -> None:
    if isinstance(instance, Tag) and action == "pre_clear":
        _index_again_soon(instance)
    elif action in ("post_add", "post_remove", "post_clear"):
        articles = [*(pk_set or ())] if reverse else [instance.pk]
        transaction.on_commit(lambda: _index_again(articles), robust=True)


@receiver(post_save, sender=Tag)
def follow_names(instance: Tag, created: bool, **news: Any) -> None:
    if not created:
        _index_again_soon(instance)


@receiver(pre_delete, sender=Tag)
def follow_what_is_deleted(instance: Tag, **news: Any) -> None:
    _index_again_soon(instance)


def _index_again_soon(tag: Tag) -> None:
    articles = [*tag.articles.values_list("pk", flat=True)]
    transaction.on_commit(lambda: _index_again(articles), robust=True)


def _index_again(articles: list[int]) -> None:
    index([*Edition.objects.live().filter(article__in=articles).only("pk")])
