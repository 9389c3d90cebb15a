"""What do the public templates need to know?"""

from urllib.parse import quote, urlencode

from django import template
from django.conf import settings
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from site_app.articles.models import Edition
from site_app.pages import emergency, levels, spelled, structured_data
from site_app.pages.addresses import article_address, emergency_address, term_address
from site_app.pages.reading_settings import ReadingSettings

register = template.Library()
register.simple_tag(article_address)
register.simple_tag(emergency_address)
register.simple_tag(term_address)


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
    return mark_safe(spelled.in_view(emergency.with_number(text), view))


@register.simple_tag
def title_in(edition: Edition, view: str) -> SafeString:
    """An edition's title in one view, as it was stored: sanitised when it was rendered."""
    return mark_safe(edition.rendering(view).title)


@register.filter
def json_ld(graph: list[structured_data.Thing]) -> SafeString:
    """What a page says of itself to search engines, as a script element that holds data alone."""
    return structured_data.as_script(graph)


@register.filter
def trusted(html: str) -> SafeString:
    """Stored HTML of a rendering, which nothing but `rendering.sanitise` lets in."""
    return mark_safe(html)
