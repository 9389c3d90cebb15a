"""Does the switch between the admin's languages work for hands, eyes and screen readers?"""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.factories import make_article, make_editor

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "geng-shi-cu-zhong"


def test_enter_in_the_password_signs_in_and_the_button_switches(open_page: OpenPage, axe):
    make_editor(name="editor", password=PASSWORD)
    article = make_article()
    page = open_page(viewport={"width": 320, "height": 700}, locale="en-GB")
    page.goto("/admin/login/")
    switch = page.get_by_role("button", name="简体中文")
    box = switch.bounding_box()
    assert box
    assert 24 <= box["height"] < 48, "in one line, and large enough"
    assert axe(page) == []
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("/admin/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    expect(page.locator(".breadcrumbs [lang=zh-Hans]")).to_have_text("脑梗是什么")
    assert axe(page) == []
    page.get_by_role("button", name="简体中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    expect(page.get_by_role("button", name="English")).to_be_visible()
    assert page.url.endswith(f"/admin/articles/article/{article.pk}/change/")
    page.goto("/admin/")
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
