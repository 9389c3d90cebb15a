"""Do crawlers and scanners find what they look for, and nothing else?"""

from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import fromstring

import pytest
from django.utils import timezone

from site_app.articles.bin import put_into_bin
from site_app.articles.publishing import withdraw
from tests.factories import make_article, make_draft, make_edition, make_series, make_tag

pytestmark = pytest.mark.django_db
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def sitemap(client) -> dict[str, str | None]:
    """The addresses of all sections with their dates."""
    found: dict[str, str | None] = {}
    index = fromstring(client.get("/sitemap.xml").content)
    assert index.tag == f"{NAMESPACE}sitemapindex"
    for section in index.iter(f"{NAMESPACE}loc"):
        urls = fromstring(client.get((section.text or "").removeprefix("http://testserver")).content)
        assert urls.tag == f"{NAMESPACE}urlset"
        for url in urls:
            found[(url.findtext(f"{NAMESPACE}loc") or "").removeprefix("http://testserver")] = url.findtext(
                f"{NAMESPACE}lastmod"
            )
    return found


def test_the_sitemap_names_every_page_that_is_there_and_no_other(client):
    series, tag = make_series(), make_tag()
    make_article(title="甲文", series=series, tags=(tag,))
    make_draft(title="草稿文")
    withdraw(article=make_article(title="乙文"), reason="有误")
    put_into_bin(article=withdraw(article=make_article(title="丙文"), reason="有误").article, by=None)
    found = sitemap(client)
    assert {*found} == {
        *("/", "/about/", "/privacy/", "/accessibility/", "/contact/", "/120/", "/120/pinyin/", "/terms/"),
        *("/articles/jia-wen/", "/articles/jia-wen/pinyin/", f"/series/{series.slug}/", f"/tags/{tag.slug}/"),
    }
    for path in found:
        assert client.get(path).status_code == 200


def test_its_dates_are_those_of_the_last_change(client):
    series = make_series()
    first = make_article(title="甲文", series=series)
    make_article(title="乙文", series=series)
    edition = make_edition(article=first, title="甲文新")
    found = sitemap(client)
    changed = timezone.localdate(edition.published_at).isoformat()
    for path in (first.get_absolute_url(), f"{first.get_absolute_url()}pinyin/", f"/series/{series.slug}/"):
        assert found[path] == changed


def test_what_the_sitemap_costs_does_not_grow(client, django_assert_max_num_queries):
    for number in range(4):
        make_article(title=f"题{number}")
    with django_assert_max_num_queries(2):
        client.get("/sitemap-articles.xml")


def test_crawlers_are_kept_out_of_the_editors_room_alone(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /admin/\n" in response.text
    assert "Sitemap: http://testserver/sitemap.xml\n" in response.text
    assert response["ETag"]
    assert "max-age=3600" in response["Cache-Control"]


def test_whoever_finds_a_hole_learns_whom_to_tell(client, settings):
    settings.SECURITY_CONTACT = "mailto:anquan@example.org"
    response = client.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in response.text.splitlines())
    expires = datetime.strptime(lines["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=90) < expires - timezone.now() < timedelta(days=365)
    assert lines["Contact"] == "mailto:anquan@example.org"
    assert lines["Canonical"] == "http://testserver/.well-known/security.txt"
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "mailto:anquan@example.org" in client.get("/contact/").text


def test_without_a_contact_there_is_no_such_file(client):
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/.well-known/security.txt", "/atom.xml"])
def test_nothing_can_be_posted(client, settings, path):
    settings.SECURITY_CONTACT = "https://example.org/"
    assert client.post(path).status_code in (403, 405)
