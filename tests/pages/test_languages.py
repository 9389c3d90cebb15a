"""Is every public page there in three languages, each at its own address, and complete?"""

import re
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from django.utils import translation

from site_app import languages
from site_app.articles.chinese_marked import HAN
from site_app.articles.publishing import withdraw
from site_app.glossary.mentions import note_mentions
from tests.factories import make_article, make_person, make_series, make_tag
from tests.glossary.explained import explain

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
SITE = "http://testserver"
HREFLANG = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')


@pytest.fixture
def paths() -> list[str]:
    series, tag = make_series("认识头发"), make_tag("预防复发")
    article = make_article(
        title="皮肤发干", summary="里面干净。", markdown="# 头发\n\n脑梗。", series=series, tags=(tag,)
    )
    outdated = make_article(title="旧文")
    withdraw(article=outdated, reason="旧", outcome="outdated", explanation="见新文")
    explain()
    note_mentions(article.editions.get())
    return [
        *("/", "/about/", "/privacy/", "/accessibility/", "/contact/", "/a-z/", "/terms/", "/terms/nao-geng/"),
        *(f"{start}{view}" for start in ("/articles/pi-fu-fa-gan/", "/120/") for view in ("", "ruby/", "pinyin/")),
        *(f"/series/{series.slug}/", f"/tags/{tag.slug}/", "/search/", "/search/?q=%E5%A4%B4%E5%8F%91", "/mei-you/"),
        *("/articles/jiu-wen/", "/articles/pi-fu-fa-gan/feedback/", "/articles/pi-fu-fa-gan/reading/"),
    ]


def test_each_page_is_there_in_each_language_and_leads_to_the_others(client, paths):
    for path in paths:
        for language in languages.LANGUAGES:
            address = f"/{language.prefix}{path[1:]}"
            response = client.get(address, headers={"accept-language": "fr", "cookie": "django_language=en"})
            assert response.status_code == (404 if path == "/mei-you/" else 200), address
            assert f'<html lang="{language.tag}">' in response.text
            assert not response.cookies
            assert "Vary" not in response.headers
            for other in languages.LANGUAGES:
                there = f"/{other.prefix}{path[1:]}"
                assert f'lang="{other.tag}" href="{there}"' in response.text, (address, there)


def test_links_stay_within_the_language(client, paths):
    for language in languages.LANGUAGES[1:]:
        text = client.get(f"/{language.prefix}articles/pi-fu-fa-gan/ruby/").text
        links = re.findall(r'<a (?!hreflang)[^>]*href="(/[^"]*)"', text)
        assert len(links) > 10
        assert [link for link in links if not link.startswith(f"/{language.prefix}")] == []


def test_links_that_editors_wrote_stay_within_the_language_too(client):
    make_article(
        title="乙文", markdown="[急救](/120/ruby/)、[图](/media/a.png)、[别处](https://example.org/articles/x/)"
    )
    text = client.get("/en/articles/yi-wen/").text
    assert 'href="/en/120/ruby/"' in text
    assert 'href="/media/a.png"' in text
    assert "https://example.org/articles/x/" in text


def test_search_engines_are_told_which_page_is_which(client, paths):
    for language in languages.LANGUAGES:
        page = client.get(f"/{language.prefix}articles/pi-fu-fa-gan/ruby/").text
        found = dict(HREFLANG.findall(page))
        assert found == {
            "zh-Hans": f"{SITE}/articles/pi-fu-fa-gan/",
            "zh-Hant": f"{SITE}/hant/articles/pi-fu-fa-gan/",
            "en": f"{SITE}/en/articles/pi-fu-fa-gan/",
            "x-default": f"{SITE}/articles/pi-fu-fa-gan/",
            "zh-Latn": f"{SITE}/articles/pi-fu-fa-gan/pinyin/",
        }
        assert f'<link rel="canonical" href="{SITE}/{language.prefix}articles/pi-fu-fa-gan/">' in page
        assert f'<meta property="og:locale" content="{language.locale}">' in page
        assert page.count('property="og:locale:alternate"') == 2
        pinyin = client.get(f"/{language.prefix}articles/pi-fu-fa-gan/pinyin/").text
        assert f'<link rel="canonical" href="{SITE}/articles/pi-fu-fa-gan/pinyin/">' in pinyin
        about = dict(HREFLANG.findall(client.get(f"/{language.prefix}about/").text))
        assert about["en"] == f"{SITE}/en/about/"
        assert about["x-default"] == f"{SITE}/about/"


def test_each_language_has_a_sitemap_that_robots_are_told_of(client, paths):
    robots = client.get("/robots.txt").text
    for language in languages.LANGUAGES:
        assert f"Sitemap: {SITE}/{language.prefix}sitemap.xml\n" in robots
        index = fromstring(client.get(f"/{language.prefix}sitemap.xml").content)
        sections = [element.text or "" for element in index.iter() if element.tag.endswith("loc")]
        pages = [page for section in sections for page in re.findall("<loc>(.*?)</loc>", client.get(section).text)]
        assert f"{SITE}/{language.prefix}articles/pi-fu-fa-gan/" in pages
        assert all(page.startswith(f"{SITE}/{language.prefix}") for page in pages)
        assert any("/pinyin/" in page for page in pages) is (language is languages.DEFAULT)


