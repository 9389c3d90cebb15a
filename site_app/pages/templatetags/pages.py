"""What do the public templates need to know?"""

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from site_app.articles.models import Edition
from site_app.pages.addresses import article_address

register = template.Library()
register.simple_tag(article_address)


@register.simple_tag
def site_name() -> str:
    """The name that the site goes by."""
    return str(settings.SITE_NAME)


@register.simple_tag
def title_in(edition: Edition, view: str) -> SafeString:
    """An edition's title in one view, as it was stored: sanitised when it was rendered."""
    return mark_safe(edition.rendering(view).title)


@register.filter
def trusted(html: str) -> SafeString:
    """Stored HTML of a rendering, which nothing but `rendering.sanitise` lets in."""
    return mark_safe(html)
