"""Does the article's desk show and do no more than somebody's permissions allow?"""

import pytest
from django.test import Client

from site_app.articles.models import Article
from site_app.articles.publishing import withdraw
from tests.articles.article_form import ADD, LIST, desk, form_of, new_form, send
from tests.factories import make_article, make_superuser, make_user

pytestmark = pytest.mark.django_db

WRITE, LOOK = ("change_article",), ("view_article",)


@pytest.mark.parametrize(
    ("permissions", "statuses"),
    [
        ((), {"change": 403, "withdraw": 403, "edition": 403, "add": 403}),
        (LOOK, {"change": 200, "withdraw": 403, "edition": 200, "add": 403}),
        (WRITE, {"change": 200, "withdraw": 403, "edition": 200, "add": 403}),
        (("withdraw_edition",), {"change": 403, "withdraw": 403, "edition": 403, "add": 403}),
        ((*WRITE, "withdraw_edition"), {"change": 200, "withdraw": 200, "edition": 200, "add": 403}),
        (("add_article",), {"change": 403, "withdraw": 403, "edition": 403, "add": 200}),
    ],
)
def test_each_page_wants_its_permission(permissions, statuses):
    article, client = make_article(), Client()
    client.force_login(make_user(*permissions, is_staff=True))
    pages = {
        "change": desk(article),
        "withdraw": f"{LIST}{article.pk}/editions/1/withdraw/",
        "edition": f"{LIST}{article.pk}/editions/1/",
        "add": ADD,
    }
    assert {page: client.get(address).status_code for page, address in pages.items()} == statuses


@pytest.mark.parametrize("page", ["change/", "editions/1/withdraw/", "editions/1/"])
@pytest.mark.parametrize("user", [None, make_user])
def test_nobody_but_the_staff_sees_a_desk(page, user):
    article, client = make_article(), Client()
    if user:
        client.force_login(user("change_article", "withdraw_edition"))
    response = client.get(f"{LIST}{article.pk}/{page}")
    assert (response.status_code, response.url.split("?")[0]) == (302, "/admin/login/")


def test_without_the_permission_submitting_only_saves():
    article, client = make_article(), Client()
    client.force_login(make_user("change_article", is_staff=True))
    page = send(client, desk(article), form_of(article, title="改过的题目"), "_submit")
    assert (article.live_edition.title, article.draft.title) == ("脑梗是什么", "改过的题目")
    assert 'name="_submit"' not in page.text


def test_without_the_permission_nothing_is_withdrawn():
    article, client = make_article(), Client()
    client.force_login(make_user("change_article", is_staff=True))
    assert client.post(f"{LIST}{article.pk}/editions/1/withdraw/", {"reason": "有误"}).status_code == 403
    assert article.live_edition is not None


def test_whoever_may_only_look_finds_no_button():
    article, client = make_article(), Client()
    client.force_login(make_user("view_article", is_staff=True))
    page = client.get(desk(article)).text
    assert 'name="_continue"' not in page
    assert f"{LIST}{article.pk}/editions/1/" in page
    assert client.post(desk(article), form_of(article, title="偷改")).status_code == 403


def test_who_may_only_add_articles_comes_back_to_the_index():
    client = Client()
    client.force_login(make_user("add_article", is_staff=True))
    page = send(client, ADD, new_form())
    assert (page.status_code, page.redirect_chain) == (200, [("/admin/", 302)])
    assert "草稿已保存" in page.text
    assert Article.objects.get().draft


def test_what_is_live_cannot_be_deleted():
    article, client = make_article(), Client()
    client.force_login(make_superuser())
    assert "要先撤下" in client.post(f"{LIST}{article.pk}/delete/").text
    assert Article.objects.exists()
    withdraw(article=article, reason="有误")
    assert client.post(f"{LIST}{article.pk}/delete/").status_code == 302
    assert not Article.objects.exists()
