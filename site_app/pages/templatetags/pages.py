"""What do the public templates need to know?"""

from urllib.parse import quote, urlencode

from django import template
from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from site_app import languages
from site_app.articles.models import Edition
from site_app.narration.public_names import site_address
from site_app.pages import emergency, levels, offline, spelled, structured_data
from site_app.pages.addresses import article_address, emergency_address, term_address
from site_app.pages.reading_settings import ReadingSettings
from site_app.pages.traditional_page import in_traditional

register = template.Library()
register.simple_tag(article_address)
register.simple_tag(emergency_address)
register.simple_tag(term_address)


@register.simple_tag
def spoken_language() -> languages.Language:
    """The language of the page."""
    return languages.spoken()


@register.simple_tag
def space() -> str:
    """What stands between two sentences: nothing in Chinese, where the full stop has room of its own."""
    return " " if languages.spoken() is languages.ENGLISH else ""


@register.simple_tag
def site_version() -> str:
    """Of the files that pages load; empty where nothing may be kept on a device."""
    return offline.version()


@register.simple_tag(takes_context=True)
def page_in_languages(context: template.Context) -> list[tuple[languages.Language, str, bool]]:
    """(language, the address of this page in it, whether it is the page's own); none for pages of the admin."""
    path, spoken = _path_of(context), languages.spoken()
    if not path:
        return []
    return [(one, languages.same_page(path, one), one == spoken) for one in languages.LANGUAGES]


def _path_of(context: template.Context) -> str:
    """Where readers find the page, with its query; in a preview where they will find the article."""
    request, rendering = context.get("request"), context.get("rendering")
    if request and not request.path_info.startswith(settings.LANGUAGE_COOKIE_PATH):
        return iri_to_uri(request.get_full_path())
    views = context.get("views") or ()
    return next((address for view, _label, address in views if rendering and view == rendering.view), "")


@register.simple_tag(takes_context=True)
def hreflang(context: template.Context) -> list[tuple[str, str]]:
    """(tag, whole address) for each language that search engines may offer the page in; none where there is one alone.

    What the views of an article say in common is at home in the hanzi view.
    """
    request, machines = context.get("request"), context.get("machines")
    if request is None or request.path_info.startswith(settings.LANGUAGE_COOKIE_PATH):
        return []
    path = machines["hanzi_address"] if machines else iri_to_uri(request.path)
    site = site_address(request)
    found = [(one.tag, site + languages.same_page(path, one)) for one in languages.LANGUAGES]
    return [*found, ("x-default", site + languages.same_page(path, languages.DEFAULT))]


@register.simple_tag
def in_default_language(path: str) -> str:
    """The path of the same page in the site's first language."""
    return languages.same_page(path, languages.DEFAULT)


@register.simple_tag
def site_name() -> str:
    """The name that the site goes by."""
    return str(settings.SITE_NAME)


@register.simple_tag(takes_context=True)
def reading_attributes(context: template.Context) -> SafeString:
    """What the address says of how the page is to look, as attributes of ``<html>``."""
    request = context.get("request")
    chosen = ReadingSettings.of(request.GET).attributes if request else ()
    return format_html_join("", ' data-{}="{}"', chosen)


@register.simple_tag
def level_name(level: int) -> str:
    """How readers are told the HSK level of a text's words, 1 to 7."""
    return _("用词约 HSK %(level)s 级") % {"level": levels.name(level)}


@register.simple_tag
def site_setting(name: str) -> str:
    """What whoever runs the site says of it: ``SITE_OWNER``, ``SITE_FUNDING`` or ``CONTACT_EMAIL``; may be empty."""
    if name not in ("SITE_OWNER", "SITE_FUNDING", "CONTACT_EMAIL"):
        raise ValueError(f"{name} is not for templates")
    return str(getattr(settings, name))


@register.simple_tag(takes_context=True)
def forms_address(context: template.Context) -> str | None:
    """Where forms are taken: empty for this very site; in a copy on a server of files another site, or None for nowhere."""
    address: str | None = getattr(context.get("request"), "forms_at", "")
    return address


@register.simple_tag(takes_context=True)
def is_copy(context: template.Context) -> bool:
    """Whether the page is to stand on a server that knows files alone."""
    return bool(getattr(context.get("request"), "is_for_copy", False))


@register.simple_tag
def mail_about(title: str, address: str) -> str:
    """A ``mailto:`` link to the editors that names a page; empty when nobody can be written to."""
    if not settings.CONTACT_EMAIL:
        return ""
    subject = _("文章有错：%(title)s") % {"title": title}
    body = _("网址：%(address)s") % {"address": address}
    query = urlencode({"subject": subject, "body": body}, quote_via=quote)
    return f"mailto:{settings.CONTACT_EMAIL}?{query}"


@register.simple_tag
def emergency_number() -> str:
    """The number to call where the site's readers live."""
    return str(settings.EMERGENCY_NUMBER)


@register.simple_tag
def emergency_texts(name: str) -> tuple[str, ...]:
    """One of the lists in `pages.emergency`."""
    return tuple(getattr(emergency, name))


@register.simple_tag
def emergency_said(name: str, view: str) -> SafeString:
    """One of the texts in `pages.emergency`, in a view."""
    return said(getattr(emergency, name), view)


@register.simple_tag
def said(text: str, view: str) -> SafeString:
    """One of the site's own texts in a view, with the number to call; escaped when it was spelled."""
    markup = spelled.in_view(emergency.with_number(text), view)
    is_converted = view != "pinyin" and languages.spoken() is languages.TRADITIONAL
    return mark_safe(in_traditional(markup) if is_converted else markup)


@register.simple_tag
def title_in(edition: Edition, view: str) -> SafeString:
    """An edition's title in one view, as it was stored: sanitised when it was rendered."""
    stored = edition.rendering(view)
    if view != "pinyin" and languages.spoken() is languages.TRADITIONAL:
        return mark_safe(f'<span lang="zh-Hant">{stored.title_hant or in_traditional(stored.title)}</span>')
    return mark_safe(stored.title)


@register.filter
def json_ld(graph: list[structured_data.Thing]) -> SafeString:
    """What a page says of itself to search engines, as a script element that holds data alone."""
    return structured_data.as_script(graph)


@register.filter
def trusted(html: str) -> SafeString:
    """Stored HTML of a rendering, which nothing but `rendering.sanitise` lets in."""
    return mark_safe(html)
