"""Which articles are there to be found?"""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings

from site_app.articles.models import Article, Edition, Tag
from site_app.articles.publishing import publish_unreviewed
from site_app.articles.seeding import load_seeds
from site_app.articles.slugs import free_slug
from site_app.finding.indexing import index
from tests.factories import make_edition

HERE = Path(__file__).parent


def known_articles() -> list[dict[str, Any]]:
    return tomllib.loads((HERE / "articles.toml").read_text(encoding="utf-8"))["article"]


def typed_queries() -> list[tuple[str, bool, str, str]]:
    """(typed, whether similar sounds are tolerated, slug of the article that comes first, kind)"""
    lines = (HERE / "queries.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines[2:])
    return [(typed, tolerant == "tolerant", first, kind) for typed, tolerant, first, kind in rows]


def publish_known() -> None:
    """The seeds and the articles that the queries are about, published; not yet indexed."""
    load_seeds(settings.BASE_DIR / "seeds")
    for draft in Edition.objects.drafts().order_by("pk"):
        publish_unreviewed(edition=draft, reason="试验")
    for about in known_articles():
        article = Article(slug=about["slug"])
        make_edition(article=article, title=about["title"], summary=about["summary"], markdown=about["text"])
        for name in about["tags"]:
            tag, is_new = Tag.objects.get_or_create(name=name, defaults={"slug": name})
            if is_new:
                tag.slug = free_slug(tag, name)
                tag.save()
            article.tags.add(tag)


def index_all() -> None:
    index([*Edition.objects.live()])
