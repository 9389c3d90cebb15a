import pytest

from site_app.articles.models import Article
from tests.factories import make_article, make_draft, make_series, make_tag

pytestmark = pytest.mark.django_db


def test_a_series_lists_its_published_articles_in_order(client):
    series = make_series("认识脑梗", summary="五篇文章。")
    make_article(series=series, position=2, title="第二篇")
    make_article(series=series, position=1, title="第一篇")
    make_draft(title="草稿文")
    html = client.get(f"/series/{series.slug}/").content.decode()
    assert html.index("第一篇") < html.index("第二篇")
    assert "五篇文章。" in html
    assert "草稿文" not in html


def test_a_series_or_tag_that_holds_only_drafts_has_no_page(client):
    series, tag = make_series("秘密系列"), make_tag("秘密标签")
    draft = make_draft(article=Article(series=series))
    draft.article.tags.add(tag)
    assert client.get(f"/series/{series.slug}/").status_code == 404
    assert client.get(f"/tags/{tag.slug}/").status_code == 404
    assert "秘密" not in client.get("/").content.decode()


def test_a_tag_lists_the_articles_that_carry_it(client):
    tag = make_tag("预防")
    make_article(title="甲文", tags=(tag,))
    make_article(title="乙文")
    html = client.get("/tags/yu-fang/").content.decode()
    assert "甲文" in html
    assert "乙文" not in html


@pytest.mark.parametrize("path", ["/series/mei-you/", "/tags/mei-you/", "/mei-you/"])
def test_what_is_unknown_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_about_says_what_the_site_does_not_do(client):
    assert "不能代替医生的诊断" in client.get("/about/").content.decode()


def test_a_failure_has_a_page_that_needs_no_database(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("site_app.pages.views._with_articles", None)
    response = client.get("/")
    assert response.status_code == 500
    assert "网站出了问题" in response.content.decode()
    assert 'href="tel:120"' in response.content.decode()
