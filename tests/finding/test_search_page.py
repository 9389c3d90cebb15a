"""What does a reader see who looks for something, whatever they type?"""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from site_app.articles.models import Edition
from site_app.finding.indexing import index
from tests.factories import make_article, make_lexicon_entry, make_tag

pytestmark = pytest.mark.django_db

HOSTILE = [
    "%",
    "_%_",
    "' OR 1=1 --",
    "\\",
    "\x00脑梗",
    "\ud800",
    "\udfff脑",
    "\u202e梗脑\u202c",
    "مرحبا بالعالم",
    "(a+)+$" * 30,
    "a" * 10_000,
    "脑" * 10_000,
    "xian" * 2_500,
    "nǎo" * 3_000,
    "a'" * 5_000,
    "n g " * 3_000,
    "🧠" * 3_000,
    "a\u0301\u0302\u0303" * 2_000,
    "<script>alert(1)</script>",
    "\n\r\t",
    "ＣＴ％",
    "ﷺ" * 500,
    "㍿㍻",
]


@pytest.fixture
def article() -> Any:
    found = make_article(
        title="脑梗是什么",
        summary="脑梗是急症。",
        markdown="## 一\n\n第一段。\n\n脑梗来得很快，<b>要马上打120。\n\n第三段说别的。",
        tags=(make_tag("急救"),),
    )
    index([*Edition.objects.live()])
    return found


def page(client: Client, **asked: str) -> str:
    response = client.get("/search/", asked)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("address", ["/search/", "/search/suggestions/"])
@pytest.mark.timeout(120, func_only=True)
def test_whatever_is_typed_gets_an_answer(client: Client, article: Any, typed: str, address: str) -> None:
    typed_as_sent = typed.encode("utf-8", "surrogatepass").decode("latin-1")
    response = client.get(address, {"q": typed_as_sent, "tolerant": "1"})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    response = client.get(address, query_params=None, QUERY_STRING="q=%ED%A0%80&tolerant=1")
    assert response.status_code == 200


@pytest.mark.parametrize("typed", ["\ud800脑梗", "\x00脑梗\x00", "脑\u200b梗"[:1] + "梗", "\u202e脑梗"])
def test_what_cannot_be_seen_is_passed_over(article: Any, typed: str) -> None:
    from site_app.finding.searching import search

    assert search(typed).count == 1


@pytest.mark.parametrize("typed", ["%", "_", "%梗", "脑_"])
def test_wildcards_are_no_wildcards(client: Client, article: Any, typed: str) -> None:
    answer = json.loads(client.get("/search/suggestions/", {"q": typed}).content)
    assert all(typed.strip("%_") in one["text"] for one in answer["suggestions"])


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999", "x", "", "²", "2"])
def test_a_page_that_is_not_there_is_the_nearest(client: Client, article: Any, number: str) -> None:
    assert "脑梗" in page(client, q="脑梗", page=number)


def test_no_cookie_is_set(client: Client, article: Any) -> None:
    for address in ("/search/?q=脑梗", "/search/suggestions/?q=脑", "/a-z/"):
        assert not client.get(address).cookies


def test_only_reading_is_answered(client: Client) -> None:
    for address in ("/search/", "/search/suggestions/", "/a-z/"):
        assert client.post(address).status_code == 405


def test_the_match_is_lit_up_in_title_and_snippet(client: Client, article: Any) -> None:
    html = page(client, q="脑梗")
    assert "<mark>脑梗</mark>是什么" in html
    assert "<mark>脑梗</mark>来得很快" in html or "<mark>脑梗</mark>是急症" in html


def test_pinyin_lights_up_the_pinyin_too(client: Client, article: Any) -> None:
    make_lexicon_entry("脑梗", "nǎo gěng")
    make_article(title="急救", summary="甲。", markdown="脑梗来得很快，要马上打120。")
    index([*Edition.objects.live()])
    assert "<mark>nǎogěng</mark> lái" in page(client, q="naogeng")
    assert "<mark>nǎogěng</mark> lái" not in page(client, q="脑梗")


def test_the_passage_that_says_most_is_shown_with_a_way_to_it(client: Client, article: Any) -> None:
    html = page(client, q="来得很快")
    assert "<mark>来得很快</mark>，" in html
    assert f'href="{article.get_absolute_url()}#s' in html


def test_markup_in_a_text_stays_text(client: Client, article: Any) -> None:
    assert "&lt;b&gt;" in page(client, q="来得很快")


def test_what_was_typed_stands_in_the_box(client: Client, article: Any) -> None:
    assert 'value="&quot;&gt;脑梗"' in page(client, q='">脑梗')


def test_nothing_found_offers_tags_and_the_alphabet(client: Client, article: Any) -> None:
    html = page(client, q="飞机")
    assert "没有找到“飞机”" in html
    assert '<a href="/tags/ji-jiu/">急救</a>' in html
    assert 'href="/a-z/"' in html


def test_a_misspelling_leads_to_what_was_meant(client: Client, article: Any) -> None:
    make_article(title="甲", tags=(make_tag("脑梗"),))
    index([*Edition.objects.live()])
    assert "/search/?q=%E8%84%91%E6%A2%97" in page(client, q="noageng")
    assert "/search/?q=%E8%84%91%E6%A2%97" in page(client, q="脑埂")


def test_similar_sounds_are_offered_where_nothing_was_found(client: Client, article: Any) -> None:
    html = page(client, q="lao gen")
    assert "?q=lao+gen&amp;tolerant=1" in html
    assert "<mark>脑梗</mark>是什么" in page(client, q="lao gen", tolerant="1")


def test_what_holds_a_part_of_the_query_is_called_so(client: Client, article: Any) -> None:
    for number in range(5):
        make_article(title=f"咳嗽{number}", summary="咳嗽。", markdown="咳嗽，要打120。")
    index([*Edition.objects.live()])
    assert "这些只符合一部分" in page(client, q="脑梗能坐飞机吗")


def test_results_come_ten_to_a_page(client: Client) -> None:
    for number in range(12):
        make_article(title=f"咳嗽{number}")
    index([*Edition.objects.live()])
    first, second = page(client, q="咳嗽"), page(client, q="咳嗽", page="2")
    assert first.count("<h3>") == 10
    assert second.count("<h3>") == 2
    assert '<ol class="article-list results" start="11">' in second
    assert 'rel="next" href="?q=%E5%92%B3%E5%97%BD&amp;page=2"' in first


def test_suggestions_are_terms_and_then_articles(client: Client, article: Any) -> None:
    answer = json.loads(client.get("/search/suggestions/", {"q": "ji"}).content)["suggestions"]
    assert answer[0] == {
        "text": "急救",
        "pinyin": "jíjiù",
        "address": "/search/?q=%E6%80%A5%E6%95%91",
        "is_article": False,
    }
    answer = json.loads(client.get("/search/suggestions/", {"q": "ng"}).content)["suggestions"]
    assert [one["address"] for one in answer if one["is_article"]] == [article.get_absolute_url()]


def test_a_public_page_has_the_box(client: Client, article: Any) -> None:
    for address in ("/", "/about/", article.get_absolute_url(), "/tags/ji-jiu/", "/a-z/"):
        assert '<form action="/search/"' in client.get(address).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_results(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_lexicon_entry()
    for number in range(12):
        make_article(title=f"咳嗽{number}")
    index([*Edition.objects.live()])
    with django_assert_max_num_queries(6):
        page(client, q="咳嗽")
