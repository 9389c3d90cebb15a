"""Do search engines and those who share a link learn what readers see, and nothing that breaks out of its place?"""

import json
import re
from datetime import UTC, date, datetime
from typing import Any

import extruct
import pytest

from site_app.articles.models import Reference
from site_app.articles.publishing import approve, publish, submit, withdraw
from tests.factories import make_article, make_draft, make_member, make_person, make_series, make_tag

pytestmark = pytest.mark.django_db


def data_of(client, path: str) -> dict[str, dict[str, Any]]:
    """By their types."""
    html = client.get(path).text
    (found,) = extruct.extract(html, base_url=f"http://testserver{path}", syntaxes=["json-ld"])["json-ld"]
    assert found["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in found["@graph"]}


def meta_of(client, path: str) -> dict[str, str]:
    found = extruct.extract(client.get(path).text, syntaxes=["opengraph"], uniform=True)["opengraph"]
    return found[0]


def test_everything_that_readers_see_at_the_foot(client, settings):
    settings.SITE_OWNER = "某健康教育所"
    reviewer = make_person("陈医生", qualification="主任医师", organisation="某医院")
    source = Reference("who", "脑卒中", "世界卫生组织", 2023, "https://example.org/?a=1&b=2", date(2026, 1, 2))
    draft = submit(edition=make_draft(readers="高血压病人", references=(source,), written_by=make_person("王作者")))
    approve(edition=draft, by=make_member("审核者"), reviewed_by=reviewer, now=datetime(2026, 3, 1, tzinfo=UTC))
    article = publish(edition=draft).article
    article.series = make_series("认识脑梗")
    article.save()
    article.tags.add(make_tag("急救"))
    page = data_of(client, article.get_absolute_url())["MedicalWebPage"]
    assert page["url"] == f"http://testserver{article.get_absolute_url()}"
    assert page["lastReviewed"] == "2026-03-01"
    assert page["reviewedBy"] == {
        "@type": "Person", "name": "陈医生", "jobTitle": "主任医师",
        "affiliation": {"@type": "Organization", "name": "某医院"},
    }  # fmt: skip
    assert page["author"]["name"] == "王作者"
    assert page["audience"] == {"@type": "MedicalAudience", "audienceType": "高血压病人"}
    assert page["citation"] == [
        {
            "@type": "CreativeWork", "name": "脑卒中", "datePublished": "2023", "url": "https://example.org/?a=1&b=2",
            "publisher": {"@type": "Organization", "name": "世界卫生组织"},
        }
    ]  # fmt: skip
    assert page["publisher"]["name"] == "某健康教育所"
    assert page["keywords"] == ["急救"]
    assert datetime.fromisoformat(page["datePublished"]) == article.first_published_at


def test_the_way_to_an_article_leads_over_its_series(client):
    article = make_article(series=make_series("认识脑梗"), title="脑梗是什么")
    crumbs = data_of(client, article.get_absolute_url())["BreadcrumbList"]["itemListElement"]
    assert [(item["position"], item["name"]) for item in crumbs] == [
        (1, "听得懂的健康"), (2, "认识脑梗"), (3, "脑梗是什么"),
    ]  # fmt: skip


def test_what_nobody_reviewed_has_no_reviewer(client):
    page = data_of(client, make_article().get_absolute_url())["MedicalWebPage"]
    assert not {"lastReviewed", "reviewedBy"} & {*page}


@pytest.mark.parametrize(
    ("organisation", "shown"), [("某医院", {"@type": "Organization", "name": "某医院"}), ("", None)]
)
def test_a_name_that_is_not_public_stays_so(client, organisation, shown):
    writer = make_person("王作者", qualification="医师", organisation=organisation, is_public=False)
    address = make_article(written_by=writer).get_absolute_url()
    assert data_of(client, address)["MedicalWebPage"].get("author") == shown
    assert "王作者" not in client.get(address).text


NASTY = "</script><script>alert(1)</script>\"'&<!--\u2028"


@pytest.mark.parametrize("view", ["", "ruby/", "pinyin/"])
def test_nothing_that_is_typed_breaks_out(client, view):
    source = Reference("who", NASTY, NASTY, 2023)
    writer = make_person(NASTY, organisation=NASTY)
    article = make_article(
        title=f"题{NASTY}", summary=NASTY, markdown=NASTY, readers=NASTY, references=(source,), written_by=writer,
        series=make_series(NASTY), tags=(make_tag(NASTY),),
    )  # fmt: skip
    path = article.get_absolute_url() + view
    html = client.get(path).text
    assert "<script>alert" not in html
    assert len(re.findall("<script", html)) == len(re.findall("</script>", html))
    page = data_of(client, path)["MedicalWebPage"]
    assert (page["name"], page["audience"]["audienceType"]) == (f"题{NASTY}", NASTY)
    assert meta_of(client, path)["og:title"].startswith("题</script>")
    assert json.dumps(page)


def test_hanzi_and_ruby_are_one_page_and_pinyin_another(client):
    address = make_article().get_absolute_url()
    for view, home in (("", ""), ("ruby/", ""), ("pinyin/", "pinyin/")):
        html = client.get(address + view).text
        assert f'<link rel="canonical" href="http://testserver{address}{home}">' in html
        assert re.findall(r'rel="alternate" hreflang="([^"]+)" href="([^"]+)"', html) == [
            ("zh-Latn", f"http://testserver{address}pinyin/"),
            ("zh-Hans", f"http://testserver{address}"),
            ("zh-Hant", f"http://testserver/hant{address}"),
            ("en", f"http://testserver/en{address}"),
            ("x-default", f"http://testserver{address}"),
        ]


def test_a_public_site_is_at_home_under_its_first_name(client, settings):
    settings.PUBLIC_HOSTS, settings.HTTPS = ["example.org"], True
    address = make_article().get_absolute_url()
    assert f'<link rel="canonical" href="https://example.org{address}">' in client.get(address).text


def test_the_emergency_page_says_what_it_is_about(client):
    page = data_of(client, "/120/")["MedicalWebPage"]
    assert page["about"] == {"@type": "MedicalCondition", "name": "中风"}
    assert not {"lastReviewed", "reviewedBy"} & {*page}
    assert page["citation"]


def test_a_link_that_is_shared_shows_title_summary_and_picture(client):
    article = make_article(title="什么是{卒中|cù zhòng}", summary="脑梗是急症。")
    meta = meta_of(client, article.get_absolute_url())
    assert (meta["og:title"], meta["og:description"]) == ("什么是卒中", "脑梗是急症。")
    assert meta["og:url"] == f"http://testserver{article.get_absolute_url()}"
    assert meta["og:image"] == f"http://testserver{article.get_absolute_url()}picture.png"


def test_an_outdated_article_is_shared_without_a_picture(client):
    article = make_article()
    withdraw(article=article, reason="旧", outcome="outdated")
    assert "og:image" not in client.get(article.get_absolute_url()).text
