"""Do editors see what the checks found where they can mend it, and does it lead to the place?"""

import pytest
from django.test import Client

from site_app.articles.publishing import submit
from tests.factories import make_approved, make_article, make_draft, make_edition, make_superuser

pytestmark = pytest.mark.django_db

HARD = {"markdown": "多走路。\n\n本品无副作用。\n\n# 大标题", "readers": ""}


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(make_superuser())
    return client


def form_of(edition) -> str:
    return f"/admin/articles/article/{edition.article_id}/change/"


def page_of(edition, name: str = "") -> str:
    return f"/admin/articles/article/{edition.article_id}/editions/{edition.number}/{name}"


def test_the_form_groups_them_by_weight_and_leads_to_the_fields(client):
    page = client.get(form_of(make_draft(**HARD))).text
    parts = [page.index(title) for title in ("必须改好", "最好看一看", "供参考")]
    assert parts == sorted(parts)
    assert 'href="#id_readers"' in page
    assert 'href="#id_markdown" data-line="3" data-column="3"' in page
    assert "第 3 行第 3 列：无副作用" in page


def test_the_pages_beside_the_form_lead_to_the_form(client):
    edition = make_draft(**HARD)
    address = f'href="{form_of(edition)}?line=3&amp;column=3#id_markdown"'
    assert all(address in client.get(page_of(edition, name)).text for name in ("", "submit/", "publish_unreviewed/"))


def test_what_cannot_be_changed_now_leads_to_the_edition(client):
    edition = submit(edition=make_draft(markdown="# 大标题\n\n打120。"))
    for address in (form_of(edition), page_of(edition, "approve/")):
        assert f'href="{page_of(edition)}?line=1&amp;column=3#id_markdown"' in client.get(address).text
    assert 'id="id_markdown"' in client.get(page_of(edition)).text


def test_what_blocks_is_said_once_on_the_page_of_a_transition(client):
    edition = make_draft(readers="")
    page = client.get(page_of(edition, "submit/")).text
    assert page.count("还没有写明适用人群") == 1
    assert '<form method="post" novalidate>' not in page


def test_unreviewed_the_same_only_warns(client):
    page = client.get(page_of(make_draft(readers=""), "publish_unreviewed/")).text
    assert "必须改好" not in page
    assert "还没有写明适用人群" in page
    assert 'name="reason"' in page


def test_what_nobody_is_about_to_do_shows_nothing(client):
    page = client.get(page_of(make_edition(), "withdraw/")).text
    assert "发布前的检查" not in page


def test_a_reviewed_edition_is_asked_for_what_readers_need(client):
    edition = make_approved()
    edition.sources.all().delete()
    assert "至少要有一个完整的来源" in client.get(page_of(edition, "publish/")).text


def test_what_is_found_is_text_and_never_markup(client):
    page = client.get(form_of(make_draft(markdown="[看](/<script>alert(1)</script>/)\n\n# <b>大</b>"))).text
    assert "<script>alert(1)" not in page
    assert "&lt;b&gt;大" in page


def test_an_article_without_an_open_edition_has_no_findings(client):
    assert "发布前的检查" not in client.get(form_of(make_article().live_edition)).text
