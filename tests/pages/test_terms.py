"""Does a reader learn what a word means?"""

import re

import extruct
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from site_app.articles.lexicon import change_lexicon
from site_app.articles.publishing import withdraw
from site_app.finding.indexing import index
from site_app.glossary.keeping import keep
from site_app.glossary.mentions import note_mentions
from site_app.glossary.slugs import change_slug
from site_app.narration.models import SpokenTerm
from tests.factories import make_article
from tests.glossary.explained import explain

pytestmark = pytest.mark.django_db
NASTY = "</script><script>alert(1)</script>\"'&<!--\u2028"


def said_by(**changes):
    """A live article that is found, and whose words are."""
    article = make_article(**changes)
    index([article.live_edition])
    note_mentions(article.live_edition)
    return article


def test_the_page_says_everything(client):
    explain(gloss="cerebral infarction")
    explain("脑梗死", "nǎo gěng sǐ", "就是脑梗。")
    article = said_by(title="什么是它", markdown="少说两句。它叫脑梗，很急。")
    html = client.get("/terms/nao-geng/").text
    assert "脑血管堵住了。" in html
    assert 'lang="zh-Latn-pinyin">nǎogěng' in html
    assert 'lang="en">cerebral infarction' in html
    assert f'href="{article.get_absolute_url()}#s2"' in html
    assert "它叫<mark>脑梗</mark>，很急。" in html
    assert 'href="/terms/nao-geng-si/"' in html
    assert 'class="emergency"' in html
    assert "告诉编辑部" in html


@pytest.mark.parametrize(("view", "shown"), [("ruby/", "<ruby"), ("pinyin/", "Nǎoxuèguǎn dǔzhùle.")])
def test_it_stands_in_three_views(client, view, shown):
    explain()
    html = client.get(f"/terms/nao-geng/{view}").text
    assert shown in html.split('class="meaning')[1].split("</p>")[0]
    home = "" if view == "ruby/" else view
    assert f'<link rel="canonical" href="http://testserver/terms/nao-geng/{home}">' in html


@pytest.mark.parametrize("view", ["", "ruby/", "pinyin/"])
def test_a_former_address_leads_to_it(client, view):
    change_slug(term=explain(), slug="geng-si")
    response = client.get(f"/terms/nao-geng/{view}")
    assert (response.status_code, response["Location"]) == (301, f"/terms/geng-si/{view}")


@pytest.mark.parametrize("path", ["/terms/mei-you/", "/terms/nao-geng/", "/terms/nao-geng/ruby/", "/terms/geng-si/"])
def test_what_is_not_explained_is_not_there(client, path):
    change_slug(term=explain(), slug="geng-si")
    change_lexicon(remove=["脑梗"])
    keep()
    assert client.get(path).status_code == 404
    assert "geng-si" not in client.get("/terms/").text
    assert "/terms/geng-si/" not in client.get("/sitemap-terms.xml").text


def test_an_article_that_is_gone_is_not_named(client):
    explain()
    withdraw(article=said_by(title="甲文", markdown="脑梗。"), reason="有误")
    assert "甲文" not in client.get("/terms/nao-geng/").text


@pytest.mark.parametrize("view", ["", "ruby/", "pinyin/"])
def test_nothing_that_is_typed_breaks_out(client, view):
    explain(explanation=f"意{NASTY}", gloss=NASTY)
    article = said_by(markdown="脑梗。")
    for path in (f"/terms/nao-geng/{view}", f"{article.get_absolute_url()}{view}", "/terms/", "/search/?q=脑梗"):
        html = client.get(path).text
        assert "<script>alert" not in html
        assert len(re.findall("<script", html)) == len(re.findall("</script>", html))


