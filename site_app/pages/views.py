"""What does the server answer to a reader?"""

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from site_app.articles.former_addresses import moved
from site_app.articles.models import Article, Edition, Rendering, Series, Tag
from site_app.narration.models import Narration
from site_app.pages import article_page, lengths
from site_app.pages.addresses import article_address

NEWEST = 6
"""How many articles the home page lists as new."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Every series with its articles, then the newest articles, then the tags."""
    articles = Article.objects.published().with_live_edition()
    context = {
        "series_list": _with_articles(),
        "newest": lengths.with_lengths(articles.newest_first()[:NEWEST]),
        "tags": _tags_in_use(),
        "can_be_heard": Narration.objects.to_begin_with().exists(),
    }
    return render(request, "pages/home.html", context)


@require_safe
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles of a series in their order."""
    found = _with_articles().filter(slug=slug).first()
    if found is None:
        return moved("pages:series", get_object_or_404(_with_articles(), old_slugs__slug=slug).slug)
    can_be_heard = Narration.objects.to_begin_with().filter(edition__article__series=found).exists()
    context = {
        "series": found,
        "articles": lengths.with_lengths(vars(found)["published_articles"]),
        "can_be_heard": can_be_heard,
    }
    return render(request, "pages/series.html", context)


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles that carry a tag, newest first."""
    tags = _tags_in_use()
    found = tags.filter(slug=slug).first()
    if found is None:
        return moved("pages:tag", get_object_or_404(tags, old_slugs__slug=slug).slug)
    articles = Article.objects.published().with_live_edition().newest_first().filter(tags=found)
    return render(request, "pages/tag.html", {"tag": found, "articles": lengths.with_lengths(articles)})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/about.html")


@require_safe
def article(request: HttpRequest, slug: str, view: str = "hanzi") -> HttpResponse:
    """The live edition in one view; an address the article once had leads to where it is now."""
    rendering = Rendering.objects.live().filter(edition__article__slug=slug, view=view).first()
    if rendering is None:
        return _moved_or_withdrawn(request, slug, view)
    return _page(request, rendering)


def _page(request: HttpRequest, rendering: Rendering) -> HttpResponse:
    return render(request, "pages/article.html", article_page.context(rendering, article_page.around(rendering)))


def _moved_or_withdrawn(request: HttpRequest, slug: str, view: str) -> HttpResponse:
    formerly_here = Article.objects.formerly(slug).first()
    if formerly_here is not None:
        return moved(article_address(formerly_here.slug, view))
    edition = Edition.objects.filter(article__slug=slug, state="withdrawn").select_related("article").first()
    if edition is None:
        raise Http404
    if edition.withdrawal == Edition.Withdrawal.OUTDATED:
        return _page(request, Rendering.objects.for_a_page().get(edition=edition, view=view))
    if edition.withdrawal == Edition.Withdrawal.MERGED and (target := edition.article.merged_into_live()):
        return moved(article_address(target.slug, view))
    return render(request, "pages/withdrawn.html", {"edition": edition}, status=410)


def _with_articles() -> QuerySet[Series]:
    """The series in which something is published: what holds only drafts is nobody's business yet."""
    published = Article.objects.published()
    in_order = Prefetch("articles", published.with_live_edition(), to_attr="published_articles")
    return Series.objects.filter(articles__in=published).distinct().prefetch_related(in_order)


def _tags_in_use() -> QuerySet[Tag]:
    return Tag.objects.filter(articles__in=Article.objects.published()).distinct()
