"""Does a finding lead to its place in the text, with scripts and without, for everybody?"""

import pytest
from playwright.sync_api import expect

from tests.browser.signing_in import let_in
from tests.factories import make_draft, make_superuser

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "多走路，少吃盐。\n\n" * 40 + "😀本品无副作用。\n\n# 大标题\n\n" + "很长的话" * 20 + "。"
SELECTED = "field => field.value.slice(field.selectionStart, field.selectionStart + 4)"


@pytest.fixture
def edition():
    return make_draft(markdown=TEXT, readers="", level=2)


@pytest.fixture
def signed_in(open_page):
    person = make_superuser()
    return lambda **options: let_in(open_page(**options), person)


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
    # The page scrolls under the pointer, which then rests over the preview: the preview follows all the same.
    expect(page.frame_locator(".live-preview iframe").locator(".article-text p").last).to_be_in_viewport()
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


def test_everybody_can_use_them_on_every_screen(signed_in, edition, is_for_everybody):
    page = signed_in()
    for address in (form_of(edition), page_of(edition), page_of(edition, "submit/")):
        page.goto(address)
        page.locator(".desk-findings details").evaluate_all("groups => groups.forEach((group) => (group.open = true))")
        is_for_everybody(page)
