"""Who gets in at which of the desk's addresses, and who is turned away?"""

from typing import Any

import pytest
from django.test import Client

from site_app.articles.bin import put_into_bin
from site_app.articles.drafting import save_draft
from site_app.articles.models import Act, Article, Edition
from site_app.articles.publishing import submit
from site_app.articles.workflow import TRANSITIONS
from tests.articles.people import PEOPLE, make
from tests.factories import make_draft, make_edition_in, make_member, make_person, make_picture, make_upload, make_words

pytestmark = pytest.mark.django_db

DESK = "/admin/articles/"
WRITERS = {"author", "publisher", "superuser"}
PUBLISHERS = {"publisher", "superuser"}
MEMBERS = {"author", "reviewer", "publisher", "superuser"}
REVIEWERS = {"reviewer", "superuser"}
NOBODY: set[str] = set()

LOOK = {
    # address: (with somebody else's article, with their own)
    "article/": (MEMBERS, MEMBERS),
    "article/add/": (WRITERS, WRITERS),
    "article/{pk}/change/": (MEMBERS, MEMBERS),
    "article/{pk}/history/": (MEMBERS, MEMBERS),
    "article/import/": (WRITERS, WRITERS),
    "article/welcome/": (WRITERS, WRITERS),
    "article/bin/": (PUBLISHERS, PUBLISHERS),
    "article/{pk}/delete/": (PUBLISHERS, PUBLISHERS),
    "article/{binned}/erase/": ({"superuser"}, {"superuser"}),
    "article/{pk}/readings/": (MEMBERS, MEMBERS),
    "article/{pk}/compare/": (MEMBERS, MEMBERS),
    "article/{pk}/compare/?before=1&after=1": (MEMBERS, MEMBERS),
    "article/{pk}/editions/1/": (MEMBERS, MEMBERS),
    "article/{pk}/editions/1/restore/": (PUBLISHERS, WRITERS),
    "article/{pk}/editions/1/submit/": (PUBLISHERS, WRITERS),
    "article/{pk}/editions/1/take_back/": (PUBLISHERS, WRITERS),
    "article/{pk}/editions/1/request_changes/": (REVIEWERS, REVIEWERS),
    "article/{pk}/editions/1/approve/": (REVIEWERS, REVIEWERS),
    "article/{pk}/editions/1/schedule/": (PUBLISHERS, PUBLISHERS),
    "article/{pk}/editions/1/unschedule/": (PUBLISHERS, PUBLISHERS),
    "article/{pk}/editions/1/publish/": (PUBLISHERS, PUBLISHERS),
    "article/{pk}/editions/1/publish_unreviewed/": (PUBLISHERS, PUBLISHERS),
    "article/{pk}/editions/1/withdraw/": (PUBLISHERS, PUBLISHERS),
    "person/": (MEMBERS, MEMBERS),
    "person/add/": (PUBLISHERS, PUBLISHERS),
    "act/": (MEMBERS, MEMBERS),
    "act/add/": (NOBODY, NOBODY),
    "act/{act}/delete/": (NOBODY, NOBODY),
    "series/add/": (PUBLISHERS, PUBLISHERS),
    "tag/add/": (PUBLISHERS, PUBLISHERS),
    "lexiconentry/several/": (PUBLISHERS, PUBLISHERS),
    "rereading/": (MEMBERS, MEMBERS),
    "rereading/add/": (NOBODY, NOBODY),
    "lexiconentry/add/": (PUBLISHERS, PUBLISHERS),
    "image/add/": (WRITERS, WRITERS),
}


def test_the_table_speaks_of_every_transition():
    assert {f"article/{{pk}}/editions/1/{name}/" for name in TRANSITIONS} <= LOOK.keys()


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("person", PEOPLE)
def test_who_sees_which_page(person, own):
    client, by = signed_in(person)
    edition = submit(edition=make_draft(by=by if own and person != "anonymous" else make_member("作者")))
    act = Act.objects.get()
    binned = make_draft().article
    put_into_bin(article=binned)
    ids = {"pk": edition.article_id, "act": act.pk, "binned": binned.pk}
    seen = {address: client.get(DESK + address.format(**ids)).status_code for address in LOOK}
    refused = 302 if person == "anonymous" else 403
    assert seen == {address: 200 if person in who[own] else refused for address, who in LOOK.items()}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("name", TRANSITIONS)
