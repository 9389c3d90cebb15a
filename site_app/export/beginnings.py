"""With which addresses does a copy of the site begin? Every other one is found by following links.

Whatever has an address without a variable in it belongs to the site, and so do the sitemaps; new rooms come along by
themselves. A room whose addresses nobody links to names them in a module `exported` with a function `addresses`.
"""

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from site_app.articles.models import Article, OldSeriesSlug, OldSlug, OldTagSlug
from site_app.export.places import NOT_PUBLIC
from site_app.glossary.models import OldTermSlug
from site_app.languages import LANGUAGES
from site_app.pages.addresses import article_address, term_address

VIEWS = ("hanzi", "ruby", "pinyin")
OF_SERVERS = tuple(
    f"/{language.prefix}{path}" for language in LANGUAGES for path in ("search/suggestions/", "words/sentences.json")
)
"""What only a server can answer."""


def addresses() -> Iterator[str]:
    """Where the crawl begins; some may answer that there is nothing."""
    for name in _names(get_resolver().url_patterns, ""):
        for language in LANGUAGES:
            try:
                with translation.override(language.code):
                    address = reverse(name)
            except NoReverseMatch:
                break
            if not address.startswith(NOT_PUBLIC) and address not in OF_SERVERS:
                yield address
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.exported"):
            yield from import_module(f"{config.name}.exported").addresses()


def former() -> Iterator[str]:
    """Addresses that once were, and still lead somewhere or say that something is gone."""
    for language in LANGUAGES:
        with translation.override(language.code):
            yield from [*_former()]


def _former() -> Iterator[str]:
    gone = Article.objects.filter(editions__state="withdrawn").exclude(editions__state="published")
    slugs = [*OldSlug.objects.values_list("slug", flat=True), *gone.values_list("slug", flat=True).distinct()]
    for slug in slugs:
        yield from (article_address(slug, view) for view in VIEWS)
    for slug in OldTermSlug.objects.values_list("slug", flat=True):
        yield from (term_address(slug, view) for view in VIEWS)
    for slug in OldSeriesSlug.objects.values_list("slug", flat=True):
        yield reverse("pages:series", args=[slug])
    for slug in OldTagSlug.objects.values_list("slug", flat=True):
        yield reverse("pages:tag", args=[slug])


def _names(patterns: Iterable[URLPattern | URLResolver], room: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{room}{pattern.namespace}:" if pattern.namespace else room
            yield from _names(pattern.url_patterns, inner)
        elif pattern.name and not pattern.pattern.converters:
            yield f"{room}{pattern.name}"
