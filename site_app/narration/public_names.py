"""By what names do programs outside know this site and its articles?"""

from uuid import UUID, uuid5

from django.conf import settings
from django.http import HttpRequest

from site_app.articles.models import Article

_ARTICLES = UUID("1a1446cd-5a99-4821-933b-e2cb253b0233")
"""The namespace of their names; never changed."""


def site_address(request: HttpRequest) -> str:
    """``https://example.org``: of a public site its first host, however it was asked.

    What is kept on disk may depend on this: nobody can have it made anew by asking under other names.
    """
    if settings.PUBLIC_HOSTS:
        return f"{'https' if settings.HTTPS else 'http'}://{settings.PUBLIC_HOSTS[0].lstrip('.')}"
    return f"{request.scheme}://{request.get_host()}"


def lasting_name(article: Article) -> str:
    """A URN for the article that stays when its words, its address or the site's change: apps know it again by this."""
    return uuid5(_ARTICLES, f"{article.pk} {article.created_at.isoformat()}").urn
