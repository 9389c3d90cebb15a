"""How long does an article take to read, and to hear?"""

from collections.abc import Iterable

from site_app.articles.models import Article, Edition
from site_app.finding.models import Findable
from site_app.narration.models import Narration
from site_app.narration.player import Sound

A_MINUTE = 300
"""Characters that a grown-up reads in a minute; native readers manage 400 in easy texts."""


def minutes(characters: int) -> int:
    return max(1, round(characters / A_MINUTE))


def minutes_known(article: Article) -> int | None:
    """Reading time of a live article that comes with what the index knows of it; None where that is nothing yet."""
    findable: Findable | None = getattr(article, "findable", None)
    return None if findable is None else minutes(findable.characters)


def level_known(article: Article) -> int | None:
    """The HSK level of the words of such an article; None where nobody can tell."""
    findable: Findable | None = getattr(article, "findable", None)
    return None if findable is None else findable.level


def with_lengths(articles: Iterable[Article]) -> list[Article]:
    """The same with `minutes` to read, the HSK `level` of its words and `sound` to hear, where there is one. Two queries."""
    found = [*articles]
    keys = [article.pk for article in found]
    known = Findable.objects.filter(article__in=keys).values_list("article", "characters", "level")
    characters = {article: (count, level) for article, count, level in known}
    begun = Narration.objects.to_begin_with().filter(edition__article__in=keys).select_related("edition")
    sounds = {narration.edition.article_id: Sound(narration) for narration in begun}
    for article in found:
        count, level = characters.get(article.pk, (None, None))
        read = None if count is None else minutes(count)
        vars(article).update(minutes=read, level=level, sound=sounds.get(article.pk))
    return found


def with_lengths_known(articles: Iterable[Article], besides: Edition) -> list[Article]:
    """The same for articles that come with their live edition and with what the index knows of them. One query, which also
    finds the narrations of the edition `besides`."""
    found = [*articles]
    editions = {edition.pk: edition for article in found if (edition := article.live_edition)}
    narrations = Narration.objects.filter(edition__in=[besides.pk, *editions]).order_by("place")
    begun: dict[int, Sound] = {}
    own = []
    for narration in narrations:
        if narration.edition_id == besides.pk:
            own.append(narration)
        elif narration.digest:
            begun.setdefault(narration.edition_id, Sound(narration))
    prefetched = vars(besides).setdefault("_prefetched_objects_cache", {})
    prefetched["narrations"] = own
    for article in found:
        edition = article.live_edition
        sound = begun.get(edition.pk) if edition else None
        vars(article).update(minutes=minutes_known(article), level=level_known(article), sound=sound)
    return found
