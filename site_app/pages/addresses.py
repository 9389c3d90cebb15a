"""Where is an article, in which view?"""

from django.urls import reverse


def article_address(slug: str, view: str = "hanzi") -> str:
    """The path of an article in a view; the hanzi view has the article's own address."""
    if view == "hanzi":
        return reverse("pages:article", args=[slug])
    return reverse("pages:article_in_view", args=[slug, view])
