"""Can an editor write, publish and withdraw in the admin?"""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from site_app.articles.models import Article, OldSlug, Reference
from site_app.articles.publishing import submit, withdraw
from tests.articles.article_form import ADD, LIST, desk, form_of, new_form, send, source_rows
from tests.factories import (
    make_article,
    make_draft,
    make_edition,
    make_editor,
    make_member,
    make_person,
    make_series,
    make_tag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor(name="李编辑")


@pytest.fixture
def client(editor):
    client = Client()
    client.force_login(editor)
    return client


def test_a_new_article_begins_as_a_draft(client, editor):
    series, tag = make_series(), make_tag()
    send(client, ADD, new_form(series=series.pk, position="3", tags=[tag.pk], change_note="初稿"))
    article = Article.objects.get()
    assert (article.slug, article.series, article.position, article.tags.get()) == (
        "nao-geng-shi-shen-me", series, 3, tag
    )  # fmt: skip
    assert (article.draft.title, article.draft.author, article.draft.change_note) == ("脑梗是什么", editor, "初稿")
    assert article.live_edition is None


def test_a_new_article_can_be_submitted_at_once(client, editor):
    source = source_rows({"key": "who", "title": "脑卒中", "publisher": "世界卫生组织", "year": 2023})
    page = send(client, ADD, new_form(readers="老年人", **source), "_submit")
    edition = Article.objects.get().open_edition
    assert (edition.state, edition.author) == ("in_review", editor)
    assert "已提交审核" in page.text
    assert LogEntry.objects.filter(change_message__contains="提交第1版").exists()


def test_saving_changes_the_draft(client):
    article = make_draft().article
    send(client, desk(article), form_of(article, markdown="第一行\r\n第二行"))
    assert article.draft.markdown == "第一行\n第二行"


def test_a_published_article_is_edited_in_a_draft_beside_it(client):
    article = make_article()
    page = send(client, desk(article), form_of(article, title="改过的题目"))
    assert article.live_edition.title == "脑梗是什么"
    assert article.draft.title == "改过的题目"
    assert "读者现在看到的是第 1 版" in page.text
    assert "第 2 版：<strong>草稿</strong>" in page.text
    assert f'href="{article.get_absolute_url()}"' in page.text


def test_changing_only_the_place_opens_no_draft(client):
    article, series = make_article(), make_series()
    page = send(client, desk(article), form_of(article, series=series.pk, position=2))
    article.refresh_from_db()
    assert (article.series, article.position, article.draft) == (series, 2, None)
    assert "没有新建草稿" in page.text


def test_submitting_what_is_live_already_changes_nothing(client):
    article = make_article()
    before = article.live_edition.published_at
    page = send(client, desk(article), form_of(article), "_submit")
    assert (article.editions.count(), article.live_edition.published_at) == (1, before)
    assert "没有新建草稿" in page.text


def test_readers_level_author_and_sources_are_kept_with_the_draft(client):
    article, author = make_article(), make_person("赵医生")
    about = {"readers": "高血压病人", "level": "4", "written_by": author.pk, "is_minor": "on"}
    rows = source_rows({"key": "who2023", "title": "Stroke", "publisher": "WHO", "year": "2023"})
    send(client, desk(article), form_of(article, markdown="脑梗[^who2023]。", **about, **rows))
    draft = article.draft
    assert (draft.readers, draft.level, draft.written_by, draft.is_minor) == ("高血压病人", 4, author, True)
    assert [(source.position, source.key, source.year) for source in draft.sources.all()] == [(1, "who2023", 2023)]


def test_a_form_sent_without_its_sources_leaves_them_alone(client):
    draft = make_draft(references=(Reference("a", "甲"),))
    send(client, desk(draft.article), form_of(draft.article, markdown="改过的正文。"))
    assert [source.key for source in draft.article.draft.sources.all()] == ["a"]


def test_the_place_can_be_changed_while_the_words_are_reviewed(client):
    article = submit(edition=make_draft()).article
    send(client, desk(article), {"slug": "stroke", "series": "", "position": "4"})
    article.refresh_from_db()
    assert (article.slug, article.position, article.open_edition.state) == ("stroke", 4, "in_review")


def test_another_slug_leaves_the_old_one_leading_there(client):
    article = make_article()
    send(client, desk(article), form_of(article, slug="stroke"))
    assert Article.objects.get().slug == "stroke"
    assert OldSlug.objects.get().slug == "nao-geng-shi-shen-me"


def test_an_emptied_slug_is_made_from_the_title_again(client):
    article = make_article()
    send(client, desk(article), form_of(article, slug="", title="中风"))
    assert Article.objects.get().slug == "zhong-feng"


def test_a_withdrawn_article_is_taken_up_where_it_was(client):
    article = make_article()
    withdraw(article=article, reason="有误")
    page = client.get(desk(article))
    assert "已经撤下" in page.text
    assert "脑梗是急症，要马上打120。" in page.text


def test_every_edition_can_be_looked_at(client):
    article = make_article()
    make_edition(article=article, title="第二次写")
    page = client.get(f"{LIST}{article.pk}/editions/1/")
    assert "脑梗是什么" in page.text
    assert page.text.count('class="article-text annotated"') == 3
    assert "<textarea" not in page.text
    assert client.get(f"{LIST}{article.pk}/editions/9/").status_code == 404
    assert client.get(f"{LIST}999/editions/1/").status_code == 404


@pytest.mark.parametrize("group", ["作者", "发布者"])
def test_the_form_costs_the_same_for_any_number_of_editions(group, django_assert_max_num_queries):
    person, client = make_member(group), Client()
    client.force_login(person)
    article = make_article()
    for number in range(4):
        make_edition(article=article, by=person, title=f"题目{number}")
    make_draft(article=article, by=person, title="改")
    with django_assert_max_num_queries(35):
        assert "题目3" in client.get(desk(article)).text


def test_the_history_names_what_people_changed(client):
    article = make_draft().article
    client.post(desk(article), form_of(article, summary="新的摘要。", form_token="a" * 32))
    history = client.get(f"{LIST}{article.pk}/history/").text
    assert "摘要" in history
    assert "form_token" not in history


def test_an_article_that_has_gone_leads_back_to_the_desk(client):
    page = client.get(f"{LIST}999/change/", follow=True)
    assert page.redirect_chain == [("/admin/", 302)]
    assert "可能在回收站里" in page.text


@pytest.mark.parametrize("page", [ADD, "change", "withdraw", "edition", LIST])
def test_pages_hold_no_inline_script_or_style(page, client):
    article = make_article()
    places = {
        "change": desk(article),
        "withdraw": f"{LIST}{article.pk}/editions/1/withdraw/",
        "edition": f"{LIST}{article.pk}/editions/1/",
    }
    html = client.get(places.get(page, page)).text
    assert " style=" not in html
    assert "<style" not in html
    assert " onclick=" not in html
    assert [tag for tag in re.findall(r"<script[^>]*>", html) if " src=" not in tag] == []
