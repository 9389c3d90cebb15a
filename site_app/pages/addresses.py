"""Where is an article, in which view?"""

from django.conf import settings
from django.urls import reverse


def article_address(slug: str, view: str = "hanzi") -> str:
    """The path of an article in a view; the hanzi view has the article's own address."""
    if view == "hanzi":
        return reverse("pages:article", args=[slug])
    return reverse("pages:article_in_view", args=[slug, view])


def term_address(slug: str, view: str = "hanzi") -> str:
    """The path of a word's page in a view."""
    if view == "hanzi":
        return reverse("pages:term", args=[slug])
    return reverse("pages:term_in_view", args=[slug, view])


def emergency_address(view: str = "hanzi") -> str:
    """The path of the page about emergencies, ``/120/`` where 120 is called, in a view; hanzi for any other word."""
    number = settings.EMERGENCY_NUMBER
    if view in ("ruby", "pinyin"):
        return reverse("pages:emergency_in_view", args=[number, view])
    return reverse("pages:emergency", args=[number])
