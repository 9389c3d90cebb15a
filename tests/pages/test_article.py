import re

import pytest

from site_app.articles.publishing import withdraw
from site_app.articles.slugs import change_slug
from tests.factories import make_article, make_draft, make_series, make_tag

pytestmark = pytest.mark.django_db


def page(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def article():
    return make_article(title="脑梗是什么", summary="脑梗是急症。", markdown="## 脑梗\n\n脑梗，又称**脑卒中**。")


def test_its_own_address_shows_the_hanzi(client, article):
    html = page(client, "/articles/nao-geng-shi-shen-me/")
    assert "又称" in html
    assert "<ruby>" not in html.split("<main")[1]


def test_the_ruby_address_shows_pinyin_above(client, article):
    html = page(client, "/articles/nao-geng-shi-shen-me/ruby/")
    assert '脑<rt aria-hidden="true" data-t="2">nǎo</rt>' in html


def test_the_pinyin_address_shows_pinyin_alone_in_its_own_language(client, article):
    html = page(client, "/articles/nao-geng-shi-shen-me/pinyin/")
    text = re.search(r'<div class="article-text[^>]*lang="zh-Latn-pinyin">(.*?)</div>', html, re.DOTALL)
    assert text
    assert "yòu chēng" in text[1]
    assert not re.search("[\u4e00-\u9fff]", text[1])


@pytest.mark.parametrize("view", ["hanzi", "latin", "RUBY"])
def test_there_is_no_fourth_address(client, article, view):
    assert client.get(f"/articles/nao-geng-shi-shen-me/{view}/").status_code == 404


def test_the_switch_leads_to_all_three_views_and_names_the_present_one(client, article):
    html = page(client, "/articles/nao-geng-shi-shen-me/ruby/")
    switch = html.split('<nav class="view-switch"')[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', switch) == [
        "/articles/nao-geng-shi-shen-me/",
        "/articles/nao-geng-shi-shen-me/ruby/",
        "/articles/nao-geng-shi-shen-me/pinyin/",
        "/settings/?to=/articles/nao-geng-shi-shen-me/ruby/",
    ]
    assert re.findall(r'aria-current="page">([^<]+)<', switch) == ["注音"]


def test_the_ruby_view_names_the_hanzi_view_as_the_canonical_one(client, article):
    html = page(client, "/articles/nao-geng-shi-shen-me/ruby/")
    assert '<link rel="canonical" href="http://testserver/articles/nao-geng-shi-shen-me/">' in html


def test_the_title_is_a_text_alternative_free_of_marks(client):
    make_article(title="什么是{卒中|cù zhòng}")
    assert "<title>什么是卒中｜" in page(client, "/articles/shen-me-shi-cu-zhong/")


def test_its_neighbours_in_the_series_are_shown_in_the_same_view(client):
    series = make_series()
    for position, title in enumerate(["甲文", "乙文", "丙文"]):
        make_article(series=series, position=position, title=title)
    html = page(client, "/articles/yi-wen/pinyin/")
    assert "第 2 篇，共 3 篇" in html
    assert 'rel="prev" href="/articles/jia-wen/pinyin/"' in html
    assert 'rel="next" href="/articles/bing-wen/pinyin/"' in html


def test_a_draft_beside_the_live_page_moves_nothing(client, article):
    make_draft(article=article, title="新标题", markdown="新的正文。")
    html = page(client, "/articles/nao-geng-shi-shen-me/")
    assert "新的正文" not in html
    assert "又称" in html


def test_a_draft_that_was_never_published_has_no_page(client):
    draft = make_draft(title="草稿文")
    assert client.get(f"/articles/{draft.article.slug}/").status_code == 404


@pytest.mark.parametrize(("suffix", "view"), [("", ""), ("ruby/", "ruby/")])
def test_a_former_address_leads_to_the_present_one_in_the_same_view(client, article, suffix, view):
    change_slug(owner=article, slug="xin-di-zhi")
    response = client.get(f"/articles/nao-geng-shi-shen-me/{suffix}")
    assert (response.status_code, response["Location"]) == (301, f"/articles/xin-di-zhi/{view}")


def test_an_address_that_moved_is_not_remembered_for_ever(client, article):
    change_slug(owner=article, slug="xin-di-zhi")
    assert client.get("/articles/nao-geng-shi-shen-me/")["Cache-Control"] == "max-age=600"


def test_a_summary_that_the_text_begins_with_is_not_said_twice(client):
    make_article(title="甲文", summary="脑梗是急症。", markdown="{脑梗|nǎo gěng}是急症，要马上送医。")
    assert 'class="lead' not in page(client, "/articles/jia-wen/")


def test_a_withdrawn_article_says_so_and_is_gone(client, article):
    withdraw(article=article, by=None, reason="有错")
    response = client.get("/articles/nao-geng-shi-shen-me/")
    assert response.status_code == 410
    assert "已经撤下" in response.content.decode()
    assert "脑卒中" not in response.content.decode()


def test_an_unknown_article_is_not_found(client):
    response = client.get("/articles/mei-you/")
    assert response.status_code == 404
    assert "没有这一页" in response.content.decode()


def test_a_page_takes_few_queries(client, article, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get("/articles/nao-geng-shi-shen-me/ruby/")


def test_its_tags_lead_to_their_pages(client):
    make_article(title="甲文", tags=(make_tag("预防"),))
    assert 'href="/tags/yu-fang/"' in page(client, "/articles/jia-wen/")


@pytest.mark.parametrize("view", ["", "ruby/", "pinyin/"])
def test_every_page_offers_the_emergency_number(client, article, view):
    assert 'href="tel:120"' in page(client, f"/articles/nao-geng-shi-shen-me/{view}")


def test_serving_a_page_loads_no_reading_engine(client, article, monkeypatch):
    from site_app.pinyin import dictionary

    def never() -> None:
        raise AssertionError("a reading was computed while a page was served")

    monkeypatch.setattr(dictionary, "load", never)
    page(client, "/articles/nao-geng-shi-shen-me/ruby/")
