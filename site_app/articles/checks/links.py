"""Do the links of an edition lead somewhere?"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.validators import URLValidator
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy, override

from site_app import languages
from site_app.articles.checks.check import Check, Finding, Level, Place
from site_app.articles.checks.manuscript import place_in
from site_app.articles.models import Article, CheckedLink, Edition, Rendering, Series, Tag
from site_app.message import Message as _

_MODELS: dict[str, Any] = {"article": Article, "article_in_view": Article, "series": Series, "tag": Tag}
_OF_SOURCES = re.compile(r"source-(\d+)")
_is_well_formed = URLValidator(["http", "https"])


def addresses(edition: Edition) -> list[tuple[str, Place]]:
    """Where links and pictures of the text lead, each with its place; empty for what no reader is sent to."""
    from site_app.rendering.outline import outline

    found, offset = [], 0
    for element in outline(edition.markdown) if "(" in edition.markdown or "<" in edition.markdown else ():
        if element.tag in ("a", "img"):
            at = edition.markdown.find(element.address or element.text, offset)
            offset = at + 1 if at >= 0 else offset
            found.append((element.address, place_in(edition.markdown, at, element.text or element.address)))
    return found


def is_external(address: str) -> bool:
    return address.lower().startswith(("http:", "https:"))


class LinksLeadSomewhere(Check):
    title = gettext_lazy("链接")

    def findings(self, edition: Edition) -> Iterator[Finding]:
        for address, place in addresses(edition):
            if reason := _why_dead(address, edition):
                yield Finding(reason, (place,))


class LinkedArticlesAreLive(Check):
    """Two new articles may point to each other: the first to be published has to be able to."""

    title = gettext_lazy("链到还没有发布的文章")
    level = Level.WARNS

    def findings(self, edition: Edition) -> Iterator[Finding]:
        for address, place in addresses(edition):
            article = _linked(address) if address.startswith("/") else None
            if isinstance(article, Article) and article != edition.article and not article.live_edition:
                message = _("链接“%(address)s”指的文章读者现在看不到。") % {"address": address}
                yield Finding(message, (place,))


class ExternalLinksAnswered(Check):
    title = gettext_lazy("打不开的外部链接")
    level = Level.WARNS

    def findings(self, edition: Edition) -> Iterator[Finding]:
        broken = {link.address: link for link in CheckedLink.objects.filter(edition=edition, is_broken=True)}
        places = dict(reversed(addresses(edition))) if broken else {}
        for address, link in broken.items():
            said = {"address": address, "status": link.status, "day": f"{link.checked_at:%Y-%m-%d}"}
            message = _("链接“%(address)s”打不开：%(status)s（%(day)s检查）。") % said
            yield Finding(message, (places.get(address, Place("sources", excerpt=address)),))


def _why_dead(address: str, edition: Edition) -> str:
    said = {"address": address}
    if not address:
        return _("有一个链接没有网址，或者用了不允许的写法，读者点不开。")
    if address.startswith(("mailto:", "tel:")):
        return ""
    if is_external(address):
        return "" if _is_url(address) else _("链接“%(address)s”的网址写得不对。") % said
    parts = urlsplit(address)
    if parts.netloc or not address.startswith(("/", "#")):
        return _("链接“%(address)s”要以 https:// 开头，站内的以 / 开头。") % said
    if not parts.path:
        return "" if _has_anchor(edition, parts.fragment) else _("链接“%(address)s”指的地方在这篇文章里没有。") % said
    target = _linked(address)
    if target is None:
        return _("链接“%(address)s”指的页面在本站没有。") % said
    live = target.live_edition if isinstance(target, Article) else None
    if parts.fragment and live and not _has_anchor(live, parts.fragment):
        return _("链接“%(address)s”指的文章里没有这个地方。") % said
    return ""


def _is_url(address: str) -> bool:
    try:
        _is_well_formed(address)
    except ValidationError:
        return False
    return True


def _linked(address: str) -> Any:
    """The article, series or tag of an address of this site, True for another page of it, None for none."""
    path = unquote(urlsplit(address).path)
    try:
        with override(languages.of_path(path).code):
            match = resolve(path)
    except Resolver404:
        return None
    if match.view_name == "media":
        return default_storage.exists(match.kwargs["path"]) or None
    model = _MODELS.get(match.url_name or "") if match.namespace == "pages" else None
    if model is None:
        return True
    slug = match.kwargs["slug"]
    return model.objects.filter(slug=slug).first() or model.objects.filter(old_slugs__slug=slug).first()


def _has_anchor(edition: Edition, fragment: str) -> bool:
    """Whether the edition's page has the element: what the text holds is stored, its sources are listed below."""
    name = unquote(fragment)
    if numbered := _OF_SOURCES.fullmatch(name):
        return edition.sources.filter(position=int(numbered[1])).exists()
    return f' id="{name}"' in edition.renderings.get(view=Rendering.View.HANZI).body
