"""Can a reader say which reading looks wrong, and does it reach the readings desk?"""

import re

import pytest
from django.test import Client

from site_app.articles.models import ReadingReport
from site_app.pages import form_guard
from site_app.pages.stored_sentences import sentences_of
from site_app.rendering.render import render, render_line
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch):
    monkeypatch.setattr(form_guard, "SHORTEST", -1)


@pytest.fixture
def reader() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def address() -> str:
    return f"{make_article(title='卒中', markdown='去*银*行，120 人。').get_absolute_url()}reading/"


def send(reader, address: str, headers: dict[str, str] | None = None, **changes: str):
    html = reader.get(f"{address}?s=s1&view=ruby").text
    token = re.findall(r'name="token" value="([^"]+)"', html)[0]
    form = {
        "token": token,
        "view": "ruby",
        "s": "s1",
        "at": "2",
        "suggested": "",
        "remark": "",
        "website": "",
        **changes,
    }
    return reader.post(address, form, headers=FROM_HERE if headers is None else headers)


def test_a_stored_page_tells_which_reading_stands_where():
    found = sentences_of(render_line("卒 中").ruby, render("去*银*行，120 人。\n\n→").ruby)
    assert list(found) == ["s0", "s1"]
    assert found["s1"].text == "去银行，120 人。"
    assert [(one.character, one.position) for one in found["s1"].syllables] == [
        ("去", 0),
        ("银", 1),
        ("行", 2),
        ("人", 7),
    ]
    assert [one.position for one in found["s0"].syllables] == [0, 1]


def test_sentence_then_syllable_then_thanks(reader, address):
    choice = reader.get(f"{address}?view=pinyin").text
    assert 'href="?s=s0&amp;view=pinyin"' in choice
    assert "去银行，120 人。" in choice
    form = reader.get(f"{address}?s=s1&at=2&view=ruby")
    assert re.search(r'value="2" required checked><ruby>行<rt>', form.text)
    assert not form.cookies
    assert "谢谢" in send(reader, address, suggested="xing2", remark="不是这样").text
    (report,) = ReadingReport.objects.all()
    assert (report.character, report.position, report.sentence) == ("行", 2, "去银行，120 人。")
    assert (report.suggested, report.remark, report.view) == ("xing2", "不是这样", "ruby")
    assert report.shown


def test_the_title_can_be_reported(reader, address):
    assert "谢谢" in send(reader, address, s="s0", at="0").text
    assert ReadingReport.objects.get().character == "卒"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"at": ""}, 422),
        ({"at": "x"}, 422),
        ({"at": "-1"}, 422),
        ({"at": "3"}, 429),
        ({"at": "999999"}, 429),
        ({"token": "x"}, 429),
    ],
)
def test_what_no_page_shows_is_refused(reader, address, changes, status):
    assert send(reader, address, **changes).status_code == status
    assert not ReadingReport.objects.exists()


@pytest.mark.parametrize("name", ["s99", "", "<b>", "s1'"])
def test_an_unknown_sentence_leads_back_to_the_choice(reader, address, name):
    assert "哪一句" in send(reader, address, s=name).text
    assert not ReadingReport.objects.exists()


def test_a_form_of_another_site_is_refused(reader, address):
    assert send(reader, address, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not ReadingReport.objects.exists()


def test_a_program_is_thanked_and_forgotten(reader, address):
    assert "谢谢" in send(reader, address, website="x").text
    assert not ReadingReport.objects.exists()


def test_the_token_of_the_other_form_is_refused(reader, address):
    other = reader.get(address.replace("/reading/", "/feedback/")).text
    token = re.findall(r'name="token" value="([^"]+)"', other)[0]
    assert send(reader, address, token=token).status_code == 429


def test_a_draft_has_no_form(reader):
    assert reader.get(f"/articles/{make_draft(title='草稿文').article.slug}/reading/").status_code == 404
