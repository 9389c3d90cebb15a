"""Does somebody who signs in for the first time learn to write, to put a reading right and to ask for a review?"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from site_app.articles import practice as prepared
from site_app.articles.models import Article
from site_app.articles.welcome import begin
from tests.browser.conftest import OpenPage
from tests.browser.signing_in import let_in
from tests.browser.syllables import settle, step_to
from tests.factories import make_member

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "geng-shi-cu-zhong"


def sign_in(page: Page) -> Page:
    page.goto("/admin/login/")
    page.fill("[name=username]", "author")
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("/admin/")
    return page


def write_a_list(page: Page) -> None:
    """By the keyboard and one button."""
    editor = page.locator("#id_markdown")
    editor.press("Control+End")
    editor.press("Enter")
    page.keyboard.insert_text(prepared.EXAMPLE)
    page.get_by_role("button", name="列表").click()
    page.get_by_role("button", name="保存草稿").click()


def is_at_step(page: Page, number: int) -> None:
    expect(page.get_by_role("heading", name=f"练习：第 {number} 步")).to_be_visible()
    expect(page.locator("[aria-current=step]")).to_have_count(1)


def test_from_the_first_sign_in_to_the_reviewers_answer(page: Page):
    make_member("作者", name="author", password=PASSWORD)
    sign_in(page).get_by_role("button", name="开始练习").click()
    is_at_step(page, 1)
    write_a_list(page)
    is_at_step(page, 2)
    # Somebody who cannot wait is told what is still to be done.
    page.get_by_role("button", name="保存并提交审核").click()
    expect(page.get_by_text("练习还差：改一个读音")).to_be_visible()
    page.get_by_role("link", name="读音的页面").click()
    page.locator(".reading-offers li", has_text="zhuàn").get_by_role("button", name="改读这个").click()
    is_at_step(page, 3)
    page.get_by_role("link", name="回到练习的文章").click()
    is_at_step(page, 3)
    page.get_by_role("button", name="保存并提交审核").click()
    expect(page.get_by_role("heading", name="练习完成")).to_be_visible()
    expect(page.locator("blockquote")).to_contain_text("通过审核")
    assert not Article.everything.exists()
    page.get_by_role("link", name="回到工作台").click()
    expect(page.get_by_text("第一次来？")).to_have_count(0)
    page.get_by_role("button", name="再练一次").click()
    is_at_step(page, 1)
    settle(page)  # the preview asks for an article that is about to go
    page.get_by_role("button", name="不练了").click()
    page.wait_for_url("/admin/")
    assert not Article.everything.exists()


def test_the_reading_can_be_put_right_in_the_preview(page: Page):
    author = make_member("作者")
    practice = begin(author)
    let_in(page, author).goto("/admin/")
    page.get_by_role("button", name="接着练").click()
    write_a_list(page)
    is_at_step(page, 2)
    step_to(page, prepared.CHARACTER)
    page.keyboard.press("Enter")
    page.locator(".reading-popup").get_by_role("button", name="zhuàn 选").click()
    expect(page.locator("#id_markdown")).to_have_value(re.compile("zhuàn"))
    page.get_by_role("button", name="保存草稿").click()
    is_at_step(page, 3)
    assert practice.draft
    assert "zhuàn" in practice.draft.markdown


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_it_is_for_everybody_on_every_screen(open_page: OpenPage, is_for_everybody: Callable[..., None], locale: str):
    page = let_in(open_page(locale=locale), make_member("作者"))
    widths = (1280, 320)
    page.goto("/admin/")
    is_for_everybody(page, widths=widths)
    page.locator("button[value=begin]").click()
    page.wait_for_url("**/change/")
    is_for_everybody(page, widths=widths)
    small = page.locator(".desk-welcome button, .desk-welcome a").evaluate_all(
        "all => all.filter((one) => one.tagName === 'BUTTON' && one.getBoundingClientRect().height < 24).length"
    )
    assert small == 0
    page.goto(f"{page.url.split('change/')[0]}readings/")
    is_for_everybody(page, widths=widths)
    page.goto("/admin/")
    is_for_everybody(page, widths=widths)
