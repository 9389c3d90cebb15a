"""What does the server answer to a reader?"""

from datetime import date

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from site_app.articles.former_addresses import moved
from site_app.articles.models import Article, Edition, Rendering, Series, Tag
from site_app.narration.models import Narration
from site_app.narration.public_names import site_address
from site_app.pages import article_page, lengths, levels, structured_data
from site_app.pages import emergency as texts
from site_app.pages.addresses import article_address, emergency_address
from site_app.pages.listed import in_use, with_published

AUDITED_ON = date(2026, 11, 28)
"""When all pages were last examined as the accessibility statement says."""
NEWEST = 6
"""How many articles the home page lists as new."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Every series with its articles, then the newest articles, then the tags; first of all those of a level that the address
    asks for."""
    articles = Article.objects.published().with_live_edition()
    level = levels.asked(request.GET.get("level", ""))
    fitting, more = levels.articles_up_to(level) if level else ([], False)
    context = {
        "levels": levels.choices(),
        "level": level,
        "fitting": fitting,
        "more": more,
        "series_list": _with_articles(),
        "newest": lengths.with_lengths(articles.newest_first()[:NEWEST]),
        "tags": with_published(Tag),
        "can_be_heard": Narration.objects.to_begin_with().exists(),
    }
    return render(request, "pages/home.html", context)


@require_safe
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles of a series in their order."""
    found = _with_articles().filter(slug=slug).first()
    if found is None:
        return moved("pages:series", in_use(Series, slug)[0].slug)
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
    found, is_here = in_use(Tag, slug)
    if not is_here:
        return moved("pages:tag", found.slug)
    articles = Article.objects.published().with_live_edition().newest_first().filter(tags=found)
    return render(request, "pages/tag.html", {"tag": found, "articles": lengths.with_lengths(articles)})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the site is, who runs it, and who pays for it."""
    return render(request, "pages/about.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What becomes known of a reader, and where it stays."""
    return render(request, "pages/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Who can use the site how, and what does not work yet."""
    return render(request, "pages/accessibility.html", {"audited_on": AUDITED_ON})


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """How the people behind the site are reached."""
    where: str = settings.SECURITY_CONTACT
    context = {"security_contact": where, "security_words": where.removeprefix("mailto:")}
    return render(request, "pages/contact.html", context)


@require_safe
def emergency(request: HttpRequest, number: str, view: str = "hanzi") -> HttpResponse:
    """What to do in an emergency; another region's number leads to this one's."""
    if number != settings.EMERGENCY_NUMBER:
        return moved(emergency_address(view))
    site = site_address(request)
    title, description = texts.with_number(texts.TITLE), texts.with_number(texts.STRIP)
    bases = [basis.name for basis in texts.BASES]
    context = {
        "machines": {
            "site": site,
            "hanzi_address": emergency_address(),
            "pinyin_address": emergency_address("pinyin"),
            "structured_data": structured_data.of_emergency(title, description, view, site, bases),
        },
        "rendering": Rendering(view=view),
        "views": [(choice, label, emergency_address(choice)) for choice, label in Rendering.View.choices],
        "title": title,
        "description": description,
        "number": number,
        "signs": texts.SIGNS,
        "missed_signs": texts.MISSED_SIGNS,
        "dos": texts.DOS,
        "do_nots": texts.DO_NOTS,
        "bases": texts.BASES,
    }
    return render(request, "pages/emergency.html", context)


@require_safe
def article(request: HttpRequest, slug: str, view: str = "hanzi") -> HttpResponse:
    """The live edition in one view; an address the article once had leads to where it is now."""
    live = article_page.with_what_a_page_needs(Rendering.objects.live())
    rendering = live.filter(edition__article__slug=slug, view=view).first()
    if rendering is None:
        return _moved_or_withdrawn(request, slug, view)
    return _page(request, rendering)


def _page(request: HttpRequest, rendering: Rendering) -> HttpResponse:
    rendering = article_page.in_its_script(rendering)
    beside = article_page.around(rendering)
    context = article_page.context(rendering, beside)
    machines = article_page.for_machines(rendering, beside, site_address(request))
    return render(request, "pages/article.html", {**context, "machines": machines})


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
    in_order = Prefetch("articles", Article.objects.published().with_live_edition(), to_attr="published_articles")
    return with_published(Series).prefetch_related(in_order)