def test_feeds_speak_the_language_of_their_address(client, paths):
    traditional = client.get("/hant/rss.xml")
    assert "<language>zh-tw</language>" in traditional.text
    assert "皮膚發乾" in traditional.text
    assert f"<link>{SITE}/hant/articles/pi-fu-fa-gan/</link>" in traditional.text
    english = client.get("/en/atom.xml").text
    assert "皮肤发干" in english
    assert f'href="{SITE}/en/articles/pi-fu-fa-gan/"' in english
    assert "not replace" in english
    assert int(traditional.headers.get("Content-Length", len(traditional.content))) == len(traditional.content)


def test_an_address_without_its_slash_leads_to_the_page_of_the_language(client):
    assert client.get("/en/about").headers["Location"] == "/en/about/"
    assert client.get("/hant").headers["Location"] == "/hant/"
    assert client.get("/en/admin/").status_code == 404


def test_an_article_stands_in_traditional_characters_with_the_approved_readings(client, paths):
    hanzi, ruby, pinyin = (client.get(f"/hant/articles/pi-fu-fa-gan/{view}").text for view in ("", "ruby/", "pinyin/"))
    assert '<span class="sentence" id="s0">皮膚發乾</span>' in hanzi
    assert "<title>皮膚發乾" in hanzi
    assert re.search('<ruby[^<>]*>發<rt aria-hidden="true">fā</rt>', ruby)
    assert "頭<rt" in ruby
    assert '<div class="article-text annotated" data-view="ruby" lang="zh-Hant">' in ruby
    assert '<div class="article-text annotated" data-view="pinyin" lang="zh-Latn-pinyin">' in pinyin
    assert (
        'class="article-text annotated" data-view="hanzi" lang="zh-Hans"'
        in client.get("/en/articles/pi-fu-fa-gan/").text
    )
    assert '"inLanguage": "zh-Hant"' in hanzi
    assert '"name": "皮膚發乾"' in hanzi
    assert "預防復發" in hanzi
    assert "認識頭髮" in hanzi


def test_names_of_people_are_written_as_they_write_themselves(client):
    make_article(title="丙文", written_by=make_person("范云后"))
    text = client.get("/hant/articles/bing-wen/").text
    assert '<dd translate="no">范云后' in text
    assert '"name": "范云后"' in text
    assert "範" not in text


def test_a_traditional_page_has_no_simplified_character_left(client, paths):
    """But for names, and for what readers typed."""
    with translation.override("zh-hans"):
        simplified = set("这们为说让问题没样后发读听页网选汉词义见关应还给开书对错东车贝门马鸟龙")
    for path in paths:
        text = re.sub(
            r'(?s)<script.*?</script>|<nav[^>]*translate="no".*?</nav>|(?:value|href)="[^"]*"',
            "",
            client.get(f"/hant{path}").text,
        )
        assert {*text} & (simplified - set("后")) == set(), path


LOOKED_FOR = {"query.js"}
"""Scripts with Chinese that is compared, and not shown."""
_SAID = re.compile(
    r"(?s){% comment %}.*?{% endcomment %}|{#.*?#}|{% translate .*?%}|{% blocktranslate.*?{% endblocktranslate %}"
    r'|<(\w+)[^<>]* lang="zh-Hans"[^<>]*>.*?</\1>'
)


def test_no_template_says_anything_that_is_not_translated():
    """What stands in Chinese alone would stay Chinese on English pages."""
    folders = [ROOT / "templates" / name for name in ("pages", "finding", "practice", "export")]
    files = [*(ROOT / "templates").glob("*.html"), *(file for folder in folders for file in folder.rglob("*.html"))]
    assert len(files) > 30
    for file in files:
        left = _SAID.sub("", file.read_text(encoding="utf-8"))
        assert not re.search(f"[{HAN}，。；：？！（）《》“”｜]", left), (
            file.name,
            re.findall(f".*[{HAN}，。；：？！（）《》“”｜].*", left),
        )


def test_no_script_for_readers_says_anything_by_itself():
    """Words come from the page, where they are translated."""
    for file in (ROOT / "static/js").rglob("*.js"):
        if file.name in LOOKED_FOR:
            continue
        code = re.sub(r"(?s)/\*.*?\*/|(?<!:)//[^\n]*", "", file.read_text(encoding="utf-8"))
        code = re.sub(r'[!=]== "[^"]*"', "", code)  # what is compared is not shown
        assert not re.search(f"[\"'`>][^\"'`\n<]*[{HAN}]", code), file.name
