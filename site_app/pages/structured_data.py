"""What does a page say of itself to search engines (schema.org, as JSON-LD)?"""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from site_app import languages
from site_app.articles.models import Article, Edition, Person, Source
from site_app.glossary.models import TermPage
from site_app.pages.addresses import article_address, emergency_address, term_address
from site_app.pinyin.traditional import characters_of

Thing = dict[str, Any]

# What could end the script element, or begin a comment in it.
_ESCAPES = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}


def as_script(graph: list[Thing]) -> SafeString:
    """The script element that holds the data; nothing in it can end it."""
    if languages.spoken() is languages.TRADITIONAL:
        graph = _in_traditional(graph)
    data = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, default=_text_of)
    return mark_safe(f'<script type="application/ld+json">{data.translate(_ESCAPES)}</script>')


def _in_traditional(said: Any) -> Any:
    """But for the names of people and organisations, which stay as they write themselves."""
    if isinstance(said, dict):
        is_name = said.get("@type") in ("Person", "Organization")
        return {key: value if is_name and key != "url" else _in_traditional(value) for key, value in said.items()}
    if isinstance(said, list):
        return [_in_traditional(one) for one in said]
    return characters_of(said) if isinstance(said, str) else said


def _language_of(view: str) -> str:
    return "zh-Latn-pinyin" if view == "pinyin" else languages.spoken().writes


def of_article(
    edition: Edition, view: str, site: str, sources: Iterable[Source], picture: str, tags: Iterable[str]
) -> list[Thing]:
    """An article in one view; `site` is the site's address, `picture` that of its picture or empty."""
    article = edition.article
    address = site + article_address(article.slug, view)
    page = {
        "@type": "MedicalWebPage",
        "@id": address,
        "url": address,
        "name": edition.plain_title,
        "headline": edition.plain_title,
        "description": edition.plain_summary,
        "inLanguage": _language_of(view),
        "isAccessibleForFree": True,
        "datePublished": article.first_published_at,
        "dateModified": edition.published_at,
        "lastReviewed": edition.reviewed_on,
        "reviewedBy": _person(edition.reviewed_by),
        "author": _person(edition.written_by),
        "publisher": _publisher(site),
        "audience": {"@type": "MedicalAudience", "audienceType": edition.readers} if edition.readers else None,
        "citation": [_citation(source) for source in sources],
        "keywords": list(tags),
        "image": picture,
        "isPartOf": _series(article, site),
        "breadcrumb": {"@id": f"{address}#breadcrumb"},
    }
    return [_told(page), _breadcrumb(address, _way_to(article, edition, site, address))]


def of_emergency(title: str, description: str, view: str, site: str, bases: Iterable[str]) -> list[Thing]:
    """The page about emergencies, which nobody has reviewed yet."""
    address = site + emergency_address(view)
    page = {
        "@type": "MedicalWebPage",
        "@id": address,
        "url": address,
        "name": title,
        "description": description,
        "inLanguage": _language_of(view),
        "isAccessibleForFree": True,
        "about": {"@type": "MedicalCondition", "name": "中风"},
        "audience": {"@type": "MedicalAudience", "audienceType": _("所有人")},
        "publisher": _publisher(site),
        "citation": [{"@type": "CreativeWork", "name": basis} for basis in bases],
        "breadcrumb": {"@id": f"{address}#breadcrumb"},
    }
    return [_told(page), _breadcrumb(address, [(settings.SITE_NAME, site + reverse("pages:home")), (title, address)])]


def of_term(term: TermPage, view: str, site: str) -> list[Thing]:
    """A word that the site explains."""
    address, all_terms = site + term_address(term.slug, view), site + reverse("pages:terms")
    page = {
        "@type": "DefinedTerm",
        "@id": address,
        "url": address,
        "name": term.word,
        "alternateName": [name for name in (term.pinyin, term.gloss) if name],
        "description": term.plain,
        "inLanguage": _language_of(view),
        "inDefinedTermSet": {"@type": "DefinedTermSet", "@id": all_terms, "name": _("词语解释"), "url": all_terms},
    }
    way = [(settings.SITE_NAME, site + reverse("pages:home")), (_("词语解释"), all_terms), (term.word, address)]
    return [_told(page), _breadcrumb(address, way)]


def _told(thing: Thing) -> Thing:
    """Without what there is nothing to say of."""
    return {name: value for name, value in thing.items() if value not in (None, "", [])}


def _person(person: Person | None) -> Thing | None:
    """As readers know them: whoever is not public is their organisation."""
    if person is None or not person.for_readers:
        return None
    organisation = {"@type": "Organization", "name": person.organisation} if person.organisation else None
    if not person.is_public:
        return organisation
    return _told(
        {"@type": "Person", "name": person.name, "jobTitle": person.qualification, "affiliation": organisation}
    )


def _publisher(site: str) -> Thing:
    return {"@type": "Organization", "name": settings.SITE_OWNER or settings.SITE_NAME, "url": f"{site}/"}


def _citation(source: Source) -> Thing:
    publisher = {"@type": "Organization", "name": source.publisher} if source.publisher else None
    return _told(
        {
            "@type": "CreativeWork",
            "name": source.title or source.address or source.key,
            "publisher": publisher,
            "datePublished": f"{source.year:04}" if source.year else None,
            "url": source.address,
        }
    )


def _series(article: Article, site: str) -> Thing | None:
    if article.series is None:
        return None
    address = site + reverse("pages:series", args=[article.series.slug])
    return {"@type": "CreativeWorkSeries", "name": article.series.title, "url": address}


def _way_to(article: Article, edition: Edition, site: str, address: str) -> list[tuple[str, str]]:
    way = [(settings.SITE_NAME, site + reverse("pages:home"))]
    if article.series:
        way.append((article.series.title, site + reverse("pages:series", args=[article.series.slug])))
    return [*way, (edition.plain_title, address)]


def _breadcrumb(address: str, way: list[tuple[str, str]]) -> Thing:
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": item}
        for position, (name, item) in enumerate(way, 1)
    ]
    return {"@type": "BreadcrumbList", "@id": f"{address}#breadcrumb", "itemListElement": items}


def _text_of(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