def test_whoever_does_not_see_the_page_cannot_send_it(name, person):
    edition = submit(edition=make_draft(by=make_member("作者")))
    address = f"article/{{pk}}/editions/1/{name}/"
    if person in LOOK[address][False]:
        assert signed_in(person)[0].post(DESK + address.format(pk=edition.article_id)).status_code == 200
    else:
        client, _ = signed_in(person)
        assert client.post(DESK + address.format(pk=edition.article_id), {"seen": edition.stamp}).status_code in (
            302,
            403,
        )
    assert Edition.objects.get().state == "in_review"


@pytest.mark.parametrize(
    ("person", "own", "status"),
    [
        ("anonymous", False, 302),
        ("nobody", False, 403),
        ("author", False, 403),
        ("author", True, 302),
        ("reviewer", False, 403),
        ("reviewer", True, 403),
        ("publisher", False, 302),
        ("superuser", False, 302),
    ],
)
def test_who_may_save_an_article(person, own, status):
    client, by = signed_in(person)
    article = make_draft(by=by if own else make_member("作者")).article
    edition = article.draft
    form = {"title": "改过", "summary": "摘要。", "markdown": "正文。", "slug": article.slug, "position": 0}
    response = client.post(f"{DESK}article/{article.pk}/change/", {**form, "seen": edition.stamp, "_continue": "1"})
    assert response.status_code == status
    is_saved = status == 302 and person != "anonymous"
    assert Edition.objects.get(pk=edition.pk).title == ("改过" if is_saved else "脑梗是什么")


SEND = {
    # address: (with somebody else's article, with their own, the status when it is done)
    "article/{pk}/presence/": (PUBLISHERS, WRITERS, 200),
    "article/{pk}/readings/": (PUBLISHERS, WRITERS, 302),
    "article/{pk}/preview/": (PUBLISHERS, WRITERS, 200),
    "article/{pk}/preview/sentences/": (PUBLISHERS, WRITERS, 200),
    "article/{pk}/preview/syllable/": (PUBLISHERS, WRITERS, 200),
    "article/{pk}/editions/1/restore/": (PUBLISHERS, WRITERS, 302),
    "article/{pk}/delete/": (PUBLISHERS, PUBLISHERS, 302),
    "article/{binned}/unbin/": (PUBLISHERS, PUBLISHERS, 302),
    "article/{binned}/erase/": ({"superuser"}, {"superuser"}, 302),
}


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("address", SEND)
def test_who_may_send_what(address, person, own):
    client, by = signed_in(person)
    author = by if own and person != "anonymous" else make_member("作者")
    article, binned = make_draft(by=author).article, make_draft(by=author).article
    save_draft(article=article, words=make_words(title="改过"), by=author, seen="", set_aside=True)
    put_into_bin(article=binned)
    before = everything_about(article, binned)
    sent = client.post(DESK + address.format(pk=article.pk, binned=binned.pk), {"seen": article.draft.stamp})
    others, owners, done = SEND[address]
    may = person in (owners if own else others)
    assert sent.status_code == (done if may else 302 if person == "anonymous" else 403)
    is_changed = everything_about(article, binned) != before
    assert is_changed == (may and not any(page in address for page in ("presence", "readings", "preview")))


def everything_about(*articles: Article) -> list[Any]:
    pks = [article.pk for article in articles]
    kept = Article.everything.filter(pk__in=pks).order_by("pk").values_list("pk", "binned_at")
    return [*kept, *Edition.objects.filter(article__in=pks).order_by("pk").values_list("pk", "state", "title")]


@pytest.mark.parametrize("address", ["{pk}/presence/", "{pk}/unbin/", "{pk}/preview/", "{pk}/preview/syllable/"])
def test_what_changes_something_is_not_done_by_looking(address):
    client, _ = signed_in("superuser")
    assert client.get(f"{DESK}article/{address.format(pk=make_draft().article_id)}").status_code == 405


@pytest.mark.parametrize(
    "address",
    ["presence/", "readings/", "preview/", "compare/", "editions/1/", "editions/1/restore/", "delete/"],
)
def test_nothing_is_found_at_an_article_in_the_bin(address):
    client, _ = signed_in("superuser")
    article = make_draft().article
    put_into_bin(article=article)
    assert client.post(f"{DESK}article/{article.pk}/{address}").status_code == 404


