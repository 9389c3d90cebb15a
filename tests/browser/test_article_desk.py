"""Does the article desk work in a browser, under the strictest policy, by keyboard alone?"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from site_app.articles.models import Article, Edition
from tests.browser.signing_in import let_in
from tests.factories import make_article, make_editor, make_lexicon_entry

pytestmark = pytest.mark.django_db(transaction=True)

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"
)
PASSWORD = "geng-shi-cu-zhong"
SHOWN = ".live-preview iframe"


@pytest.fixture
def article(media_root: Path) -> Article:
    make_lexicon_entry("银行", "yín xíng")
    return make_article(title="银行附近", markdown="去银行。")


def open_desk(page: Page, article: Article) -> Page:
    let_in(page, make_editor(name="editor", password=PASSWORD)).goto(f"/admin/articles/article/{article.pk}/change/")
    return page


def log_in(page: Page) -> None:
    """By the form."""
    page.goto("/admin/login/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("/admin/")


@pytest.fixture
def desk(page: Page, article: Article) -> Iterator[Page]:
    """The desk of an article, with nothing inline allowed."""

    def strictly(route: Route) -> None:
        answer = route.fetch(max_redirects=0)
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": STRICT})

    page.route(re.compile("/admin/articles/"), strictly)
    open_desk(page, article)
    expect(page.frame_locator(SHOWN).locator(".article-text p")).to_be_visible()
    yield page
    page.unroute_all(behavior="ignoreErrors")


def test_an_editor_submits_with_the_keyboard(desk: Page, article: Article):
    desk.fill("[name=markdown]", "银行关门了。")
    desk.get_by_role("button", name="保存并提交审核").press("Enter")
    expect(desk.locator(".messagelist")).to_contain_text("已提交审核")
    assert Edition.objects.get(state="in_review").markdown == "银行关门了。"


def test_enter_in_a_field_only_saves_the_draft(desk: Page):
    desk.locator("[name=title]").fill("新题目")
    desk.locator("[name=title]").press("Enter")
    expect(desk.locator(".messagelist")).to_contain_text("草稿已保存")
    assert Edition.objects.live().get().title == "银行附近"


def test_a_login_in_another_window_does_not_cost_the_text(desk: Page):
    with desk.expect_response("**/preview/"):  # else it might be asked for while nobody is logged in
        desk.fill("[name=markdown]", "写了很久的正文。")
    desk.context.clear_cookies(name="sessionid")
    log_in(desk.context.new_page())
    desk.get_by_role("button", name="保存草稿").click()
    expect(desk.locator(".messagelist")).to_contain_text("草稿已保存")
    assert Edition.objects.drafts().get().markdown == "写了很久的正文。"


def test_the_form_works_without_scripts(open_page, article: Article):
    page = open_page(java_script_enabled=False)
    open_desk(page, article)
    page.fill("[name=markdown]", "没有脚本也能写。")
    page.click("[name=_continue]")
    expect(page.locator(".messagelist")).to_contain_text("草稿已保存")
    assert Edition.objects.drafts().get().markdown == "没有脚本也能写。"
    page.goto(f"/admin/articles/article/{article.pk}/editions/1/")
    expect(page.locator('.article-text[data-view="pinyin"]')).to_have_text("Qù yínxíng.")
