"""Which addresses do the scripts of this room make up themselves, so that no page links to them?"""

import re
from collections.abc import Iterator

from django.urls import reverse

from site_app.articles.models import Rendering
from site_app.pinyin.characters import CHINESE
from site_app.words import strokes

_HANZI = re.compile(f"[{CHINESE}]")


def addresses() -> Iterator[str]:
    """The strokes of every character of a published article."""
    edition = strokes.edition()
    if not edition:
        return
    found: set[str] = set()
    live = Rendering.objects.filter(edition__state="published", view=Rendering.View.HANZI)
    for title, summary, body in live.values_list("title", "summary", "body").iterator():
        for text in (title, summary, body):
            found.update(_HANZI.findall(text))
    for character in sorted(strokes.drawn(found)):
        yield reverse("words:strokes", args=[edition, f"{ord(character):x}"])
