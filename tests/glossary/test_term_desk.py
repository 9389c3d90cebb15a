"""Who may say where a word's page is?"""

from typing import Any

import pytest
from django.test import Client

from site_app.glossary.models import TermPage
from tests.articles.people import PEOPLE, make
from tests.glossary.explained import explain

pytestmark = pytest.mark.django_db
DESK = "/admin/glossary/termpage/"


def signed_in(person: str) -> Client:
    client, by = Client(), make(person)
    if person != "anonymous":
        client.force_login(by)
    return client


@pytest.mark.parametrize("person", PEOPLE)
def test_whoever_may_change_the_lexicon_may(person: str) -> None:
    term = explain()
    client = signed_in(person)
    allowed = person in ("publisher", "superuser")
    refused = 302 if person == "anonymous" else 403
    for address in ("", f"{term.pk}/change/"):
        assert client.get(DESK + address).status_code == (200 if allowed else refused)
    for address in ("add/", f"{term.pk}/delete/"):
        assert client.get(DESK + address).status_code == refused or allowed
    client.post(f"{DESK}{term.pk}/change/", {"slug": "geng"})
    assert TermPage.objects.get().slug == ("geng" if allowed else "nao-geng")


def test_nobody_adds_or_deletes_one_there() -> None:
    term, client = explain(), signed_in("superuser")
    assert [client.get(DESK + address).status_code for address in ("add/", f"{term.pk}/delete/")] == [403, 403]


@pytest.mark.parametrize("slug", ["", "NAO GENG", "gao-xue-ya", "../x", "a" * 81])
def test_an_address_that_cannot_be_is_refused_and_said(slug: str) -> None:
    term, client = explain(), signed_in("superuser")
    explain("高血压", "gāo xuè yā", "血压高。")
    page = client.post(f"{DESK}{term.pk}/change/", {"slug": slug})
    assert page.status_code == 200
    assert "errorlist" in page.text
    term.refresh_from_db()
    assert term.slug == "nao-geng"


def test_what_the_page_says_is_not_written_here() -> None:
    term, client = explain(), signed_in("superuser")
    sent: dict[str, Any] = {"slug": "geng", "plain": "假", "word": "假"}
    client.post(f"{DESK}{term.pk}/change/", sent)
    term.refresh_from_db()
    assert (term.word, term.plain, term.slug) == ("脑梗", "脑血管堵住了。", "geng")
    assert [old.slug for old in term.old_slugs.all()] == ["nao-geng"]
