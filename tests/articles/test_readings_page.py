"""What does the readings desk do with what is pressed?"""

import pytest
from django.test import Client

from site_app.articles.models import ConfirmedReading, LexiconEntry, ReadingReport
from site_app.articles.reading_desk.reports import report_reading
from site_app.articles.tasks import reread
from tests.factories import make_article, make_draft, make_edition_in, make_editor, make_member, make_superuser

pytestmark = pytest.mark.django_db

DOUBTFUL = "公众的生存率。"
SEVERAL = "/admin/articles/lexiconentry/several/"


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(make_superuser())
    return client


def page_of(article) -> str:
    return f"/admin/articles/article/{article.pk}/readings/"


def press(client, edition, **changes):
    said = {
        "seen": edition.stamp,
        "field": "markdown",
        "start": edition.markdown.find("率"),
        "scope": "here",
        "number": 1,
    }
    return client.post(page_of(edition.article), {**said, "reading": "shuai4", **changes}, follow=True)


def test_each_doubt_stands_with_its_sentence_the_reason_and_the_choices(client):
    draft = make_draft(markdown=DOUBTFUL)
    page = client.get(page_of(draft.article)).text
    assert "有 1 处读音拿不准" in page
    assert "<mark>生存<strong>率</strong></mark>" in page
    assert '<b lang="zh-Latn">lǜ</b>' in page
    assert "{生存率|shēng cún shuài}" in page
    assert page_of(draft.article) in client.get(f"/admin/articles/article/{draft.article_id}/change/").text


def test_a_press_writes_the_reading_here(client):
    draft = make_draft(markdown=DOUBTFUL)
    page = press(client, draft)
    assert draft.article.draft.markdown == "公众的{生存率|shēng cún shuài}。"
    assert "已存进草稿" in page.text
    assert page.redirect_chain[-1][0].endswith("#q1")


def test_a_press_in_the_article_writes_it_everywhere(client):
    draft = make_draft(markdown=DOUBTFUL + "\n\n病人的生存率。")
    press(client, draft, scope="article")
    assert draft.article.draft.markdown.count("{生存率|shēng cún shuài}") == 2


def test_the_chosen_reading_is_confirmed(client):
    draft = make_draft(markdown=DOUBTFUL)
    page = press(client, draft, reading="lv4")
    assert "没有拿不准的读音了" in page.text
    assert ConfirmedReading.objects.get().reading == "lv4"
    assert draft.article.draft.markdown == DOUBTFUL


def test_for_the_whole_site_what_would_change_is_shown_first(client):
    edition = make_article(title="生存", markdown=DOUBTFUL).live_edition
    page = press(client, edition, scope="site")
    assert "从" not in page.context["wanted"][0][1]
    assert "<del>Gōngzhòng de shēngcúnlǜ.</del>" in page.text
    assert "<ins>Gōngzhòng de shēngcúnshuài.</ins>" in page.text
    assert not LexiconEntry.objects.exists()
    stored = client.post(SEVERAL, {"entries": "生存率 shēng cún shuài", "save": "yes"}, follow=True)
    assert "0 / 1" in stored.text
    reread.call()
    assert "shēngcúnshuài" in client.get(f"{edition.article.get_absolute_url()}pinyin/").text
    assert "已完成，查过 1 篇" in client.get("/admin/articles/rereading/").text


@pytest.mark.parametrize(
    "changes",
    [
        {"seen": "1-0"},
        {"start": 0, "reading": "lv4"},
        {"start": "x"},
        {"start": -5},
        {"reading": "xx"},
        {"reading": "zhong4"},
        {"field": "state"},
    ],
)
def test_what_does_not_fit_the_text_changes_nothing(client, changes):
    draft = make_draft(markdown=DOUBTFUL)
    assert "请再看一遍" in press(client, draft, **changes).text
    assert draft.article.draft.markdown == DOUBTFUL
    assert not ConfirmedReading.objects.exists()


def test_in_review_it_can_be_confirmed_and_not_changed(client):
    edition = make_edition_in("in_review", markdown=DOUBTFUL)
    assert "不能改" in press(client, edition).text
    press(client, edition, reading="lv4")
    assert ConfirmedReading.objects.count() == 1


def test_whoever_may_not_touch_the_lexicon_is_not_led_there():
    author = make_member("作者")
    draft = make_draft(markdown=DOUBTFUL, by=author)
    client = Client()
    client.force_login(author)
    assert 'value="site"' not in client.get(page_of(draft.article)).text
    assert press(client, draft, scope="site").status_code == 403


