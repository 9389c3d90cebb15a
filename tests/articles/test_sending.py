"""Is an article made once, however often its form is sent?"""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from site_app.articles.drafting import save_draft
from site_app.articles.models import Article, Edition, SentForm
from site_app.articles.sending import KEPT_FOR, new_token, remember, sent_before, token_in
from tests.factories import make_draft, make_editor, make_member, make_words

ADD = "/admin/articles/article/add/"
TOKEN = "0123456789abcdef" * 2


def form(token: str = TOKEN, **changes: str) -> dict[str, str]:
    return {
        "title": "新文章",
        "summary": "摘要。",
        "markdown": "正文。",
        "readers": "老年人",
        "slug": "",
        "position": "0",
        "form_token": token,
        "_continue": "1",
        **changes,
    }


@pytest.fixture
def client(db) -> Client:
    client = Client()
    client.force_login(make_editor(name="editor"))
    return client


def test_every_form_has_a_token_of_its_own(client):
    pages = [client.get(ADD) for _ in range(2)]
    tokens = {page.context["adminform"].form["form_token"].value() for page in pages}
    assert len(tokens) == 2
    assert all(map(token_in, tokens))


def test_the_second_time_changes_what_the_first_made(client):
    first = client.post(ADD, form())
    again = client.post(ADD, form(markdown="又写了一段。"))
    assert first.url == again.url == f"/admin/articles/article/{Article.objects.get().pk}/change/?saved={TOKEN}"
    assert Edition.objects.get().markdown == "又写了一段。"


def test_the_same_words_again_change_nothing(client):
    client.post(ADD, form())
    before = Edition.objects.values().get()
    client.post(ADD, form())
    after = Edition.objects.values().get()
    assert {**after, "updated_at": None} == {**before, "updated_at": None}


def test_a_form_that_submitted_is_not_submitted_again(client):
    complete = {"sources-TOTAL_FORMS": "0", "sources-INITIAL_FORMS": "0", "_submit": "1"}
    author = make_member("作者")
    client.force_login(author)
    sent = form(markdown="脑梗是急症，要马上打120。", **complete)
    del sent["_continue"]
    client.post(ADD, sent)
    Edition.objects.update(state="in_review")
    page = client.post(ADD, sent, follow=True)
    assert "没有再建一篇" in page.text
    assert Edition.objects.get().state == "in_review"


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(client):
    client.post(ADD, form())
    save_draft(article=Article.objects.get(), words=make_words(markdown="别人写的。"), by=make_editor(name="other"))
    page = client.post(ADD, form(markdown="我又写的。"))
    assert "别人写的。" in page.text
    assert "我又写的。" in page.text
    assert Edition.objects.get().markdown == "别人写的。"


def test_the_token_of_somebody_else_leads_to_an_article_of_ones_own(client):
    client.post(ADD, form())
    other = Client()
    other.force_login(make_editor(name="other"))
    other.post(ADD, form(markdown="我的。"))
    said = Edition.objects.values_list("author__username", "markdown")
    assert set(said) == {("editor", "正文。"), ("other", "我的。")}


@pytest.mark.parametrize("token", ["", "x", "0" * 31, "0" * 33, "G" * 32, "' OR 1=1 --"])
def test_what_is_no_token_is_none(token, client):
    assert token_in(token) == ""
    client.post(ADD, form(token))
    client.post(ADD, form(token))
    assert Article.objects.count() == 2
    assert not SentForm.objects.exists()


def test_blanks_around_a_token_do_not_matter(client):
    client.post(ADD, form())
    client.post(ADD, form(f" {TOKEN}\n"))
    assert Article.objects.count() == 1


def test_a_refused_form_keeps_its_token(client):
    page = client.post(ADD, form(markdown="{卒中|cù}"))
    assert page.context["adminform"].form["form_token"].value() == TOKEN
    assert not SentForm.objects.exists()
    client.post(ADD, form())
    assert Article.objects.count() == 1


def test_old_tokens_are_forgotten(client):
    draft, user = make_draft(), make_editor(name="other")
    remember(token=new_token(), edition=draft, by=user)
    SentForm.objects.update(sent_at=timezone.now() - KEPT_FOR - timedelta(days=1))
    remember(token=TOKEN, edition=draft, by=user)
    assert SentForm.objects.get().token == TOKEN
    assert sent_before(token=TOKEN, by=user)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_article():
    clients, start, answers = [Client(), Client()], Barrier(2), []
    user = make_editor(name="editor")

    def send(client: Client) -> None:
        try:
            client.force_login(user)
            start.wait()
            answers.append(client.post(ADD, form()).status_code)
        finally:
            connection.close()

    threads = [Thread(target=send, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302, 302]
    assert Article.objects.count() == 1
