"""Which articles does an editor mean by a few characters or syllables?"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from site_app.articles.models import Article, Edition
from site_app.articles.models.edition import plain

if TYPE_CHECKING:
    from site_app.pinyin import Lexicon


def find(articles: QuerySet[Article], typed: str) -> QuerySet[Article]:
    """Those whose titles, or whose slug, hold each of the words: ``脑梗 急救``, ``nao geng``, ``nǎogěng``, ``ngjj``."""
    from site_app.pinyin.finding import as_sought

    for word in typed.split():
        articles = articles.filter(Q(slug__icontains=word) | Q(search_text__contains=as_sought(word)))
    return articles


def note_titles(article: Article, lexicon: "Lexicon | None" = None) -> None:
    """Keep what the article can be found by: the titles that readers or editors see while its words are stored."""
    from site_app.articles.lexicon import lexicon as site_lexicon

    editions = Edition.objects.filter(article=article)
    titles = editions.being_used().values_list("title", flat=True) or editions.values_list("title", flat=True)[:1]
    text = text_of(titles, site_lexicon() if lexicon is None else lexicon)
    Article.objects.filter(pk=article.pk).update(search_text=text)


def text_of(titles: Iterable[str], lexicon: "Lexicon") -> str:
    """One line for each title."""
    return "\n".join(dict.fromkeys(_line(title, lexicon) for title in titles))


def _line(title: str, lexicon: "Lexicon") -> str:
    from site_app.pinyin import InlineReadingError, parse_inline
    from site_app.pinyin.finding import spellings

    try:
        inline = parse_inline(title)
    except InlineReadingError:
        return spellings(plain(title), lexicon)
    return spellings(inline.text, lexicon, inline.written)
