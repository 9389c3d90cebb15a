"""What does the address of a withdrawn article lead to?"""

import pytest
from django.urls import reverse

from site_app.articles.drafting import PublishingRefused
from site_app.articles.models import Article
from site_app.articles.publishing import withdraw
from site_app.articles.slugs import change_slug
from tests.factories import make_article, make_draft, make_edition, make_series, make_tag

pytestmark = pytest.mark.django_db


def address(article: Article, view: str = "") -> str:
    return reverse("pages:article", args=[article.slug]) + view


def merge(article: Article, target: Article) -> None:
    withdraw(article=article, reason="重复", outcome="merged", merged_into=target)


def test_published_in_error_says_when_it_was_withdrawn_and_nothing_of_the_text(client):
    article = make_article()
    withdrawn = withdraw(article=article, reason="剂量写错了", outcome="error")
    response = client.get(address(article))
    assert response.status_code == 410
    day = withdrawn.withdrawn_at
    assert f"{day.year}年{day.month}月" in response.text
    assert "要马上打120" not in response.text
    assert "剂量写错了" not in response.text
    assert '<meta name="robots" content="noindex">' in response.text


@pytest.mark.parametrize("outcome", ["error", "outdated"])
def test_readers_get_the_explanation_that_was_written_for_them(outcome, client):
    article = make_article()
    withdraw(article=article, reason="内部的话", outcome=outcome, explanation="第二段<b>有误</b>。")
    page = client.get(address(article)).text
    assert "第二段&lt;b&gt;有误&lt;/b&gt;。" in page
    assert "内部的话" not in page


@pytest.mark.parametrize("view", ["", "ruby/", "pinyin/"])
def test_a_merged_article_leads_to_its_target_in_the_same_view(view, client):
    article, target = make_article(title="甲"), make_article(title="乙")
    merge(article, target)
    response = client.get(address(article, view))
    assert (response.status_code, response["Location"]) == (301, address(target, view))
    assert response["Cache-Control"] == "max-age=600"


def test_one_merged_after_another_leads_to_the_last(client):
    first, second, third = (make_article(title=title) for title in "甲乙丙")
    merge(first, second)
    merge(second, third)
    assert client.get(address(first))["Location"] == address(third)


def test_a_target_that_was_renamed_is_found(client):
    article, target = make_article(title="甲"), make_article(title="乙")
    merge(article, target)
    change_slug(owner=target, slug="xin")
    assert client.get(address(article))["Location"] == "/articles/xin/"


@pytest.mark.parametrize("go", ["withdraw", "delete"])
def test_where_the_target_has_gone_nothing_is_left(go, client):
    article, target = make_article(title="甲"), make_article(title="乙")
    merge(article, target)
    if go == "withdraw":
        withdraw(article=target, reason="有误")
    else:
        withdraw(article=target, reason="有误")
        target.delete()
    assert client.get(address(article)).status_code == 410


def test_nothing_is_merged_in_a_circle(client):
    first, second = make_article(title="甲"), make_article(title="乙")
    merge(first, second)
    with pytest.raises(PublishingRefused, match="没有发布，不能并入"):
        merge(second, first)
    with pytest.raises(PublishingRefused, match="它自己"):
        merge(second, second)
    with pytest.raises(PublishingRefused, match="哪一篇"):
        withdraw(article=second, reason="重复", outcome="merged")
    make_edition(article=first)
    merge(second, first)
    assert client.get(address(second))["Location"] == address(first)
    assert client.get(address(first)).status_code == 200


def test_a_circle_that_came_about_all_the_same_ends(client):
    first, second = make_article(title="甲"), make_article(title="乙")
    merge(first, second)
    withdraw(article=second, reason="有误")
    second.editions.update(withdrawal="merged", merged_into=first)
    assert client.get(address(first)).status_code == 410


@pytest.mark.parametrize("view", ["", "ruby/", "pinyin/"])
def test_what_is_no_longer_kept_up_can_still_be_read(view, client):
    article = make_article(markdown="脑梗，又称脑卒中。")
    withdraw(article=article, reason="太旧", outcome="outdated")
    response = client.get(address(article, view))
    assert response.status_code == 200
    assert "这篇文章已不再更新" in response.text
    assert '<meta name="robots" content="noindex">' in response.text
    assert 'class="article-text' in response.text


def test_what_is_no_longer_kept_up_is_listed_nowhere(client):
    series, tag = make_series(), make_tag()
    kept = make_article(title="留下的", series=series, tags=(tag,))
    gone = make_article(title="太旧的", series=series, position=1, tags=(tag,))
    withdraw(article=gone, reason="太旧", outcome="outdated")
    for page in ("/", f"/series/{series.slug}/", f"/tags/{tag.slug}/", address(kept)):
        assert "太旧的" not in client.get(page).text
    assert "篇，共" not in client.get(address(gone)).text


def test_a_former_address_leads_there_first(client):
    article = make_article()
    change_slug(owner=article, slug="xin")
    withdraw(article=article, reason="太旧", outcome="outdated")
    response = client.get("/articles/nao-geng-shi-shen-me/", follow=True)
    assert response.redirect_chain == [("/articles/xin/", 301)]
    assert "已不再更新" in response.text


def test_publishing_again_brings_it_back(client):
    article = make_article()
    withdraw(article=article, reason="太旧", outcome="outdated")
    make_draft(article=article, title="新写的")
    assert "已不再更新" in client.get(address(article)).text
    make_edition(article=article, title="新写的")
    page = client.get(address(article)).text
    assert "已不再更新" not in page
    assert "noindex" not in page
