"""Does the editor say how a word is read where it stands, and refuse what it cannot be read as?"""

import pytest
from django.test import Client

from site_app.articles.reading_here import reading_here, written_reading
from tests.factories import make_editor, make_lexicon_entry

pytestmark = pytest.mark.django_db

READING, DIFFERENCE = "/admin/markdown/reading/", "/admin/markdown/difference/"


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(make_editor())
    return client


@pytest.mark.parametrize(
    ("before", "word", "after", "reading"),
    [
        ("去", "银行", "存钱", "yín háng"),
        ("", "行", "走不便", "xíng"),
        ("去银", "行", "存钱", "háng"),
        ("**{卒中|cù zhòng}**以后", "恢复", "", "huī fù"),
        ("服用", "维生素C", "片", "wéi shēng sù"),
    ],
)
def test_a_word_is_read_as_at_its_place(before, word, after, reading):
    assert reading_here(word, before, after) == reading


def test_the_sites_lexicon_is_asked():
    make_lexicon_entry("卒中", "cù zhòng")
    assert reading_here("卒中", "防", "") == "cù zhòng"


@pytest.mark.parametrize("word", ["", "CT", "123", "，", "字" * 101])
def test_what_cannot_be_read_is_refused(word):
    with pytest.raises(ValueError, match="字"):
        reading_here(word, "", "")


@pytest.mark.parametrize(
    ("word", "reading", "markup"),
    [
        ("卒中", "cu4 zhong4", "{卒中|cù zhòng}"),
        ("卒中", " cùzhòng ", "{卒中|cù zhòng}"),
        ("大夫", "dài fu", "{大夫|dài fu}"),
        ("{卒中|zú zhōng}", "cù zhòng", "{卒中|cù zhòng}"),
        ("维生素C", "wéi shēng sù", "{维生素C|wéi shēng sù}"),
    ],
)
def test_a_reading_is_written_one_way(word, reading, markup):
    assert written_reading(word, reading) == markup


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("卒中", "cù"),
        ("卒中", "xx zz"),
        ("卒中", "cu zhong"),
        ("卒中", "a|b}"),
        ("卒\n中", "cù zhòng"),
        ("**卒**", "cù"),
        ("CT", "cù"),
    ],
)
def test_what_the_word_cannot_be_read_as_is_refused(word, reading):
    with pytest.raises(ValueError, match=r"."):
        written_reading(word, reading)


def test_the_address_answers_with_reading_markup_or_reason(client):
    post = lambda **data: client.post(READING, data).json()  # noqa: E731
    assert post(word="行", before="去银", after="存钱") == {"reading": "háng"}
    assert post(word="卒中", reading="cu4zhong4") == {"markup": "{卒中|cù zhòng}"}
    assert "有2个汉字" in post(word="卒中", reading="cù")["error"]
    assert "没有汉字" in post()["error"]


def test_the_address_shows_what_differs_and_nothing_dangerous(client):
    sent = {"before_markdown": "早治疗。", "after_markdown": "早<script>alert(1)</script>治疗。", "after_title": "题"}
    html = client.post(DIFFERENCE, sent).text
    assert "<ins>" in html
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert client.post(DIFFERENCE, {}).status_code == 200


def test_texts_longer_than_an_edition_are_not_compared(client):
    assert client.post(DIFFERENCE, {"after_markdown": "长" * 200_001}).status_code == 413
