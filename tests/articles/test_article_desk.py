"""Can an editor write, publish and withdraw in the admin, and lose nothing on the way?"""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from site_app.articles.drafting import current_edition
from site_app.articles.models import Article, OldSlug, Reference
from site_app.articles.publishing import submit, withdraw
from tests.factories import (
    make_article,
    make_draft,
    make_edition,
    make_editor,
    make_member,
    make_person,
    make_series,
    make_superuser,
    make_tag,
    make_user,
)

LIST, ADD = "/admin/articles/article/", "/admin/articles/article/add/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor(name="李编辑")


@pytest.fixture
def client(editor):
    client = Client()
    client.force_login(editor)
    return client


def desk(article: Article) -> str:
    return f"{LIST}{article.pk}/change/"


def form_of(article: Article, **changes) -> dict:
    """What a browser would send back after opening the desk and changing these fields."""
    edition = current_edition(article)
    assert edition
    return {
        "title": edition.title,
        "summary": edition.summary,
        "markdown": edition.markdown,
        "readers": edition.readers,
        "level": edition.level or "",
        "written_by": edition.written_by_id or "",
        "change_note": "",
        "slug": article.slug,
        "series": article.series_id or "",
        "position": article.position,
        "tags": [tag.pk for tag in article.tags.all()],
        "seen": edition.stamp,
        **changes,
    }


def new_form(**changes) -> dict:
    words = {"title": "脑梗是什么", "summary": "脑梗是急症。", "markdown": "马上打120。"}
    return {**words, "change_note": "", "slug": "", "series": "", "position": "0", "seen": "", **changes}


def source_rows(*rows: dict) -> dict:
    """The sources as their part of the form sends them."""
    sent = {"sources-TOTAL_FORMS": len(rows), "sources-INITIAL_FORMS": 0}
    return sent | {f"sources-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}


def send(client, address, data, button="_continue"):
    return client.post(address, {**data, button: "1"}, follow=True)


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


def test_a_refused_submission_keeps_the_draft_and_says_why(client):
    page = send(client, ADD, new_form(summary=""), "_submit")
    article = Article.objects.get()
    assert (article.draft.title, article.draft.state) == ("脑梗是什么", "draft")
    assert "还没有写摘要。" in page.text


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


def test_what_is_live_cannot_be_deleted():
    article, client = make_article(), Client()
    client.force_login(make_superuser())
    assert "要先撤下" in client.post(f"{LIST}{article.pk}/delete/").text
    assert Article.objects.exists()
    withdraw(article=article, reason="有误")
    assert client.post(f"{LIST}{article.pk}/delete/").status_code == 302
    assert not Article.objects.exists()


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


def test_who_may_only_add_articles_comes_back_to_the_index():
    client = Client()
    client.force_login(make_user("add_article", is_staff=True))
    page = send(client, ADD, new_form())
    assert (page.status_code, page.redirect_chain) == (200, [("/admin/", 302)])
    assert "草稿已保存" in page.text
    assert Article.objects.get().draft
