"""Is a link that leads nowhere found before readers find it?"""

from pathlib import Path

import pytest
from django.utils import timezone

from site_app.articles.checks.links import ExternalLinksAnswered, LinkedArticlesAreLive, LinksLeadSomewhere
from site_app.articles.images import store_image
from site_app.articles.models import CheckedLink
from tests.articles.checks.finding import found_by, places_of, said_by
from tests.factories import make_article, make_draft, make_editor, make_picture, make_series, make_upload

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/articles/mei-you/", "指的页面在本站没有"),
        ("/nowhere/", "指的页面在本站没有"),
        ("/media/images/none.png", "指的页面在本站没有"),
        ("#h-mei-you", "在这篇文章里没有"),
        ("other/", "站内的以 / 开头"),
        ("//example.org/", "要以 https:// 开头"),
        ("https://nowhere/", "网址写得不对"),
        ("http://-a.example/", "网址写得不对"),
        ("javascript:alert(1)", "没有网址"),
    ],
)
def test_a_dead_link_is_found_with_the_reason(address, reason):
    (said,) = said_by(LinksLeadSomewhere(), markdown=f"看[这里](<{address}>)。")
    assert reason in said


@pytest.mark.parametrize(
    "address",
    [
        "https://www.who.int/zh/news?a=1#b",
        "mailto:a@example.org",
        "tel:120",
        "#h-biao-ti",
        "#source-1",
        "/about/",
        "/series/ren-shi-nao-geng/",
    ],
)
def test_a_link_that_leads_somewhere_is_fine(address):
    make_series("认识脑梗")
    assert said_by(LinksLeadSomewhere(), markdown=f"## 标题\n\n看[这里]({address})，甲[^who2023]。") == []


def test_an_article_is_found_in_each_view_and_under_its_old_address():
    article = make_article(markdown="## 预防\n\n打120。")
    article.old_slugs.create(slug="jiu")
    for address in (f"/articles/{article.slug}/", f"/articles/{article.slug}/ruby/#h-yu-fang", "/articles/jiu/"):
        assert said_by(LinksLeadSomewhere(), markdown=f"[看]({address})") == []


def test_a_place_that_the_other_article_does_not_have_is_found():
    address = f"/articles/{make_article().slug}/#h-mei-you"
    assert said_by(LinksLeadSomewhere(), markdown=f"[看]({address})") == [f"链接“{address}”指的文章里没有这个地方。"]


def test_a_stored_picture_is_found(media_root: Path):
    image = store_image(upload=make_upload(make_picture()), by=make_editor())
    assert said_by(LinksLeadSomewhere(), markdown=f"![血管]({image.file.url})") == []


def test_an_article_that_readers_cannot_see_is_only_worth_a_word():
    other = make_draft().article
    markdown = f"[看]({other.get_absolute_url()})"
    assert said_by(LinksLeadSomewhere(), markdown=markdown) == []
    assert len(said_by(LinkedArticlesAreLive(), markdown=markdown)) == 1
    assert said_by(LinkedArticlesAreLive(), markdown=f"[看]({make_article().get_absolute_url()})") == []


def test_each_is_pointed_at():
    found = found_by(LinksLeadSomewhere(), markdown="甲[乙](/a/)\n\n丙[丁](/a/)")
    assert [places_of(finding) for finding in found] == [[(1, 6)], [(3, 6)]]


def test_what_did_not_answer_is_told_until_it_is_looked_up_again():
    edition = make_draft(markdown="看[这里](https://gone.example/)。")
    row = {"edition": edition, "checked_at": timezone.now()}
    CheckedLink.objects.create(address="https://gone.example/", status="404", is_broken=True, **row)
    CheckedLink.objects.create(address="https://good.example/", status="200", **row)
    (finding,) = ExternalLinksAnswered().findings(edition)
    assert "“https://gone.example/”打不开：404" in str(finding)
    assert places_of(finding) == [(1, 7)]
