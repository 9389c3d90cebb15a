"""Can an editor find an article in the desk's list, and see in which state it is?"""

import pytest
from django.test import Client

from site_app.articles.models import Article
from site_app.articles.publishing import withdraw
from tests.articles.article_form import LIST
from tests.factories import make_article, make_draft, make_editor, make_series

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    client = Client()
    client.force_login(make_editor())
    return client


def test_the_list_says_what_is_live_and_what_is_draft(client):
    make_draft(article=make_article(title="甲"), title="甲改")
    withdraw(article=make_article(title="乙"), reason="有误")
    page = client.get(LIST).text
    assert "已发布＋草稿" in page
    assert "已撤下" in page
    assert "delete_selected" not in page


@pytest.mark.parametrize(
    ("state", "titles"),
    [
        ("published", {"甲"}),
        ("draft", {"甲改", "丙"}),
        ("never", {"丙"}),
        ("withdrawn", {"乙"}),
        ("", {"甲改", "乙", "丙"}),
    ],
)
def test_the_list_is_filtered_by_state(state, titles, client):
    make_article(title="甲")
    if state != "published":
        make_draft(article=Article.objects.get(), title="甲改")
    withdraw(article=make_article(title="乙"), reason="有误")
    make_draft(title="丙")
    found = client.get(LIST, {"state": state} if state else {}).context["cl"].queryset
    assert {article.editions.first().title for article in found} == titles


@pytest.mark.parametrize("query", ["卒中急救", "急救 卒中", "zu-zhong", "cu-zhong"])
def test_the_list_finds_titles_as_readers_see_them(query, client):
    article = make_draft(title="{卒中|cù zhòng}急救").article
    make_draft(title="别的")
    found = client.get(LIST, {"q": query}).context["cl"].queryset
    assert list(found) == ([] if query == "zu-zhong" else [article])


def test_the_list_costs_the_same_for_any_number_of_articles(client, django_assert_max_num_queries):
    series = make_series()
    for number in range(8):
        make_draft(article=make_article(title=f"题目{number}", series=series), title="改")
    with django_assert_max_num_queries(12):
        client.get(LIST)