@pytest.mark.parametrize("address", ["unbin/", "erase/"])
def test_only_what_is_in_the_bin_comes_out_of_it(address):
    client, _ = signed_in("superuser")
    article = make_draft().article
    assert client.post(f"{DESK}article/{article.pk}/{address}").status_code == 404
    assert Article.objects.get() == article


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(
    "address", [f"/admin/markdown/{name}/" for name in ("preview", "image", "reading", "readings", "difference")]
)
def test_who_may_ask_for_the_editor(address, person, media_root):
    client, _ = signed_in(person)
    sent = {"content": "脑梗", "offset": 0, "image": make_upload(make_picture())}
    expected = 200 if person in WRITERS else 401 if person == "anonymous" else 403
    assert client.post(address, sent).status_code == expected


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_see_what_files_would_do(person, settings, tmp_path):
    settings.INTAKE_ROOT = tmp_path
    client, _ = signed_in(person)
    sent = client.post(f"{DESK}article/import/", {"files": make_upload("# 题\n\n文。".encode(), "a.md")})
    assert sent.status_code == (302 if person in {*WRITERS, "anonymous"} else 403)
    assert any(tmp_path.rglob("contents.json")) == (person in WRITERS)
    # Without the permission there is not even a look at whether there is such an upload.
    looked = client.get(f"{DESK}article/import/{'a' * 22}/")
    assert looked.status_code == (302 if person in {*WRITERS, "anonymous"} else 403)


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("address", ["add/preview/", "add/preview/sentences/", "add/preview/syllable/"])
def test_who_may_preview_what_is_new(address, person):
    client, _ = signed_in(person)
    expected = 200 if person in WRITERS else 302 if person == "anonymous" else 403
    assert client.post(f"{DESK}article/{address}", {"markdown": "脑梗"}).status_code == expected


@pytest.mark.parametrize("page", ["editions/1/", "editions/1/withdraw/"])
def test_an_edition_of_another_article_is_not_found(page):
    client, _ = signed_in("superuser")
    make_edition_in("published")
    other = make_draft().article
    Edition.objects.filter(article=other).update(number=2)
    assert client.get(f"{DESK}article/{other.pk}/{page}").status_code == 404
    assert client.get(f"{DESK}article/999/{page}").status_code == 404


def test_an_unknown_transition_is_not_found():
    client, _ = signed_in("superuser")
    article = make_draft().article
    assert client.get(f"{DESK}article/{article.pk}/editions/1/explode/").status_code == 404


@pytest.mark.parametrize(
    ("person", "actions"),
    [
        ("author", {"submit_all", "export_all"}),
        ("reviewer", {"export_all"}),
        ("publisher", {"submit_all", "publish_all", "export_all"}),
    ],
)
def test_which_bulk_actions_are_offered(person, actions):
    client, _ = signed_in(person)
    make_draft()
    page = client.get(f"{DESK}article/").text
    assert {
        name for name in ("submit_all", "publish_all", "export_all", "delete_selected") if f'value="{name}"' in page
    } == actions


def test_only_a_superuser_ties_a_profile_to_an_account():
    me = make_member("发布者")
    person = make_person()
    client = Client()
    client.force_login(me)
    form = {"name": "李医生", "qualification": "", "organisation": "", "is_public": "on", "user": me.pk}
    client.post(f"{DESK}person/{person.pk}/change/", form)
    person.refresh_from_db()
    assert person.user is None
    signed_in("superuser")[0].post(f"{DESK}person/{person.pk}/change/", form)
    person.refresh_from_db()
    assert person.user == me


def test_a_profile_that_an_edition_names_cannot_be_deleted():
    client, _ = signed_in("superuser")
    person = make_person()
    make_draft(written_by=person)
    page = client.post(f"{DESK}person/{person.pk}/delete/", {"post": "yes"})
    assert page.status_code == 200
    assert Article.objects.get().draft.written_by == person


def signed_in(person: str) -> tuple[Client, Any]:
    client, by = Client(), make(person)
    if person != "anonymous":
        client.force_login(by)
    return client, by