def reported(article):
    return report_reading(
        edition=article.live_edition, view="ruby", sentence="去银行。", position=2, shown="háng", remark="<b>错</b>"
    )


@pytest.mark.parametrize(("reading", "state"), [("hang2", "right"), ("xing2", "corrected")])
def test_a_report_is_resolved_by_what_is_chosen(client, reading, state):
    article = make_article(markdown="去银行。")
    report = reported(article)
    page = client.get(page_of(article)).text
    assert "&lt;b&gt;错&lt;/b&gt;" in page
    press(client, article.live_edition, start=2, reading=reading, report=report.pk)
    assert ReadingReport.objects.get().state == state


def test_a_report_about_a_sentence_that_is_gone_is_answered(client):
    article = make_article(markdown="去银行。")
    report = reported(article)
    make_draft(article=article, markdown="全新的。")
    assert "现在的文字里没有它了" in client.get(page_of(article)).text
    client.post(page_of(article), {"report": report.pk, "answered": "corrected"})
    assert ReadingReport.objects.get().state == "corrected"


def test_a_report_of_another_article_cannot_be_answered_here(client):
    report = reported(make_article(markdown="去银行。"))
    client.post(page_of(make_article(title="别的")), {"report": report.pk, "answered": "right"})
    assert ReadingReport.objects.get().state == "open"


@pytest.mark.parametrize(
    ("entries", "complaint"),
    [
        ("卒中 cù", "2个汉字"),
        ("卒中", "没有写读音"),
        ("ABC a", "没有汉字"),
        ("", "这个字段"),
        ("双 shuāng\n" * 201, "最多200条"),
    ],
)
def test_entries_that_do_not_fit_are_refused(client, entries, complaint):
    page = client.post(SEVERAL, {"entries": entries, "save": "yes"})
    assert complaint in page.text
    assert not LexiconEntry.objects.exists()


def test_an_entry_keeps_what_else_is_known_of_its_word(client):
    LexiconEntry.objects.create(word="卒中", reading="cù zhòng", explanation="急病", note="词典")
    client.post(SEVERAL, {"entries": "卒中 zú zhōng", "save": "yes"})
    entry = LexiconEntry.objects.get()
    assert (entry.reading, entry.explanation, entry.note) == ("zú zhōng", "急病", "词典")


class TestChoices:
    ADDRESS = "/admin/markdown/readings/"

    def ask(self, client, content="𠀀去银行。", offset=3, **more):
        return client.post(self.ADDRESS, {"content": content, "offset": offset, **more})

    def test_they_are_told_with_what_each_writes(self, client):
        found = self.ask(client).json()
        assert (found["character"], found["word"], found["why"][-1]) == ("行", "银行", "。")
        first, second = found["choices"][:2]
        assert (first["reading"], first["is_chosen"], second["is_chosen"]) == ("háng", True, False)
        assert (first["start"], first["end"], first["text"]) == (2, 4, "{银行|yín háng}")

    @pytest.mark.parametrize(("field", "status"), [("title", 200), ("summary", 200), ("slug", 400)])
    def test_of_every_text_that_is_read(self, client, field, status):
        assert self.ask(client, field=field).status_code == status

    @pytest.mark.parametrize(
        ("offset", "status"), [(99, 200), (4, 200), ("-1", 400), ("x", 400), ("", 400), ("9" * 20, 400)]
    )
    def test_where_nothing_is_read_there_are_none(self, client, offset, status):
        answer = self.ask(client, offset=offset)
        assert (answer.status_code, answer.json().get("choices", [])) == (status, [])

    def test_one_counts_for_every_place_of_the_word(self, client):
        content = "银行，{银行|yín xíng}，银行。"
        assert self.ask(client, content, 1).json()["alike"] == 2
        assert self.ask(client, content, 1, everywhere="xing2").json() == {
            "text": "{银行|yín xíng}，{银行|yín xíng}，{银行|yín xíng}。",
            "count": 2,
        }
        assert self.ask(client, content, 1, everywhere="mao1").status_code == 400

    def test_a_book_is_too_long(self, client):
        assert self.ask(client, content="银" * 200_001).status_code == 413

    def test_the_lexicon_is_offered_to_whoever_may_change_it(self, client):
        assert self.ask(client).json()["lexicon"] == SEVERAL
        editor = Client()
        editor.force_login(make_editor())
        assert self.ask(editor).json()["lexicon"] == ""
