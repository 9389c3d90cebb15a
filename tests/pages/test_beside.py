"""What stands beside an article's text, and how few questions does it take to know?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from site_app.articles.models import Edition
from site_app.articles.publishing import withdraw
from site_app.finding.indexing import index
from site_app.finding.models import Related
from site_app.narration.models import Narration
from site_app.pages.beside import beside
from tests.factories import make_article, make_draft, make_edition, make_series, make_tag

pytestmark = pytest.mark.django_db

TEXT = "脑卒中要马上打120。高血压是脑卒中的主要原因。"


@pytest.fixture
def series():
    return make_series()


@pytest.fixture
def articles(series):
    """Three of a series, that say the same, the second one corrected twice."""
    made = [make_article(series=series, position=3 - n, title=f"脑卒中{n}", markdown=TEXT) for n in range(3)]
    make_edition(article=made[1], title="脑卒中一", markdown=TEXT, change_note="改了剂量")
    make_edition(article=made[1], title="脑卒中二", markdown=TEXT, change_note="错字", is_minor=True)
    make_draft(article=made[1], title="还没有发布")
    found = index([*Edition.objects.live()])
    for one in found:
        others = [other for other in found if other != one]
        Related.objects.bulk_create(Related(findable=one, other=other, place=n) for n, other in enumerate(others))
    return made


def live(article, view="ruby"):
    return article.live_edition.rendering(view)


def test_siblings_stand_in_their_order_and_all_are_live(articles, series):
    make_draft(title="草稿")
    make_article(title="不在系列里")
    found = beside(live(articles[1])).siblings
    assert [one.pk for one in found] == [article.pk for article in reversed(articles)]
    assert "脑卒中二" in str(found[1].live_edition)
    withdraw(article=articles[0], reason="有误")
    assert len(beside(live(articles[1])).siblings) == 2


def test_related_articles_are_live_ones(articles):
    found = beside(live(articles[1])).related
    assert {one.pk for one in found} == {articles[0].pk, articles[2].pk}
    withdraw(article=articles[0], reason="有误")
    assert [one.pk for one in beside(live(articles[1])).related] == [articles[2].pk]


def test_changes_are_those_that_readers_are_told_of(articles):
    for article in articles:
        told = [*Edition.objects.told_to_readers(article)]
        assert [one.pk for one in beside(live(article)).changes] == [one.pk for one in told]
    assert beside(live(articles[1])).changes


def test_a_page_with_everything_asks_six_questions(articles, client):
    articles[1].tags.set([make_tag(), make_tag("饮食")])
    for place, article in enumerate(articles):
        Narration.objects.create(edition=article.live_edition, voice="xiaoyi", pace="normal", place=place,
                                 digest=f"{place:032}", duration=65_000, state="ready")  # fmt: skip
    client.get(articles[1].get_absolute_url())  # a process asks for some things once
    for view in ("", "ruby/", "pinyin/"):
        with CaptureQueriesContext(connection) as asked:
            page = client.get(f"{articles[1].get_absolute_url()}{view}").text
        assert len(asked) <= 6, [query["sql"] for query in asked]
        assert "第 2 篇，共 3 篇" in page
        assert "听 1:05" in page
        assert "改了剂量" in page
