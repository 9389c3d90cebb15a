"""What stands under a letter of the alphabet? Articles and tags together, as a dictionary sorts them."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from site_app.articles.models import Article, Tag
from site_app.finding.alphabet import OTHERS, letter
from site_app.finding.models import Findable

ALL_AT_ONCE = 200
"""Entries that still stand on one page."""


@dataclass(frozen=True, slots=True)
class Entry:
    text: str
    pinyin: SafeString
    address: str
    is_tag: bool
    sort_key: str


def letters() -> dict[str, int]:
    """How many entries stand under each letter, in the order of the alphabet."""
    counts = Counter(dict(Findable.objects.live().values_list("letter").annotate(Count("pk")).order_by()))
    counts.update(letter(slug) for slug in _tags().values_list("slug", flat=True))
    return {key: counts[key] for key in sorted(counts, key=lambda key: (key == OTHERS, key))}


def entries(wanted: str) -> list[Entry]:
    """A handful of queries, whatever the number of articles."""
    keys = dict(Findable.objects.live().filter(letter=wanted).values_list("article", "sort_key"))
    articles = Article.objects.published().filter(findable__letter=wanted).with_live_edition()
    found = [
        _of_article(article, keys[article.pk]) for article in articles if article.pk in keys and article.live_edition
    ]
    found += [
        Entry(tag.name, SafeString(), reverse("pages:tag", args=[tag.slug]), True, tag.slug.replace("-", " "))
        for tag in _tags()
        if letter(tag.slug) == wanted
    ]
    return sorted(found, key=lambda entry: (entry.sort_key, entry.text))


def _of_article(article: Article, key: str) -> Entry:
    edition = article.live_edition
    assert edition is not None
    pinyin = mark_safe(edition.rendering("pinyin").title)  # stored, and sanitised when it was rendered
    return Entry(edition.plain_title, pinyin, article.get_absolute_url(), False, key)


def _tags() -> QuerySet[Tag]:
    return Tag.objects.filter(articles__in=Article.objects.published()).distinct()
