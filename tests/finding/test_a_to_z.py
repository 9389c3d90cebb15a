"""Where do articles and tags stand in the alphabet?"""

import pytest
from django.test import Client

from site_app.articles.models import Edition
from site_app.finding import a_to_z, views
from site_app.finding.indexing import index
from tests.factories import make_article, make_draft, make_tag

pytestmark = pytest.mark.django_db


def fill(*titles: str) -> None:
    for title in titles:
        make_article(title=title)
    index([*Edition.objects.live()])


def test_syllables_are_sorted_one_by_one(client: Client) -> None:
    fill("先天的病", "西安的医院", "BMI", "2026年的事", "脑梗")
    html = client.get("/a-z/").content.decode()
    places = [html.index(f">{title}</a>") for title in ("BMI", "脑梗", "西安的医院", "先天的病", "2026年的事")]
    assert places == sorted(places)


def test_tags_stand_among_the_articles(client: Client) -> None:
    make_article(title="脑梗", tags=(make_tag("急救"),))
    fill()
    html = client.get("/a-z/").content.decode()
    assert html.index('id="letter-J"') < html.index('href="/tags/ji-jiu/"') < html.index('id="letter-N"')


def test_drafts_stand_nowhere(client: Client) -> None:
    make_draft(title="草稿")
    assert "还没有发布文章。" in client.get("/a-z/").content.decode()


def test_a_large_site_shows_one_letter_at_a_time(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "ALL_AT_ONCE", 1)
    fill("脑梗", "高血压")
    assert a_to_z.letters() == {"G": 1, "N": 1}
    assert "高血压</a>" in client.get("/a-z/").content.decode()
    html = client.get("/a-z/?letter=N").content.decode()
    assert "脑梗</a>" in html
    assert "高血压</a>" not in html
    assert client.get("/a-z/?letter=%00").status_code == 200
