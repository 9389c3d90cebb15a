"""Which series and tags do readers get to see?"""

from typing import TypeVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from site_app.articles.models import Article, Series, Tag

Owner = TypeVar("Owner", Series, Tag)


def with_published(model: type[Owner]) -> QuerySet[Owner]:
    """Those under which something is published: what holds only drafts is nobody's business yet."""
    return model._default_manager.filter(articles__in=Article.objects.published()).distinct()


def in_use(model: type[Owner], slug: str) -> tuple[Owner, bool]:
    """The one with this slug, or that once had it, and whether it has it now. Raises Http404 for another."""
    public = with_published(model)
    found = public.filter(slug=slug).first()
    return (found, True) if found else (get_object_or_404(public, old_slugs__slug=slug), False)
