"""Who is offered a practice, when is each step done, and does nobody else ever meet it?"""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from site_app.articles import practice as prepared
from site_app.articles.bin import put_into_bin
from site_app.articles.checks.readings import ReadingsAreCertain
from site_app.articles.desk import heaps
from site_app.articles.drafting import PublishingRefused, save_draft
from site_app.articles.exchange.exporting import export
from site_app.articles.finding import find
from site_app.articles.lexicon import Prescription, articles_with, change_lexicon
from site_app.articles.models import Act, Article, Edition, WaitingArticle, Welcome
from site_app.articles.models.edition import Words
from site_app.articles.publishing import publish_unreviewed, submit
from site_app.articles.reading_desk.choosing import choose_here
from site_app.articles.reading_desk.confirming import doubts_of
from site_app.articles.rereading import everything_used
from site_app.articles.restoring import restore
from site_app.articles.welcome import begin, decline, hand_in, is_begun, practice_of, put_off, stages, welcome_of
from site_app.articles.workflow import TRANSITIONS, is_permitted, may_edit, reasons_against
from tests.articles.people import PEOPLE, make
from tests.factories import make_draft, make_editor, make_member, make_superuser

pytestmark = pytest.mark.django_db

WELCOME = "/admin/articles/article/welcome/"
OFFER = "第一次来？先练一练"
AGAIN = "再练一次"


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def write(practice: Article, words: str = "\n\n- 先坐下来。") -> None:
    draft = practice.draft
    assert draft
    text = Words(draft.title, draft.summary, draft.markdown + words)
    save_draft(article=practice, words=text, by=practice.practice_of)


def put_right(practice: Article) -> None:
    draft = practice.draft
    assert draft
    place = next(doubt for doubt in doubts_of(draft) if doubt.character == prepared.CHARACTER)
    by = practice.practice_of
    choose_here(practice, "markdown", place.origin.start, prepared.RIGHT, seen=draft.stamp, by=by)


def done(practice: Article) -> list[str]:
    return [stage.name for stage in stages(practice) if stage.is_done]


# What everybody practises on


def test_the_engine_still_doubts_one_reading_and_takes_the_wrong_one():
    edition = begin(make_member("作者")).draft
    assert [(doubt.character, doubt.reading) for doubt in doubts_of(edition)] == [(prepared.CHARACTER, "zhuan3")]
    assert prepared.RIGHT in doubts_of(edition)[0].readings
    assert len(list(ReadingsAreCertain().findings(edition))) == 1


# Who is asked, and when


@pytest.mark.parametrize("person", [person for person in PEOPLE if person != "anonymous"])
def test_whoever_may_write_is_asked_on_the_first_page(person):
    page = signed_in(make(person)).get("/admin/").text
    assert (OFFER in page) == (person in {"author", "publisher", "superuser"})
    assert AGAIN not in page


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_answer(person):
    by = make(person)
    client = Client() if person == "anonymous" else signed_in(by)
    sent = client.post(WELCOME, {"answer": "begin"})
    may = person in {"author", "publisher", "superuser"}
    assert sent.status_code == (302 if may or person == "anonymous" else 403)
    assert Article.everything.filter(practice_of__isnull=False).exists() == may


def test_put_off_it_comes_back_with_the_next_sign_in():
    author = make_member("作者")
    client = signed_in(author)
    client.post(WELCOME, {"answer": "later"})
    page = client.get("/admin/").text
    assert OFFER not in page
    assert AGAIN in page
    client.logout()
    client.force_login(author)
    assert OFFER in client.get("/admin/").text


def test_declined_it_does_not_come_back_but_can_be_repeated():
    author = make_member("作者")
    client = signed_in(author)
    client.post(WELCOME, {"answer": "begin"})
    client.post(WELCOME, {"answer": "no"})
    assert practice_of(author) is None
    client.force_login(author)
    page = client.get("/admin/").text
    assert OFFER not in page
    assert AGAIN in page
    client.post(WELCOME, {"answer": "begin"})
    assert practice_of(author)


@pytest.mark.parametrize("answer", ["", "perhaps"])
def test_another_answer_is_none(answer):
    author = make_member("作者")
    assert signed_in(author).post(WELCOME, {"answer": answer}).status_code == 400
    assert not Welcome.objects.exists()


def test_begun_twice_it_is_the_same_and_begun_afresh_another():
    author = make_member("作者")
    first = begin(author)
    write(first)
    assert begin(author) == first
    assert done(first) == ["write"]
    second = begin(author, afresh=True)
    assert second != first
    assert done(second) == []
    assert Article.everything.count() == 1


def test_each_has_their_own():
    one, other = make_member("作者"), make_member("作者")
    assert begin(one) != begin(other)
    decline(one)
    assert practice_of(other)


# The steps


