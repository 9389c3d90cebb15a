"""How long does an article take to read, and to hear?"""

from collections.abc import Iterable

from site_app.articles.models import Article
from site_app.finding.models import Findable
from site_app.narration.models import Narration
from site_app.narration.player import Sound

A_MINUTE = 300
"""Characters that a grown-up reads in a minute; native readers manage 400 in easy texts."""


def minutes(characters: int) -> int:
    return max(1, round(characters / A_MINUTE))


def minutes_of(article: Article) -> int | None:
    """Reading time of a live article; None where the index does not know it yet."""
    characters = Findable.objects.filter(article=article).values_list("characters", flat=True).first()
    return None if characters is None else minutes(characters)


def level_of(article: Article) -> int | None:
    """The HSK level of a live article's words; None where nobody can tell."""
    return Findable.objects.filter(article=article).values_list("level", flat=True).first()


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
