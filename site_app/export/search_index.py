"""What does the search read where there is no server? The site's own index, in many small files of which a search needs few.

`static/js/static_search.js` reads them: `keys/N.json` holds the postings of the keys whose hash falls on N, `articles/N.json`
what is shown of articles, `about.json` and `simplified.json` what it takes to understand what was typed.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Any

from django.utils.html import strip_tags

from site_app.articles.models import Rendering
from site_app.finding import postings
from site_app.finding.characters import compared
from site_app.finding.models import Findable, Posting
from site_app.pinyin.syllables import INTERJECTIONS, LEGAL

FOLDER = "search/index"
OF_A_PART = 64
"""Articles whose titles and summaries share a file."""
POSTINGS_OF_A_PART = 4_000
"""About how many entries share a file: some 30 kB, of which a search reads as many as it has keys."""
_HAN = range(0x3400, 0xA000)


def files() -> Iterator[tuple[str, bytes]]:
    """(name, content); the same index gives the same files."""
    live = {*Findable.objects.live().values_list("pk", flat=True)}
    last = max(Findable.objects.values_list("pk", flat=True), default=0)
    entries = sum(len(held) // 3 for held in _held())
    parts = 1
    while parts * POSTINGS_OF_A_PART < entries:
        parts *= 2
    syllables = sorted(LEGAL - INTERJECTIONS)
    about = {"parts": parts, "last": last, "articles_of_a_part": OF_A_PART, "syllables": syllables}
    yield f"{FOLDER}/about.json", _json(about)
    yield f"{FOLDER}/simplified.json", _json({"pairs": _simplified()})
    yield from _keys(parts, live)
    yield from _articles(live)


def part_of(key: str, parts: int) -> int:
    """FNV-1a, as the script computes it."""
    number = 0x811C9DC5
    for byte in key.encode():
        number = ((number ^ byte) * 0x01000193) & 0xFFFFFFFF
    return number % parts


def _held() -> Iterator[bytes]:
    for held in Posting.objects.exclude(key__startswith="!").values_list("entries", flat=True).iterator():
        yield bytes(held)


def _keys(parts: int, live: set[int]) -> Iterator[tuple[str, bytes]]:
    """The rows are gone through a few times rather than held at once: they are as large as the site's own index."""
    at_once = max(1, parts // 8) if parts > 64 else parts
    for begin in range(0, parts, at_once):
        found: dict[int, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
        rows = Posting.objects.exclude(key__startswith="!").order_by("key", "shelf")
        for key, shelf, held in rows.values_list("key", "shelf", "entries").iterator():
            number = part_of(key, parts)
            if begin <= number < begin + at_once:
                found[number][key] += [(one, said) for one, said in postings.weights(shelf, bytes(held)) if one in live]
        for number in range(begin, min(begin + at_once, parts)):
            packed = {key: _packed(held) for key, held in sorted(found[number].items()) if held}
            yield f"{FOLDER}/keys/{number}.json", _json(packed)


def _packed(entries: list[tuple[int, int]]) -> list[int]:
    """The step to the next article, twice its weight, and so on."""
    said, before = [], 0
    for one, weight in entries:
        said += [one - before, weight]
        before = one
    return said


def _articles(live: set[int]) -> Iterator[tuple[str, bytes]]:
    shown: dict[int, dict[int, list[str]]] = defaultdict(dict)
    rows = Findable.objects.filter(pk__in=Findable.objects.live().values("pk")).select_related("article", "edition")
    titles = dict(
        Rendering.objects.filter(edition__state="published", view="pinyin").values_list("edition", "title").iterator()
    )
    for findable in rows.defer("document", "edition__markdown").order_by("pk").iterator():
        edition, path = findable.edition, findable.article.get_absolute_url().lstrip("/")
        pinyin = _plain(titles.get(edition.pk, ""))
        shown[findable.pk // OF_A_PART][findable.pk] = [edition.plain_title, pinyin, path, edition.plain_summary]
    for number, held in sorted(shown.items()):
        yield f"{FOLDER}/articles/{number}.json", _json(held)


def _plain(title: str) -> str:
    return unescape(strip_tags(title))


@cache
def _simplified() -> str:
    characters = (chr(number) for number in _HAN)
    return "".join(one + simple for one in characters if (simple := compared(one)) != one)


def _json(said: Any) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