def test_the_steps_are_read_from_what_is_stored():
    practice = begin(make_member("作者"))
    assert [stage.is_current for stage in stages(practice)] == [True, False, False]
    assert not is_begun(practice)
    write(practice, "\n\n先坐下来。")
    assert done(practice) == [], "a paragraph is no list"
    page = signed_in(practice.practice_of).get(f"/admin/articles/article/{practice.pk}/change/").text
    assert "还没有变成列表" in page
    write(practice, "\n\n- ")
    assert done(practice) == [], "a list that says nothing"
    write(practice, "\n\n- 先坐下来。")
    assert done(practice) == ["write"]
    put_right(practice)
    assert done(practice) == ["write", "reading"]
    assert [stage.is_current for stage in stages(practice)] == [False, False, True]


def test_they_can_be_done_in_any_order():
    practice = begin(make_member("作者"))
    put_right(practice)
    assert done(practice) == ["reading"]
    assert next(stage.name for stage in stages(practice) if stage.is_current) == "write"


def test_without_the_sentence_there_is_a_way_out():
    author = make_member("作者")
    practice = begin(author)
    save_draft(article=practice, words=Words("题", "摘要。", "- 先坐下来。"), by=author)
    page = signed_in(author).get(f"/admin/articles/article/{practice.pk}/change/").text
    assert "重新开始”" in page
    assert done(practice) == ["write"]


def test_the_form_leads_from_step_to_step_and_in_the_end_nothing_is_left():
    author = make_member("作者")
    client = signed_in(author)
    address = client.post(WELCOME, {"answer": "begin"}).url
    page = client.get(address)
    assert "练习：第 1 步，共 3 步" in page.text
    practice = practice_of(author)
    form = {name: getattr(practice.draft, name) for name in ("title", "summary", "markdown")}
    form |= {"markdown": form["markdown"] + "\n\n- 先坐下来。", "seen": practice.draft.stamp}
    assert "练习：第 2 步" in client.post(address, {**form, "_continue": "1"}, follow=True).text
    assert Welcome.objects.get().step == 1
    readings = f"/admin/articles/article/{practice.pk}/readings/"
    place = doubts_of(practice.draft)[0]
    chosen = {"field": "markdown", "start": place.origin.start, "reading": prepared.RIGHT, "seen": practice.draft.stamp}
    assert "练习：第 3 步" in client.post(readings, {**chosen, "scope": "site"}, follow=True).text
    assert Welcome.objects.get().step == 2
    form |= {"markdown": practice.draft.markdown, "seen": practice.draft.stamp}
    answer = client.post(address, {**form, "_submit": "1"}, follow=True)
    assert answer.request["PATH_INFO"] == WELCOME
    assert "祝贺您，通过审核" in answer.text
    assert welcome_of(author).answer == "done"
    assert Article.everything.count() == Edition.objects.count() == 0
    assert not Act.objects.exists()
    assert not LogEntry.objects.exists()
    # Sent once more it finds nothing to do.
    assert client.post(address, {**form, "_submit": "1"}).status_code == 302
    assert Article.everything.count() == 0


def test_handed_in_too_early_it_says_what_is_to_be_done():
    author = make_member("作者")
    practice = begin(author)
    write(practice)
    with pytest.raises(PublishingRefused, match="练习还差：改一个读音"):
        hand_in(practice, author)
    put_right(practice)
    draft = practice.draft
    save_draft(article=practice, words=Words(draft.title, "", draft.markdown), by=author)
    with pytest.raises(PublishingRefused, match="还没有写摘要"):
        hand_in(practice, author)
    assert practice_of(author) == practice


# Nobody else meets it


ADDRESSES = {
    # address: (its own person, a superuser), by GET
    "change/": (200, 200),
    "history/": (200, 200),
    "readings/": (200, 200),
    "compare/": (200, 200),
    "editions/1/": (200, 200),
    "editions/1/restore/": (200, 403),
    "delete/": (403, 403),
    **{f"editions/1/{name}/": (403, 403) for name in TRANSITIONS},
}
SENT = {
    "preview/": (200, 403),
    "preview/sentences/": (200, 403),
    "preview/syllable/": (200, 403),
    "presence/": (404, 404),
    "change/": (302, 403),
    "readings/": (302, 403),
    "editions/1/links/": (302, 403),
    "editions/1/restore/": (200, 403),
    "unbin/": (404, 404),
    **{f"editions/1/{name}/": (403, 403) for name in TRANSITIONS},
}


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_its_person_and_superusers_can_open_it(method):
    author = make_member("作者")
    practice = begin(author)
    form = {name: getattr(practice.draft, name) for name in ("title", "summary", "markdown")}
    sent = {**form, "seen": practice.draft.stamp}
    table = ADDRESSES if method == "get" else SENT
    own, above, other = (signed_in(person) for person in (author, make_superuser(), make_editor()))
    for address, expected in table.items():
        at = f"/admin/articles/article/{practice.pk}/{address}"
        got = tuple(getattr(client, method)(at, sent).status_code for client in (own, above))
        assert got == expected, address
        # As if there were none: 404, or the admin's way back to its first page.
        refused = getattr(other, method)(at, sent)
        assert refused.status_code == 404 or (refused.status_code, refused.url) == (302, "/admin/"), address
    assert Edition.objects.get().state == "draft"
    assert practice_of(author) == practice


