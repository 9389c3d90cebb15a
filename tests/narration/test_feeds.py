"""Can a podcast app follow the site, and does it hear of everything that changes?"""

from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import podcastparser
import pytest
from PIL import Image

from site_app.articles.models import Article
from site_app.articles.publishing import withdraw
from site_app.articles.slugs import change_slug
from site_app.narration import feeds
from site_app.narration.models import Narration
from site_app.narration.narrating import ask_for, narrate
from tests.factories import make_article, make_draft, make_edition, make_series

pytestmark = pytest.mark.django_db
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


def feed(client, path: str = "/podcast.xml") -> dict[str, Any]:
    """As a podcast app understands it."""
    response = client.get(path)
    assert response.status_code == 200
    return podcastparser.parse(f"http://testserver{path}", BytesIO(response.content))


def channel(client, path: str = "/podcast.xml") -> Element:
    found = fromstring(client.get(path).content).find("channel")
    assert found is not None
    return found


def titles(client, path: str = "/podcast.xml") -> list[str]:
    return [episode["title"] for episode in feed(client, path)["episodes"]]


def correct(article: Article, **changes: str) -> None:
    make_edition(article=article, **changes)


def test_it_has_everything_that_directories_ask_for(client, make_heard):
    make_heard()
    root = fromstring(client.get("/podcast.xml").content)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    found = channel(client)
    texts = {tag: found.findtext(tag) for tag in ("title", "link", "language", f"{ITUNES}author", f"{ITUNES}explicit")}
    assert list(texts.values()) == ["听得懂的健康", "http://testserver/", "zh-cn", "听得懂的健康", "false"]
    assert "不能代替医生的意见" in (found.findtext("description") or "")
    assert [category.get("text") for category in found.iter(f"{ITUNES}category")] == ["Health & Fitness"]
    itself = found.find("{http://www.w3.org/2005/Atom}link")
    assert itself is not None
    assert itself.attrib == {"rel": "self", "href": "http://testserver/podcast.xml"}
    assert client.get("/podcast.xml")["Content-Type"] == "application/rss+xml; charset=utf-8"


def test_an_episode_is_the_article_read_aloud(client, make_heard):
    article = make_heard(title="什么是{卒中|cù zhòng}", summary="脑梗是急症。")
    (episode,) = feed(client)["episodes"]
    assert (episode["title"], episode["description"]) == ("什么是卒中", "脑梗是急症。")
    assert episode["link"] == f"http://testserver{article.get_absolute_url()}"
    assert episode["total_time"] == round(Narration.objects.get(place=0).duration / 1000) > 0


def test_its_sound_is_where_it_says_and_as_long_as_it_says(client, make_heard):
    make_heard()
    (enclosure,) = feed(client)["episodes"][0]["enclosures"]
    response = client.get(urlsplit(enclosure["url"]).path)
    assert enclosure["url"].startswith("http://testserver/")
    assert enclosure["mime_type"] == response["Content-Type"] == "audio/mpeg"
    assert enclosure["file_size"] == len(b"".join(response.streaming_content)) > 1000


def test_only_what_can_be_heard_now_is_listed(client, make_heard):
    make_heard(title="听得到")
    make_article(title="没有声音")
    make_draft(title="草稿文")
    withdraw(article=make_heard(title="撤下了"), by=None, reason="有错")
    correct(make_heard(title="旧的版本"), title="新的版本")
    assert titles(client) == ["听得到"]


def test_each_article_is_listed_once_in_the_voice_that_comes_first(client, make_heard, whistle):
    article = make_heard()
    for narration in ask_for(article.editions.live()):
        narrate(narration, whistle)
    assert Narration.objects.audible().count() == 4
    (episode,) = feed(client)["episodes"]
    assert Narration.objects.get(place=0).digest in episode["enclosures"][0]["url"]


def test_a_later_voice_is_better_than_none(client, make_heard):
    make_heard()
    Narration.objects.filter(place=0).update(place=2)
    assert len(titles(client)) == 1


def test_an_episode_stays_the_same_one_when_its_article_is_corrected_or_moves(client, make_heard, whistle):
    article = make_heard()
    before = feed(client)["episodes"][0]
    correct(article, markdown="改过的正文。")
    change_slug(owner=article, slug="xin-di-zhi")
    narrate(ask_for(article.editions.live())[0], whistle)
    after = feed(client)["episodes"][0]
    assert (after["guid"], after["published"]) == (before["guid"], before["published"])
    assert after["enclosures"] != before["enclosures"]


def test_the_newest_article_comes_first(client, make_heard):
    for title in ("第一篇", "第二篇", "第三篇"):
        make_heard(title=title)
    assert titles(client) == ["第三篇", "第二篇", "第一篇"]


def test_its_date_is_that_of_the_first_publication(client, make_heard):
    article = make_heard()
    date = channel(client).findtext("item/pubDate")
    assert date is not None
    article.refresh_from_db()
    assert article.first_published_at is not None
    assert parsedate_to_datetime(date) == article.first_published_at.replace(microsecond=0)


