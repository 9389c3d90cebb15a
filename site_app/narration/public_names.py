"""By what names do programs outside know this site and its articles?"""

from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.http import HttpRequest

from site_app.articles.models import Article


def site_address(request: HttpRequest) -> str:
    """``https://example.org``: of a public site its first host, however it was asked.

    What is kept on disk may depend on this: nobody can have it made anew by asking under other names.
    """
    if settings.PUBLIC_HOSTS:
        return f"{'https' if settings.HTTPS else 'http'}://{settings.PUBLIC_HOSTS[0].lstrip('.')}"
    return f"{request.scheme}://{request.get_host()}"


def lasting_name(article: Article, site: str) -> str:
    """A URN for the article that stays when it is corrected or moves to another address of the site."""
    return uuid5(NAMESPACE_URL, f"{site}/articles/{article.pk}").urn