def test_no_list_page_or_search_shows_it():
    author, superuser = make_member("作者"), make_superuser()
    practice = begin(author)
    title, slug = practice.draft.title, practice.slug
    desk = ["", "?q=练习", f"?q={slug}", "?state=draft", "?author=me", "?state=never"]
    addresses = [
        *(f"/admin/articles/article/{query}" for query in desk),
        "/admin/articles/article/bin/", "/admin/articles/act/", "/", "/sitemap-articles.xml", "/search/?q=头晕",
    ]  # fmt: skip
    for client in (signed_in(author), signed_in(superuser), signed_in(make_member("审核者"))):
        for address in addresses:
            page = client.get(address)
            text = b"".join(page).decode() if page.streaming else page.text
            assert title not in text, address
            assert f"/{practice.pk}/change/" not in text, address
            assert slug not in text or slug in address, address
    assert Client().get(practice.get_absolute_url()).status_code == 404
    assert not find(Article.objects.all(), "lianxi").exists()


@pytest.mark.parametrize("person", ["author", "reviewer", "publisher", "superuser"])
def test_nothing_at_the_desk_counts_it(person):
    by = make(person)
    begin(by)
    begin(make_member("作者"))
    assert sum(heap.count for heap in heaps(by)) == 0


@pytest.mark.parametrize("name", TRANSITIONS)
def test_it_goes_nowhere(name):
    author = make_member("作者")
    edition = begin(author).draft
    transition = TRANSITIONS[name]
    for person in (author, make_superuser(), make_editor(), None):
        assert not is_permitted(person, transition, edition.article)
        [reason] = reasons_against(person, transition, edition, timezone.now())
        assert "这是练习" in reason


def test_the_site_itself_cannot_publish_submit_or_throw_it_away():
    author = make_member("作者")
    practice = begin(author)
    for act in (
        lambda: submit(edition=practice.draft),
        lambda: publish_unreviewed(edition=practice.draft, reason="试验"),
        lambda: put_into_bin(article=practice),
    ):
        with pytest.raises(PublishingRefused, match="这是练习"):
            act()


def test_it_is_not_exported_and_not_read_again():
    practice = begin(make_member("作者"))
    make_draft(markdown="他又转了几圈。")
    packed = b"".join(export(Article.objects.all()))
    assert len(zipfile.ZipFile(io.BytesIO(packed)).namelist()) == 1
    assert practice.pk not in everything_used()
    assert practice.pk not in articles_with(["几圈"])
    change_lexicon(prescribe=[Prescription("几圈", "jǐ quān")])
    assert not WaitingArticle.objects.filter(article=practice.pk).exists()


def test_bulk_actions_do_not_reach_it():
    author = make_editor()
    practice = begin(author)
    for action in ("submit_all", "publish_all", "export_all"):
        sent = {"action": action, "_selected_action": [practice.pk]}
        signed_in(author).post("/admin/articles/article/", sent, follow=True)
    assert Edition.objects.get().state == "draft"


def test_an_import_with_its_address_does_not_change_it():
    author = make_editor()
    practice = begin(author)
    stamp = practice.draft.stamp
    from site_app.articles.exchange.plan import _article
    from site_app.documents import Document

    assert _article(Document(key="a.md", title="题", summary="", body="文。", slug=practice.slug)) is None
    assert practice.draft.stamp == stamp


def test_what_is_restored_in_it_is_not_written_down():
    author = make_member("作者")
    practice = begin(author)
    first = practice.draft
    save_draft(article=practice, words=Words("别的", "摘要。", "文。"), by=author, seen="", set_aside=True)
    restore(edition=Edition.objects.get(pk=first.pk), by=author, seen=practice.draft.stamp)
    assert not Act.objects.exists()


def test_it_goes_with_its_account_which_a_superuser_can_delete():
    author = make_member("作者")
    practice = begin(author)
    put_off(author)
    address = reverse("admin:auth_user_delete", args=[author.pk])
    assert signed_in(make_superuser()).post(address, {"post": "yes"}).status_code == 302
    assert not Article.everything.filter(pk=practice.pk).exists()
    assert not Welcome.objects.exists()


def test_who_may_edit_it():
    author = make_member("作者")
    practice = begin(author)
    assert may_edit(author, practice)
    assert not may_edit(make_superuser(), practice)
    author.groups.clear()
    assert not may_edit(type(author).objects.get(pk=author.pk), practice)


def test_asked_again_only_after_a_later_sign_in():
    author = make_member("作者")
    welcome = Welcome(account=author, answer="put_off", answered_at=timezone.now())
    assert not welcome.is_to_be_asked
    author.last_login = timezone.now() + timedelta(minutes=1)
    assert welcome.is_to_be_asked


def test_in_english_it_is_english():
    author = make_member("作者")
    client = Client(headers={"accept-language": "en"})
    client.force_login(author)
    assert "First time here?" in client.get("/admin/").text
    address = client.post(WELCOME, {"answer": "begin"}).url
    assert "Practice: step 1 of 3" in client.get(address).text
