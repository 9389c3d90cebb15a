"""Are an edition's links looked up when somebody asks, within bounds, and the answers kept?"""

from datetime import datetime, timedelta
from threading import Event

import pytest
from django.test import Client
from django.utils import timezone

from site_app.articles import link_checking
from site_app.articles.link_checking import MAX_LINKS, NotNow, check_links, external_addresses
from site_app.articles.link_fetching import Answer
from site_app.articles.models import CheckedLink, Reference
from tests.articles.people import PEOPLE, make
from tests.factories import make_draft, make_editor, make_member

pytestmark = pytest.mark.django_db

TWO = "[甲](https://a.example/)，[乙](https://b.example/)，[再](https://a.example/)，[内](/about/)。"


def answer(address: str) -> Answer:
    return Answer("404", True) if "b.example" in address else Answer("200", False)


def later() -> datetime:
    return timezone.now() + timedelta(minutes=2)


def address_of(edition) -> str:
    return f"/admin/articles/article/{edition.article_id}/editions/{edition.number}/links/"


def kept(edition) -> list[tuple[str, str, bool]]:
    return list(edition.checked_links.values_list("address", "status", "is_broken"))


def test_links_of_the_text_and_of_its_sources_are_asked_once_each():
    source = Reference("a", "标题", address="https://source.example/")
    assert external_addresses(make_draft(markdown=TWO, references=(source,))) == [
        "https://a.example/",
        "https://b.example/",
        "https://source.example/",
    ]


def test_the_answers_are_kept():
    edition = make_draft(markdown=TWO)
    check_links(edition, ask=answer)
    assert kept(edition) == [("https://a.example/", "200", False), ("https://b.example/", "404", True)]


def test_new_answers_take_the_place_of_the_former():
    edition = make_draft(markdown=TWO)
    check_links(edition, ask=answer)
    check_links(edition, ask=lambda _address: Answer("200", False), now=later())
    assert {status for _address, status, _is_broken in kept(edition)} == {"200"}
    assert len(kept(edition)) == 2


def test_no_more_than_fifty_are_asked():
    edition = make_draft(markdown=" ".join(f"[甲](https://a.example/{number})" for number in range(60)))
    assert len(check_links(edition, ask=answer)) == MAX_LINKS


def test_the_same_edition_is_not_asked_twice_within_a_minute():
    edition = make_draft(markdown=TWO)
    check_links(edition, ask=answer)
    with pytest.raises(NotNow, match="刚检查过"):
        check_links(edition, ask=answer)
    assert len(kept(edition)) == 2


def test_one_check_runs_at_a_time():
    edition, other = make_draft(markdown=TWO), make_draft(markdown=TWO)
    CheckedLink.objects.create(edition=other, address="https://c.example/", checked_at=timezone.now())
    with pytest.raises(NotNow, match="正在检查"):
        check_links(edition, ask=answer)
    check_links(edition, ask=answer, now=later())
    assert len(kept(edition)) == 2


def test_what_has_not_answered_when_the_time_is_over_is_not_called_broken(monkeypatch):
    monkeypatch.setattr(link_checking, "MAX_SECONDS", 0.2)
    edition, released = make_draft(markdown=TWO), Event()

    def stubborn(address: str) -> Answer:
        if "b.example" in address:
            released.wait(60)
        return answer(address)

    check_links(edition, ask=stubborn)
    released.set()
    assert kept(edition)[1] == ("https://b.example/", "时间到了，没有查", False)


def test_one_that_fails_spoils_no_other():
    def failing(address: str) -> Answer:
        if "a.example" in address:
            raise RuntimeError("no net today")
        return answer(address)

    edition = make_draft(markdown=TWO)
    check_links(edition, ask=failing)
    assert kept(edition)[1] == ("https://b.example/", "404", True)


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_ask(person, own):
    client, by = Client(), make(person)
    if person != "anonymous":
        client.force_login(by)
    edition = make_draft(by=by if own and person != "anonymous" else make_member("作者"))
    allowed = {"publisher", "superuser", *(["author"] if own else [])}
    response = client.post(address_of(edition))
    if person in allowed:
        assert response.url.endswith(f"/{edition.article_id}/editions/1/")
    else:
        assert response.status_code == (302 if person == "anonymous" else 403)
        assert person != "anonymous" or "/login/" in response.url


def test_looking_at_the_address_asks_nothing():
    client = Client()
    client.force_login(make_editor())
    edition = make_draft(markdown="[甲](http://127.0.0.1:9/)")
    assert client.get(address_of(edition)).status_code == 405
    assert kept(edition) == []


def test_the_edition_shows_what_came_of_it():
    client = Client()
    client.force_login(make_editor())
    edition = make_draft(markdown="[甲](http://127.0.0.1:9/)")
    page = client.post(address_of(edition), follow=True)
    assert "查了1个外部链接，打不开的有1个。" in page.text
    assert kept(edition) == [("http://127.0.0.1:9/", "不是公开的网址，没有检查", True)]
    assert page.text.count("不是公开的网址，没有检查") == 2
    assert "刚检查过" in client.post(address_of(edition), follow=True).text
