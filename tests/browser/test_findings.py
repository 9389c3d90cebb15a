"""Does a finding lead to its place in the text, with scripts and without, for everybody?"""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from tests.factories import make_draft, make_superuser

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "多走路，少吃盐。\n\n" * 40 + "😀本品无副作用。\n\n# 大标题\n\n" + "很长的话" * 20 + "。"
SELECTED = "field => field.value.slice(field.selectionStart, field.selectionStart + 4)"


@pytest.fixture
def edition():
    return make_draft(markdown=TEXT, readers="", level=2)


@pytest.fixture
def signed_in(open_page, live_server):
    client = Client()
    client.force_login(make_superuser())

    def open_one(**options) -> Page:
        page = open_page(**options)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        return page

    return open_one


def form_of(edition) -> str:
    return f"/admin/articles/article/{edition.article_id}/change/"


def page_of(edition, name: str = "") -> str:
    return f"/admin/articles/article/{edition.article_id}/editions/{edition.number}/{name}"


def test_the_cursor_is_put_there(signed_in, edition):
    page = signed_in()
    page.goto(form_of(edition))
    page.get_by_role("link", name="第 81 行第 4 列：无副作用").click()
    editor = page.locator("#id_markdown")
    expect(editor).to_be_focused()
    assert editor.evaluate(SELECTED) == "无副作用"
    assert editor.evaluate("field => field.scrollTop > field.clientHeight")
    assert page.url.endswith("/change/")


def test_so_it_is_from_another_page(signed_in, edition):
    page = signed_in()
    page.goto(page_of(edition, "submit/"))
    page.get_by_role("link", name="第 81 行第 4 列：无副作用").click()
    expect(page.locator("#id_markdown")).to_be_focused()
    assert page.locator("#id_markdown").evaluate(SELECTED) == "无副作用"


def test_without_scripts_the_link_leads_to_the_field(signed_in, edition):
    page = signed_in(java_script_enabled=False)
    page.goto(form_of(edition))
    page.get_by_role("link", name="去改").first.click()
    expect(page.locator("#id_readers")).to_be_in_viewport()
    assert page.url.endswith("#id_readers")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_everybody_can_use_them_on_every_screen(signed_in, edition, axe, scheme, width):
    page = signed_in(viewport={"width": width, "height": 844}, color_scheme=scheme)
    for address in (form_of(edition), page_of(edition), page_of(edition, "submit/")):
        page.goto(address)
        page.locator(".desk-findings details").evaluate_all("groups => groups.forEach((group) => (group.open = true))")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