def test_it_holds_no_more_than_apps_need(client, make_heard, monkeypatch):
    monkeypatch.setattr(feeds, "MOST_EPISODES", 2)
    for title in ("第一篇", "第二篇", "第三篇"):
        make_heard(title=title)
    assert titles(client) == ["第三篇", "第二篇"]


def test_more_articles_take_no_more_queries(client, make_heard, django_assert_num_queries):
    series = make_series()
    for title in ("第一篇", "第二篇", "第三篇"):
        make_heard(title=title, series=series)
    with django_assert_num_queries(1):
        client.get("/podcast.xml")
    with django_assert_num_queries(2):
        client.get(f"/series/{series.slug}/podcast.xml")


@pytest.mark.parametrize("title", ["甲<乙>&\"'丙", "甲]]>乙", "甲\x07乙\x0b\ufffe"])
def test_no_title_breaks_it(client, make_heard, title):
    make_heard(title=title, summary=title, series=make_series(title, slug="xi-lie", summary=title))
    visible = title.replace("\x07", "").replace("\x0b\ufffe", "")
    assert channel(client).findtext("item/title") == visible
    assert channel(client, "/series/xi-lie/podcast.xml").findtext("title") == f"{visible}｜听得懂的健康"


def test_a_series_has_its_own(client, make_heard):
    series = make_series("认识脑梗", summary="五篇文章。")
    make_heard(title="里面的", series=series)
    make_heard(title="外面的")
    path = f"/series/{series.slug}/podcast.xml"
    found = feed(client, path)
    assert (found["title"], found["link"]) == ("认识脑梗｜听得懂的健康", f"http://testserver/series/{series.slug}/")
    assert found["description"].startswith("五篇文章。")
    assert titles(client, path) == ["里面的"]


def test_a_series_that_moved_is_followed(client, make_heard):
    series = make_series("认识脑梗")
    make_heard(series=series)
    change_slug(owner=series, slug="xin-di-zhi")
    response = client.get("/series/ren-shi-nao-geng/podcast.xml")
    assert (response.status_code, response["Location"]) == (301, "/series/xin-di-zhi/podcast.xml")
    assert response["Cache-Control"] == "max-age=600"


def test_an_unknown_series_and_one_of_drafts_have_none(client):
    make_draft(article=Article(series=make_series("秘密系列")))
    assert client.get("/series/mei-you/podcast.xml").status_code == 404
    assert client.get("/series/mi-mi-xi-lie/podcast.xml").status_code == 404


def test_one_without_episodes_is_valid(client):
    make_article(series=make_series("认识脑梗"))
    assert feed(client)["episodes"] == []
    assert feed(client, "/series/ren-shi-nao-geng/podcast.xml")["episodes"] == []


def test_what_an_app_has_already_is_not_sent_again(client, make_heard):
    make_heard()
    etag = client.get("/podcast.xml")["ETag"]
    again = client.get("/podcast.xml", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/podcast.xml", "/series/ren-shi-nao-geng/podcast.xml"])
def test_a_withdrawal_is_news(client, make_heard, path):
    series = make_series("认识脑梗")
    make_heard(title="留下的", series=series)
    withdrawn = make_heard(title="撤下的", series=series)
    before = client.get(path)
    withdraw(article=withdrawn, by=None, reason="有错")
    headers = {"if-none-match": before["ETag"], "if-modified-since": "Fri, 31 Dec 2100 00:00:00 GMT"}
    assert "撤下的" not in client.get(path, headers=headers).content.decode()
    assert client.get(path, headers={"if-modified-since": headers["if-modified-since"]}).status_code == 200


def test_it_takes_no_orders(client):
    assert client.post("/podcast.xml").status_code == 405
    assert client.head("/podcast.xml").status_code == 200


def test_its_cover_is_a_square_as_directories_want_it(client):
    image = channel(client).find(f"{ITUNES}image")
    assert image is not None
    response = client.get(urlsplit(image.get("href", "")).path)
    picture = Image.open(BytesIO(response.content))
    assert (picture.format, picture.mode, picture.width) == ("PNG", "RGB", picture.height)
    assert 1400 <= picture.width <= 3000


def test_the_cover_shows_the_icon(client):
    picture = Image.open(BytesIO(client.get("/podcast-cover.png").content)).convert("RGB")
    grid = picture.width / 32
    colours = [picture.getpixel((int(x * grid), int(y * grid))) for x, y in ((1, 1), (16, 9), (14, 11.3), (16, 27))]
    assert colours == [(11, 93, 91), (251, 248, 241), (251, 248, 241), (11, 93, 91)]


def test_pages_lead_to_it(client, make_heard):
    make_heard(series=make_series("认识脑梗"))
    for page, path in (("/", "/podcast.xml"), ("/series/ren-shi-nao-geng/", "/series/ren-shi-nao-geng/podcast.xml")):
        head, body = client.get(page).content.decode().split("</head>")
        assert '<link rel="alternate" type="application/rss+xml" title="' in head
        assert f'href="{path}"' in head
        assert f'<a href="{path}">订阅' in body


def test_pages_do_not_lead_to_one_without_episodes(client):
    make_article(series=make_series("认识脑梗"))
    assert "podcast" not in client.get("/").content.decode()
    assert "podcast" not in client.get("/series/ren-shi-nao-geng/").content.decode()
