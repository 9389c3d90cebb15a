"""Can a reader say whether an article is useful, without a cookie, and can a program not?"""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from site_app.articles.publishing import withdraw
from site_app.pages import feedback, form_guard
from site_app.pages.models import Feedback
from tests.articles.people import PEOPLE, make
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch):
    monkeypatch.setattr(form_guard, "SHORTEST", -1)


@pytest.fixture
def reader() -> Client:
    """As a browser is: CSRF is enforced where the site enforces it."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def address() -> str:
    return f"{make_article().get_absolute_url()}feedback/"


def filled(reader, address: str, **changes: str) -> dict[str, str]:
    token = re.findall(r'name="token" value="([^"]+)"', reader.get(address).text)
    return {"token": token[0], "view": "ruby", "useful": "yes", "words": "", "website": "", **changes}


def send(reader, address: str, headers: dict[str, str] | None = None, **changes: str):
    return reader.post(
        address, filled(reader, address, **changes), headers=FROM_HERE if headers is None else headers, secure=False
    )


def test_an_answer_arrives_with_the_article_and_nothing_about_the_reader(reader, address):
    response = send(reader, address, useful="no", words="第二段\n看不懂")
    assert response.status_code == 200
    assert "收到了，谢谢" in response.text
    (answer,) = Feedback.objects.all()
    assert (answer.useful, answer.words, answer.view) == (False, "第二段 看不懂", "ruby")
    assert answer.edition == answer.article.live_edition
    assert {field.name for field in Feedback._meta.get_fields()} == {
        *("id", "article", "edition", "view", "useful", "words", "created_at", "done_at", "done_by"),
    }


def test_it_takes_no_cookie_and_is_not_kept_by_caches(reader, address):
    page = reader.get(f"{address}?useful=no&view=pinyin")
    assert not page.cookies
    assert "no-store" in page["Cache-Control"]
    assert re.search(r'value="no"[^>]*checked', page.text)
    assert 'name="view" value="pinyin"' in page.text
    assert not send(reader, address).cookies


def test_the_foot_of_an_article_leads_there(reader):
    article = make_article()
    html = reader.get(f"{article.get_absolute_url()}ruby/").text
    assert f'href="{article.get_absolute_url()}feedback/?useful=yes&amp;view=ruby"' in html


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.evil.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    ],
)
def test_a_form_of_another_site_is_refused(reader, address, headers):
    response = send(reader, address, headers=headers)
    assert response.status_code == 403
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("headers", [{"Origin": "http://testserver"}, {"Origin": "https://testserver"}, FROM_HERE])
def test_a_form_of_this_site_is_taken(reader, address, headers):
    assert send(reader, address, headers=headers).status_code == 200
    assert Feedback.objects.count() == 1


def test_a_program_that_fills_every_field_is_thanked_and_forgotten(reader, address):
    assert "谢谢" in send(reader, address, website="https://spam.example").text
    assert not Feedback.objects.exists()


def test_a_form_that_is_sent_twice_counts_once(reader, address):
    form = filled(reader, address)
    for _ in range(2):
        assert "谢谢" in reader.post(address, form, headers=FROM_HERE).text
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "é"])
def test_a_made_up_token_is_refused_and_nothing_typed_is_lost(reader, address, token):
    response = send(reader, address, token=token, words="我写的 <b>")
    assert response.status_code == 429
    assert "我写的 &lt;b&gt;" in response.text
    assert not Feedback.objects.exists()


def test_the_token_of_another_article_is_refused(reader, address):
    other = f"{make_article(title='别的').get_absolute_url()}feedback/"
    assert send(reader, address, token=filled(reader, other)["token"]).status_code == 429
    assert not Feedback.objects.exists()


def test_what_is_sent_too_soon_or_too_late_may_be_sent_again(reader, address, monkeypatch):
    monkeypatch.setattr(form_guard, "SHORTEST", 3)
    assert "太快了" in send(reader, address, words="留着").text
    monkeypatch.setattr(form_guard, "SHORTEST", -1)
    monkeypatch.setattr(form_guard, "LONGEST", -1)
    late = send(reader, address, words="留着")
    assert (late.status_code, "打开得太久" in late.text, "留着" in late.text) == (429, True, True)
    assert not Feedback.objects.exists()


def test_one_address_may_send_a_few_in_an_hour(reader, address, monkeypatch):
    monkeypatch.setattr(form_guard, "MOST_IN_AN_HOUR", 2)
    answers = [send(reader, address) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 3601
    assert Feedback.objects.count() == 2
    elsewhere = reader.post(address, filled(reader, address), headers=FROM_HERE, REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 200


def test_addresses_of_one_household_are_one_sender(reader, address, monkeypatch):
    monkeypatch.setattr(form_guard, "MOST_IN_AN_HOUR", 1)
    answers = [
        reader.post(address, filled(reader, address), headers=FROM_HERE, REMOTE_ADDR=f"2001:db8::{number}")
        for number in (1, 2)
    ]
    assert [answer.status_code for answer in answers] == [200, 429]


def test_behind_a_proxy_the_sender_is_whom_the_proxy_names_last(reader, address, monkeypatch, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    monkeypatch.setattr(form_guard, "MOST_IN_AN_HOUR", 1)
    codes = [
        send(reader, address, headers={**FROM_HERE, "X-Forwarded-For": chain}).status_code
        for chain in ("1.1.1.1, 198.51.100.7", "2.2.2.2, 198.51.100.7", "1.1.1.1, 198.51.100.8")
    ]
    assert codes == [200, 429, 200]


def test_no_address_can_be_read_from_what_is_kept(reader, address, settings):
    send(reader, address)
    kept = b"".join(file.read_bytes() for file in (settings.DATA_DIR / "forms").iterdir())
    assert kept
    assert b"127.0.0.1" not in kept
    assert caches["forms"].get("sender-127.0.0.1") is None


def test_a_day_has_room_for_so_many(reader, address, monkeypatch):
    monkeypatch.setattr(feedback, "MOST_IN_A_DAY", 1)
    assert [send(reader, address).status_code for _ in range(2)] == [200, 429]
    Feedback.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    assert send(reader, address).status_code == 200


@pytest.mark.parametrize("changes", [{"useful": ""}, {"useful": "maybe"}, {"words": "字" * 501}])
def test_what_is_missing_or_too_long_is_said_beside_the_field(reader, address, changes):
    response = send(reader, address, **changes)
    assert response.status_code == 422
    assert 'class="refusal"' in response.text
    assert not Feedback.objects.exists()


def test_characters_that_no_text_holds_are_refused(reader, address):
    assert send(reader, address, words="甲\x00乙").status_code == 422


def test_only_live_articles_are_spoken_of(reader):
    draft = make_draft(title="草稿文").article
    gone = withdraw(article=make_article(title="乙文"), reason="有误").article
    for slug in (draft.slug, gone.slug, "mei-you"):
        assert reader.get(f"/articles/{slug}/feedback/").status_code == 404
        assert reader.post(f"/articles/{slug}/feedback/", {}, headers=FROM_HERE).status_code == 404


DESK = "/admin/pages/feedback/"
MEMBERS = {"author", "reviewer", "publisher", "superuser"}
WRITERS = {"author", "publisher", "superuser"}


def said(**changes) -> Feedback:
    edition = make_article(title="脑梗是什么").live_edition
    answer = {"edition": edition, "view": "hanzi", "useful": False, "words": "看不懂 <script>", **changes}
    return feedback.take_down(**answer)


@pytest.mark.parametrize("person", PEOPLE)
def test_who_reads_what_readers_say(client, person):
    said()
    if person != "anonymous":
        client.force_login(make(person))
    response = client.get(DESK)
    assert (response.status_code == 200) == (person in MEMBERS)
    if person in MEMBERS:
        assert "看不懂 &lt;script&gt;" in response.text
        assert "每篇文章的回答" in response.text
    assert client.get(f"{DESK}add/").status_code != 200


@pytest.mark.parametrize("person", PEOPLE)
def test_who_lays_aside_what_readers_say(client, person):
    answer = said()
    if person != "anonymous":
        client.force_login(make(person))
    client.post(DESK, {"action": "lay_aside", "_selected_action": [answer.pk]})
    answer.refresh_from_db()
    assert (answer.done_at is not None) == (person in WRITERS)
    if person in WRITERS:
        assert answer.done_by
        client.post(DESK, {"action": "take_up_again", "_selected_action": [answer.pk]})
        answer.refresh_from_db()
        assert (answer.done_at, answer.done_by) == (None, None)


def test_the_list_is_filtered_and_found_by_words(client):
    said(words="一")
    said(words="", useful=True)
    client.force_login(make("publisher"))

    def count(query: str) -> int:
        return client.get(f"{DESK}?{query}").context["cl"].result_count

    found = [count(query) for query in ("", "words=yes", "useful__exact=1", "done=yes", "done=no", "q=一", "q=naogeng")]
    assert found == [2, 1, 1, 0, 2, 1, 2]


def test_what_the_list_costs_does_not_grow(client):
    client.force_login(make("publisher"))
    costs = []
    for _ in range(2):
        said()
        said()
        client.get(DESK)
        with CaptureQueriesContext(connection) as queries:
            client.get(DESK)
        costs.append(len(queries))
    assert costs[0] == costs[1]
