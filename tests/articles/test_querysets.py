"""Are the articles that pages ask for the right ones, without a query for each?"""

import pytest

from site_app.articles.models import Article, Rendering
from site_app.articles.publishing import withdraw
from tests.factories import make_article, make_draft, make_edition, make_series, make_tag

pytestmark = pytest.mark.django_db


def test_published_finds_what_is_live_and_nothing_else():
    live, withdrawn = make_article(), make_article()
    withdraw(article=withdrawn, reason="有误")
    make_draft()
    assert list(Article.objects.published()) == [live]


def test_published_names_an_article_with_many_editions_once():
    article = make_article()
    make_edition(article=article, title="二")
    make_draft(article=article, title="三")
    assert Article.objects.published().count() == 1


def test_the_newest_are_ordered_by_first_publication():
    old, new = make_article(), make_article()
    make_edition(article=old, title="改过")
    assert list(Article.objects.published().newest_first()) == [new, old]


def test_a_series_gives_its_articles_in_order():
    series = make_series()
    second, first = make_article(series=series, position=2), make_article(series=series, position=1)
    assert list(series.articles.published()) == [first, second]


@pytest.mark.parametrize("count", [1, 5])
def test_live_editions_and_titles_cost_three_queries_for_any_number(count, django_assert_num_queries):
    for _ in range(count):
        make_draft(article=make_article(), title="草稿")
    with django_assert_num_queries(3):
        articles = Article.objects.published().with_live_edition()
        titles = {article.live_edition.rendering("hanzi").title for article in articles}
    assert titles == {"脑梗是什么"}


def test_a_page_is_one_query(django_assert_num_queries):
    make_article(series=make_series(), tags=(make_tag(),))
    with django_assert_num_queries(1):
        page = Rendering.objects.live().get(edition__article__slug="nao-geng-shi-shen-me", view="hanzi")
        assert page.edition.article.series.title == "认识脑梗"


def test_only_live_editions_have_live_renderings():
    article = make_article()
    make_draft(article=article, title="草稿")
    assert {page.title for page in Rendering.objects.live().filter(view="hanzi")} == {"脑梗是什么"}
    withdraw(article=article, reason="有误")
    assert not Rendering.objects.live().exists()
