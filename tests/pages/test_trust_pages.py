"""Do readers learn who is behind the site, what it knows of them, and how to tell it of a mistake?"""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.factories import make_article, make_series, make_tag

pytestmark = pytest.mark.django_db

PAGES = ["/about/", "/privacy/", "/accessibility/", "/contact/"]


@pytest.mark.parametrize("path", PAGES)
def test_each_of_them_is_linked_from_the_foot_of_every_page(client, path):
    foot = client.get("/mei-you/").text.split('<footer class="colophon">')[1]
    assert f'href="{path}"' in foot
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 405


def test_the_site_says_who_runs_and_pays_for_it(client, settings):
    settings.SITE_OWNER, settings.SITE_FUNDING = "某健康教育所 <甲>", "市财政"
    foot = client.get(make_article().get_absolute_url()).text.split('class="article-foot"')[1]
    for html in (client.get("/about/").text, foot):
        assert "某健康教育所 &lt;甲&gt;" in html
        assert "市财政" in html


def test_what_nobody_has_said_is_called_unsaid(client):
    foot = client.get(make_article().get_absolute_url()).text.split('class="article-foot"')[1]
    assert foot.count("没有写明") == 2
    assert "还没有写明" in client.get("/about/").text
    assert 'href="/contact/"' in foot
    assert "mailto:" not in client.get("/contact/").text


def test_a_mistake_is_reported_by_a_letter_that_names_the_page(client, settings):
    settings.CONTACT_EMAIL = "bianji@example.org"
    article = make_article(title="盐 & 血压 100%？")
    page = client.get(article.get_absolute_url() + "pinyin/").text
    (mail,) = re.findall(r'href="(mailto:[^"]+)"', page)
    found = urlsplit(unescape(mail))
    said = parse_qs(found.query, strict_parsing=True)
    assert found.path == "bianji@example.org"
    assert said["subject"] == ["文章有错：盐 & 血压 100%？"]
    assert said["body"] == [f"网址：http://testserver{article.get_absolute_url()}pinyin/"]
    assert 'href="mailto:bianji@example.org"' in client.get("/contact/").text


def test_the_accessibility_statement_has_the_day_of_the_last_audit_and_known_limits(client):
    html = client.get("/accessibility/").text
    assert re.search(r"最近一次检查：\d{4}年\d{1,2}月\d{1,2}日", html)
    assert "还做不到的" in html


def test_no_page_gives_a_reader_a_cookie(client):
    series, tag = make_series(), make_tag()
    address = make_article(series=series, tags=(tag,)).get_absolute_url()
    for path in ("/", address, f"{address}ruby/", f"/series/{series.slug}/", f"/tags/{tag.slug}/", "/120/", *PAGES):
        response = client.get(path)
        assert response.status_code == 200
        assert not response.cookies
        assert "Set-Cookie" not in response.headers
