"""Can a feed reader follow the site, a series and a tag, and does it hear of corrections?"""

import feedparser
import pytest

from site_app.articles.publishing import withdraw
from site_app.articles.slugs import change_slug
from tests.factories import make_article, make_draft, make_edition, make_person, make_series, make_tag

pytestmark = pytest.mark.django_db
KINDS = ["atom", "rss"]
VERSIONS = {"atom": "atom10", "rss": "rss20"}


def feed(client, path: str):
    response = client.get(path)
    assert response.status_code == 200
    parsed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert not parsed.bozo
    return parsed


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_is_a_published_article(client, kind):
    article = make_article(
        title="什么是{卒中|cù zhòng}",
        summary="脑梗是 <急症>。",
        tags=(make_tag("急救"),),
        written_by=make_person("王作者"),
    )
    make_draft(title="草稿")
    found = feed(client, f"/{kind}.xml")
    (entry,) = found.entries
    assert found.version == VERSIONS[kind]
    assert (entry.title, entry.summary) == ("什么是卒中", "脑梗是 <急症>。")
    assert entry.link == f"http://testserver{article.get_absolute_url()}"
    assert entry.id.startswith("urn:uuid:")
    assert entry.author == "王作者"
    assert [tag.term for tag in entry.tags] == ["急救"]
    assert found.feed.title == "听得懂的健康"
    assert "120" in found.feed.subtitle
    assert f"http://testserver/{kind}.xml" in [link.href for link in found.feed.links if link.rel == "self"]


def test_a_correction_changes_the_time_and_not_the_name_or_place(client):
    first, second = make_article(title="甲"), make_article(title="乙")
    before = feed(client, "/atom.xml").entries
    make_edition(article=first, title="甲新")
    after = feed(client, "/atom.xml").entries
    assert [entry.title for entry in after] == ["乙", "甲新"]
    assert [entry.id for entry in after] == [entry.id for entry in before]
    assert after[1].updated_parsed >= before[1].updated_parsed
    assert after[1].published == before[1].published
    assert second


@pytest.mark.parametrize("kind", KINDS)
def test_a_series_and_a_tag_have_feeds_of_their_own(client, kind):
    series, tag = make_series(), make_tag()
    make_article(title="甲", series=series)
    make_article(title="乙", tags=(tag,))
    make_article(title="丙")
    of_series, of_tag = f"/series/{series.slug}/{kind}.xml", f"/tags/{tag.slug}/{kind}.xml"
    assert [entry.title for entry in feed(client, of_series).entries] == ["甲"]
    assert [entry.title for entry in feed(client, of_tag).entries] == ["乙"]
    for path in (f"/series/{series.slug}/", f"/tags/{tag.slug}/", "/"):
        html = client.get(path).text
        assert 'type="application/atom+xml"' in html
    assert f'href="{of_series.replace("rss", "atom")}"' in client.get(f"/series/{series.slug}/").text


def test_a_former_address_leads_to_the_present_one(client):
    series, tag = make_series(), make_tag()
    make_article(series=series, tags=(tag,))
    old = {series: f"/series/{series.slug}/atom.xml", tag: f"/tags/{tag.slug}/rss.xml"}
    for owner, path in old.items():
        change_slug(owner=owner, slug=f"xin-{owner.pk}")
        response = client.get(path)
        assert response.status_code == 301
        assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("path", ["/series/mei-you/atom.xml", "/tags/mei-you/rss.xml", "/json.xml"])
def test_what_is_not_there_has_no_feed(client, path):
    assert client.get(path).status_code == 404


def test_a_series_of_drafts_has_none(client):
    series = make_series()
    draft = make_draft()
    draft.article.series = series
    draft.article.save()
    assert client.get(f"/series/{series.slug}/atom.xml").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_who_has_the_newest_is_told_so_in_a_few_bytes(client, kind):
    article = make_article()
    first = client.get(f"/{kind}.xml")
    again = client.get(f"/{kind}.xml", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "max-age=300" in first["Cache-Control"]
    assert "Last-Modified" not in first
    withdraw(article=article, reason="有误")
    assert client.get(f"/{kind}.xml", headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_characters_that_xml_forbids_break_nothing(client, kind):
    make_article(title="甲\x08乙", summary="丙\x0b丁 ]]> & <b>")
    (entry,) = feed(client, f"/{kind}.xml").entries
    assert "乙" in entry.title


def test_what_it_costs_does_not_grow_with_its_articles(client, django_assert_max_num_queries):
    tag = make_tag()
    for number in range(5):
        make_article(title=f"题{number}", tags=(tag,))
    with django_assert_max_num_queries(6):
        client.get("/atom.xml")
