"""Does an editor whose save is refused learn why, and keep what was written?"""

import pytest
from django.test import Client

from site_app.articles.models import Article
from site_app.articles.publishing import submit
from tests.articles.article_form import ADD, LIST, desk, form_of, new_form, send, source_rows
from tests.factories import make_article, make_draft, make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    client = Client()
    client.force_login(make_editor())
    return client


def test_a_refused_submission_keeps_the_draft_and_says_why(client):
    page = send(client, ADD, new_form(summary=""), "_submit")
    article = Article.objects.get()
    assert (article.draft.title, article.draft.state) == ("脑梗是什么", "draft")
    assert "还没有写摘要。" in page.text


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([{"key": "a b", "title": "甲"}], "代号只能用文字、数字和连字符"),
        ([{"key": "", "title": "甲"}], "这个字段是必填项"),
        ([{"key": "a", "title": "甲"}, {"key": "a", "title": "乙"}], "同一个代号：a"),
        ([{"key": "a", "address": "javascript:alert(1)"}], "errorlist"),
        ([{"key": "a", "address": "ftp://example.org/"}], "errorlist"),
    ],
)
def test_a_source_that_cannot_be_is_refused_with_the_text_kept(rows, complaint, client):
    article = make_draft(references=()).article
    page = send(client, desk(article), form_of(article, markdown="新写的正文", **source_rows(*rows)))
    assert complaint in page.text
    assert "新写的正文" in page.text
    assert not article.draft.sources.exists()


def test_words_cannot_be_changed_while_they_are_reviewed(client):
    article = make_draft().article
    mine = form_of(article, markdown="写了很久的正文")
    submit(edition=article.draft)
    assert 'name="markdown"' not in client.get(desk(article)).text
    page = send(client, desk(article), mine)
    assert "请先收回" in page.text
    assert "写了很久的正文" in page.text
    assert article.open_edition.markdown != "写了很久的正文"


@pytest.mark.parametrize("slug", ["other", "was-other", "大写", "A"])
def test_a_slug_that_cannot_be_had_is_refused_with_the_text_kept(slug, client):
    other = make_article()
    send(client, desk(other), form_of(other, slug="was-other"))
    other.refresh_from_db()
    send(client, desk(other), form_of(other, slug="other"))
    article = make_article(title="自己的")
    page = send(client, desk(article), form_of(article, slug=slug, markdown="新写的正文"))
    assert "新写的正文" in page.text
    assert 'class="errorlist"' in page.text
    assert Article.objects.get(pk=article.pk).slug == "zi-ji-de"


@pytest.mark.parametrize(
    ("field", "text", "place"),
    [
        ("markdown", "好\n\n防{卒中|cù}好", "正文第3行第2列"),
        ("title", "{卒中|xx yy}", "标题第1行第1列"),
        ("summary", "防{卒中|}", "摘要第1行第2列"),
    ],
)
def test_an_unreadable_reading_is_named_with_its_place_and_the_text_kept(field, text, place, client):
    article = make_article()
    page = send(client, desk(article), form_of(article, **{field: text, "change_note": "我的说明"}))
    assert place in page.text
    assert text in page.text
    assert "我的说明" in page.text
    assert article.draft is None


def test_somebody_elses_save_is_not_overwritten_and_both_texts_are_shown(client):
    article = make_draft(by=make_editor(name="王编辑")).article
    mine = form_of(article, markdown="我写的正文")
    make_draft(article=article, by=make_editor(name="张编辑"), markdown="别人写的正文")
    page = send(client, desk(article), mine)
    assert article.draft.markdown == "别人写的正文"
    assert "张编辑" in page.text
    assert "我写的正文" in page.text
    assert "别人写的正文" in page.text
    assert 'name="set_aside"' in page.text


def test_a_collision_shows_the_stamp_that_the_editor_started_from(client):
    article = make_draft().article
    mine = form_of(article, markdown="我写的正文")
    make_draft(article=article, markdown="别人写的正文")
    page = send(client, desk(article), mine)
    assert f'name="seen" value="{mine["seen"]}"' in page.text


def test_the_other_text_can_be_set_aside_and_stays_in_the_list(client):
    article = make_draft().article
    mine = form_of(article, markdown="我写的正文", set_aside="on")
    make_draft(article=article, markdown="别人写的正文")
    page = send(client, desk(article), mine)
    assert article.draft.markdown == "我写的正文"
    assert article.editions.get(number=1).markdown == "别人写的正文"
    assert f"{LIST}{article.pk}/editions/1/" in page.text
