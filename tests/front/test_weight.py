"""How heavy is a first visit to an article with pinyin, before sound and pictures?"""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings

from site_app.articles.seeding import load_seeds

pytestmark = pytest.mark.django_db(transaction=True)

LIMIT = 60_000
OF_AN_ANSWER = 700
"""Bytes of the headers of each answer, as the site sends them."""
STATIC = Path(settings.BASE_DIR) / "static"


def test_a_first_visit_stays_below_its_limit(ask):
    load_seeds(settings.BASE_DIR / "seeds")
    got = ask("/articles/nao-geng-shi-shen-me/ruby/", accept_encoding="br")
    page = brotli.decompress(got.body).decode()
    asked = {*re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', page)}
    asked |= with_imports({*re.findall(r'<script [^>]*src="/static/([^"]+)"', page)})
    assert asked
    sizes = {name: len(brotli.compress((STATIC / name).read_bytes())) for name in asked}
    total = len(got.body) + sum(sizes.values()) + OF_AN_ANSWER * (len(sizes) + 1)
    assert total <= LIMIT, f"{len(got.body)} of HTML, {sizes}"


def with_imports(names: set[str]) -> set[str]:
    """With the modules that are loaded along with them; `import()` is for later."""
    found = set[str]()
    while names - found:
        name = (names - found).pop()
        found.add(name)
        for path in re.findall(r'^(?:import|export)\b[^;]*?"(\.[^"]+)";', (STATIC / name).read_text(), re.MULTILINE):
            names.add(str((STATIC / name).parent.joinpath(path).resolve().relative_to(STATIC)))
    return found
