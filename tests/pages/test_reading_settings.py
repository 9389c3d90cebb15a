import re
from html import unescape

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from site_app.articles.models import Edition
from site_app.finding.indexing import index
from site_app.finding.models import Findable
from site_app.pages.reading_settings import SETTINGS, ReadingSettings, canonical
from site_app.pages.settings_in_addresses import carried
from tests.factories import make_article

pytestmark = pytest.mark.django_db
ARTICLE = "/articles/nao-geng-shi-shen-me/"


@pytest.fixture(autouse=True)
def _article():
    make_article(title="脑梗是什么", summary="脑梗不是小病。", markdown="我很好。西安有1100人。\n\n::: 急救\n:::")


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.headers
    assert not response.cookies
    return response.content.decode()


def said(html: str) -> str:
    return unescape(re.sub("<[^>]*>", "", html.split('<div class="article-text')[1].split('<div class="callout')[0]))


def test_settings_become_attributes_of_the_page(client):
    html = page(client, f"{ARTICLE}ruby/?size=200&theme=dark&known=3")
    assert re.search(r'<html lang="zh-Hans" data-size="200" data-theme="dark" data-known="3">', html)


def test_a_page_without_settings_has_none_and_one_body_for_everybody(client):
    html = page(client, f"{ARTICLE}ruby/")
    assert '<html lang="zh-Hans">' in html
    assert page(client, f"{ARTICLE}ruby/?utm_source=x").replace("?utm_source=x", "") == html


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("tones=numbers", "wo3 hen3 hao3"),
        ("tones=none", "wo hen hao"),
        ("script=zhuyin", "ㄨㄛˇ ㄏㄣˇ ㄏㄠˇ"),
        ("said=spoken", "wǒ hén hǎo"),
        ("script=zhuyin&said=spoken", "ㄨㄛˇ ㄏㄣˊ ㄏㄠˇ"),
    ],
)
def test_another_spelling_is_written_by_the_server_in_both_views(client, query, text):
    assert text in said(page(client, f"{ARTICLE}pinyin/?{query}")).replace("Wǒ", "wǒ").replace("Wo", "wo")
    ruby = page(client, f"{ARTICLE}ruby/?{query}")
    above = " ".join(re.sub("<[^>]*>", "", rt) for rt in re.findall("<rt.*?</rt>", ruby))
    assert text in above


def test_title_and_summary_are_spelled_alike(client):
    html = page(client, f"{ARTICLE}pinyin/?said=spoken")
    assert "Náo gěng shì shénme" in html.split("<h1")[1].split("</h1>")[0]
    assert "Náo gěng bú shì xiǎobìng." in re.sub("<[^>]*>", "", html.split('<p class="lead')[1].split("</p>")[0])


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("?theme=dark&size=200", "?size=200&theme=dark"),
        ("?size=100&theme=auto", ""),
        ("?theme=purple", ""),
        ("?size=200&size=150", "?size=150"),
        ("?theme=dark&utm=1", "?utm=1&theme=dark"),
        ("?view=ruby&theme=dark", "ruby/?theme=dark"),
        ("?view=hanzi", ""),
        ("?view=klingon", ""),
    ],
)
def test_there_is_one_address_for_one_look(client, asked, answered):
    response = client.get(f"{ARTICLE}{asked}")
    assert (response.status_code, response.headers["Location"]) == (302, f"{ARTICLE}{answered}")
    assert client.get(response.headers["Location"]).status_code == 200


NAMES = st.sampled_from([*(setting.name for setting in SETTINGS), "view", "q", "x"])
VALUES = st.sampled_from([value for setting in SETTINGS for value, _ in setting.choices]) | st.text(max_size=8)


@given(st.lists(st.tuples(NAMES, VALUES), max_size=6))
def test_the_one_address_is_its_own_whatever_was_asked(pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    once = canonical(query)
    assert canonical(QueryDict(once)) == once
    assert ReadingSettings.of(QueryDict(once)).chosen == ReadingSettings.of(query).chosen


def test_links_and_forms_keep_the_settings_and_others_are_left_alone(client):
    html = page(client, f"{ARTICLE}ruby/?theme=dark")
    assert f'href="{ARTICLE}pinyin/?theme=dark"' in html
    assert 'href="/?theme=dark"' in html
    assert re.search(r'<form action="/search/"[^>]*><input type="hidden" name="theme" value="dark">', html)
    assert 'href="tel:120"' in html
    assert not re.search(r'href="/static/[^"]*theme=dark', html)
    kept = carried('<a href="/a/?q=1&amp;r=2#s3">', ReadingSettings({"theme": "dark"}))
    assert kept == '<a href="/a/?q=1&amp;r=2&amp;theme=dark#s3">'


class TestThePageOfSettings:
    def test_its_form_leads_back_with_what_was_chosen(self, client):
        html = page(client, f"/settings/?to={ARTICLE}ruby/&theme=dark")
        form = html.split('<form class="reading-settings"')[1].split("</form>")[0]
        assert f'action="{ARTICLE}ruby/"' in form
        assert 'name="theme" value="dark" checked' in form
        assert 'name="view" value="ruby" checked' in form
        assert form.count(" checked") == len(SETTINGS) + 1

    def test_elder_mode_is_one_press(self, client):
        html = page(client, f"/settings/?to={ARTICLE}")
        form = html.split('<form class="reading-settings-elder"')[1].split("</form>")[0]
        assert f'action="{ARTICLE}ruby/"' in form
        assert 'name="elder" value="on"' in form

    @pytest.mark.parametrize(
        "to",
        [
            "",
            "//evil.example/",
            "https://evil.example/",
            "javascript:alert(1)",
            "/\\evil.example",
            "/admin/",
            "/x/?a=b",
            "/" + "x" * 400,
        ],
    )
    def test_it_leads_to_no_other_place(self, client, to):
        html = client.get("/settings/", {"to": to}).content.decode()
        assert '<form class="reading-settings" action="/">' in html

    def test_it_is_for_reading_alone(self, client):
        assert client.post("/settings/").status_code == 405


class TestTheFilterByLevel:
    @pytest.fixture(autouse=True)
    def _graded(self):
        index(Edition.objects.live())
        Findable.objects.update(level=3)

    def test_it_lists_what_is_no_harder(self, client):
        title = '<h3><a href="/articles/nao-geng-shi-shen-me/"'
        assert "HSK 3 级以内（1）" in page(client, "/")
        assert title in page(client, "/?level=3").split('id="levels"')[1].split("</section>")[0]
        assert "还没有这么容易的文章" in page(client, "/?level=2")
        assert "用词约 HSK 3 级" in page(client, ARTICLE)

    @pytest.mark.parametrize("level", ["0", "8", "x", "三", "-1", "9" * 400])
    def test_a_level_that_does_not_exist_is_none(self, client, level):
        assert "还没有这么容易的文章" not in page(client, f"/?level={level}")