def test_search_engines_learn_what_it_is(client):
    explain(gloss="stroke")
    (found,) = extruct.extract(client.get("/terms/nao-geng/").text, syntaxes=["json-ld"])["json-ld"]
    term, way = found["@graph"]
    assert (term["@type"], term["name"], term["description"]) == ("DefinedTerm", "脑梗", "脑血管堵住了。")
    assert term["alternateName"] == ["nǎogěng", "stroke"]
    assert term["inDefinedTermSet"]["url"] == "http://testserver/terms/"
    assert [item["name"] for item in way["itemListElement"]][-1] == "脑梗"


def test_the_sitemap_knows_it(client):
    term = explain()
    for path, section in (("", "terms"), ("pinyin/", "terms-pinyin")):
        listed = client.get(f"/sitemap-{section}.xml").text
        assert f"<loc>http://testserver/terms/{term.slug}/{path}</loc>" in listed
        assert timezone.localdate(term.changed_at).isoformat() in listed


def test_words_stand_in_the_order_of_their_sounds(client):
    for word, reading in (("西安", "xī ān"), ("先天", "xiān tiān"), ("癌", "ái")):
        explain(word, reading, "甲。")
    html = client.get("/terms/").text
    assert re.findall(r'data-three-views>([^<]+)</a> <span class="pinyin"', html) == ["癌", "西安", "先天"]
    assert 'id="letter-X"' in html


def test_a_letter_that_is_not_there_is_the_first(client, monkeypatch):
    monkeypatch.setattr("site_app.pages.term_pages.ALL_AT_ONCE", 0)
    explain("癌", "ái", "甲。")
    explain()
    for asked in ("Q", "<b>", ""):
        assert 'id="letter-A"' in client.get("/terms/", {"letter": asked}).text
    assert "脑梗" in client.get("/terms/", {"letter": "N"}).text


def test_a_site_without_words_says_so(client):
    assert "还没有解释过的词" in client.get("/terms/").text


def test_it_is_heard_once_it_was_spoken(client):
    term = explain()
    assert "<audio" not in client.get("/terms/nao-geng/").text
    SpokenTerm.objects.create(term=term, digest="0" * 32)
    assert f'src="/narration/words/{"0" * 32}.mp3"' in client.get("/terms/nao-geng/").text


def test_the_article_lists_its_words_with_their_places(client):
    explain()
    explain("高血压", "gāo xuè yā", "血压高。")
    address = said_by(markdown="什么是脑梗？\n\n有高血压吗？脑梗！").get_absolute_url()
    html = client.get(address).text
    assert re.findall(r'href="(/terms/[^"]+)" data-at="([^"]+)"', html) == [
        ("/terms/nao-geng/", "s1 3 5, s3 0 2"), ("/terms/gao-xue-ya/", "s2 1 4"),
    ]  # fmt: skip
    assert 'data-at="s1 9 16' in client.get(f"{address}pinyin/").text


def test_an_article_without_them_has_no_list(client):
    html = client.get(said_by(markdown="没有。").get_absolute_url()).text
    assert "terms-here" not in html
    assert "js/terms.js" not in html


def test_words_cost_an_article_one_query(client, django_assert_num_queries):
    address = said_by(markdown="脑梗，甲乙丙。").get_absolute_url()
    explain()
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number, word in enumerate(("甲", "乙", "丙")):
        explain(word, ("jiǎ", "yǐ", "bǐng")[number], "天干。")
    with django_assert_num_queries(len(one)):
        client.get(address)


@pytest.mark.parametrize("typed", ["脑梗", "腦梗", "naogeng", "nǎo gěng", "Cerebral Infarction"])
def test_who_searches_for_a_word_learns_what_it_means(client, typed):
    explain(gloss="cerebral infarction")
    html = client.get("/search/", {"q": typed}).text
    assert 'href="/terms/nao-geng/"' in html
    assert "脑血管堵住了。" in html


@pytest.mark.parametrize("path", ["/terms/", "/terms/nao-geng/"])
def test_nothing_can_be_posted(client, path):
    explain()
    assert client.post(path).status_code in (403, 405)
