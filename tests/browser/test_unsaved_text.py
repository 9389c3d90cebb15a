"""Does what somebody wrote outlive the tab, the login, the network and the server?"""

import contextlib
import re
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Dialog, Error, Page, expect

from site_app.articles.drafting import save_draft
from site_app.articles.models import Article, Edition
from tests.browser.conftest import PATIENCE, forgive
from tests.browser.signing_in import let_in
from tests.browser.test_editor import text
from tests.factories import make_article, make_editor, make_words

pytestmark = pytest.mark.django_db(transaction=True)

ADD = "/admin/articles/article/add/"
KEPT = """(field) => new Promise((resolve) => {
    const opening = indexedDB.open("unsaved-texts", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("texts", { keyPath: "id" });
    opening.onsuccess = () => {
        const asking = opening.result.transaction("texts").objectStore("texts").getAll();
        asking.onsuccess = () => { opening.result.close(); resolve(asking.result.map((kept) => kept.fields[field])); };
    };
})"""


@pytest.fixture(autouse=True)
def editor(page: Page) -> User:
    """Whose browser it is."""
    person = make_editor(name="editor")
    let_in(page, person)
    return person


@pytest.fixture
def article(media_root: Path) -> Article:
    return make_article(title="卒中", markdown="卒中要早治。")


def desk_of(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def kept(page: Page, field: str = "markdown") -> list[str]:
    found: list[str] = page.evaluate(KEPT, field)
    return found


def wait_until_kept(page: Page, holds: Callable[[list[str]], bool], field: str = "markdown") -> None:
    """What is kept is written a moment later. (`wait_for_function` would take the promise of an answer for a yes.)"""
    end = monotonic() + PATIENCE / 1000
    while not holds(kept(page, field)):
        assert monotonic() < end, kept(page, field)
        page.wait_for_timeout(50)


def type_and_wait(page: Page, words: str) -> None:
    text(page).press_sequentially(words)
    expect(page.locator("[data-kept]")).to_contain_text("没有保存的文字已留在这台设备上")
    wait_until_kept(page, lambda texts: any(words in text for text in texts))


def crash(page: Page) -> Page:
    """The tab is gone without a word; the same browser opens another one."""
    with page.expect_event("crash"), contextlib.suppress(Error):  # nobody is left to answer
        page.goto("chrome://crash", timeout=5000)
    fresh = page.context.new_page()
    page.close()
    return fresh


def test_a_crash_costs_nothing_and_the_text_is_offered_with_its_time_and_what_differs(page: Page, article: Article):
    page.goto(desk_of(article))
    text(page).focus()
    page.keyboard.press("Control+End")
    type_and_wait(page, "写了很久。")
    page.locator("[name=title]").fill("卒中怎么办")
    wait_until_kept(page, lambda titles: titles == ["卒中怎么办"], "title")
    page = crash(page)
    page.goto(desk_of(article))
    offer = page.locator(".editor-offer")
    expect(offer.locator("time")).to_contain_text(re.compile(r"\d"))
    offer.get_by_text("看看和这一页有什么不同").click()
    expect(offer.locator(".desk-difference ins").first).to_contain_text("怎么办")
    expect(text(page)).to_have_value("卒中要早治。")
    offer.get_by_role("button", name="用它").click()
    expect(text(page)).to_have_value("卒中要早治。写了很久。")
    expect(page.locator("[name=title]")).to_have_value("卒中怎么办")
    page.keyboard.press("Control+z")
    expect(text(page)).to_have_value("卒中要早治。")
    page.keyboard.press("Control+Shift+z")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator(".messagelist")).to_contain_text("草稿已保存")
    assert Edition.objects.drafts().get().markdown == "卒中要早治。写了很久。"
    wait_until_kept(page, lambda texts: not texts)
    page.reload()
    expect(page.locator("markdown-editor .editor-bar")).to_be_visible()
    expect(page.locator(".editor-offer")).to_have_count(0)


def test_an_input_method_that_never_rests_keeps_nothing_from_being_kept(page: Page, article: Article):
    """What it composes is not meant yet; what stood before that is, however soon the next word is begun."""
    page.goto(desk_of(article))
    text(page).focus()
    page.keyboard.press("Control+End")
    devtools = page.context.new_cdp_session(page)

    def compose(letters: str) -> None:
        devtools.send("Input.imeSetComposition", {"text": letters, "selectionStart": 3, "selectionEnd": 3})

    for word in ("先", "写", "这", "里"):
        devtools.send("Input.insertText", {"text": word})
        compose("nao")
    expect(text(page)).to_have_value("卒中要早治。先写这里nao")
    wait_until_kept(page, lambda texts: texts == ["卒中要早治。先写这里"])
    page = crash(page)
    page.goto(desk_of(article))
    page.get_by_role("button", name="用它").click()
    expect(text(page)).to_have_value("卒中要早治。先写这里")


def test_a_text_can_be_thrown_away_and_another_tab_that_is_open_is_not_offered(page: Page, article: Article):
    page.goto(desk_of(article))
    type_and_wait(page, "甲")
    other = page.context.new_page()
    other.goto(desk_of(article))
    expect(other.locator("[data-count]")).to_contain_text("汉字")
    other.wait_for_timeout(300)
    expect(other.locator(".editor-offer")).to_have_count(0)
    other.close()
    page = crash(page)
    page.goto(desk_of(article))
    page.get_by_role("button", name="不要了，删掉").click()
    expect(page.locator(".editor-offer")).to_have_count(0)
    wait_until_kept(page, lambda texts: not texts)


def test_what_others_saved_meanwhile_is_not_overwritten(page: Page, article: Article):
    page.goto(desk_of(article))
    type_and_wait(page, "我写的。")
    page = crash(page)
    save_draft(article=article, words=make_words(title="卒中", markdown="别人写的。"), by=make_editor(name="other"))
    page.goto(desk_of(article))
    expect(page.locator(".editor-offer")).to_contain_text("在那以后，这篇文章又保存过别的文字")
    page.get_by_role("button", name="用它").click()
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator(".desk-other")).to_contain_text("other")
    expect(text(page)).to_have_value(re.compile("我写的。"))
    assert Edition.objects.drafts().get().markdown == "别人写的。"


def test_no_other_account_is_offered_it_and_signing_out_forgets_it(page: Page, article: Article):
    page.goto(desk_of(article))
    type_and_wait(page, "私下写的。")
    page = crash(page)
    page.context.clear_cookies()
    let_in(page, make_editor(name="second")).goto(desk_of(article))
    expect(page.locator("[data-count]")).to_contain_text("汉字")
    page.wait_for_timeout(300)
    expect(page.locator(".editor-offer")).to_have_count(0)
    assert kept(page) == ["私下写的。卒中要早治。"]
    page.goto("/admin/")
    page.locator("#logout-form button").click()
    page.wait_for_url("**/logout/")
    assert kept(page) == []


def test_signing_out_asks_before_it_forgets_what_was_not_saved(page: Page, article: Article):
    page.goto(desk_of(article))
    type_and_wait(page, "没保存。")
    page.goto("/admin/")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", stay)
    with page.expect_event("dialog"):
        page.locator("#logout-form button").click()
    assert "退出登录就会删掉" in asked[0]
    assert kept(page) == ["没保存。卒中要早治。"]


def test_leaving_asks_only_when_something_is_not_saved(page: Page, article: Article):
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.goto(desk_of(article))
    text(page).press_sequentially("甲")
    page.keyboard.press("Backspace")
    page.goto("/admin/")
    assert asked == []
    page.goto(desk_of(article))
    text(page).press_sequentially("甲")
    page.goto("/admin/")
    assert asked == ["beforeunload"]


def test_a_server_that_is_gone_costs_nothing(page: Page, faults: list[str]):
    page.goto(ADD)
    page.locator("[name=title]").fill("新文章")
    type_and_wait(page, "没有网也写。")
    page.context.set_offline(True)
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator(".editor-notice")).to_contain_text("网站现在连不上，没有保存")
    expect(text(page)).to_have_value("没有网也写。")
    page.context.set_offline(False)
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator(".messagelist")).to_contain_text("草稿已保存")
    assert Edition.objects.get().markdown == "没有网也写。"
    expect(page).to_have_url(re.compile(r"/change/$"))
    forgive(faults, "ERR_INTERNET_DISCONNECTED")


def test_a_login_that_ran_out_is_told_before_anything_is_lost(
    page: Page, editor: User, article: Article, faults: list[str]
):
    page.goto(desk_of(article))
    type_and_wait(page, "甲")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator(".editor-notice")).to_contain_text("登录已经失效")
    let_in(page, editor)
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator(".messagelist")).to_contain_text("草稿已保存")
    forgive(faults, "401")


def test_a_new_article_whose_answer_never_came_is_not_made_twice(page: Page):
    page.goto(ADD)
    page.locator("[name=title]").fill("新文章")
    type_and_wait(page, "第一次。")

    def lose(route):
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
        route.abort()

    page.route(re.compile(r"/article/add/$"), lose)
    with page.expect_event("requestfailed", lambda request: request.method == "POST" and request.url.endswith(ADD)):
        page.get_by_role("button", name="保存草稿").click()
    page.unroute_all()
    assert Edition.objects.get().markdown == "第一次。"
    page = crash(page)
    page.goto(ADD)
    page.get_by_role("button", name="用它").click()
    text(page).press_sequentially("又写。")
    page.get_by_role("button", name="保存草稿").click()
    page.wait_for_url("**/change/*")
    assert Edition.objects.get().markdown == "又写。第一次。"


def test_what_could_not_be_kept_is_kept_as_soon_as_it_can_be(page: Page, article: Article):
    page.add_init_script("indexedDB.open = () => { throw new Error('full'); }")
    page.goto(desk_of(article))
    text(page).press_sequentially("甲")
    expect(page.locator("[data-kept]")).to_contain_text("这个浏览器不能替您留底")
    page.evaluate("delete indexedDB.open")
    wait_until_kept(page, lambda texts: texts == ["甲卒中要早治。"])


def test_a_browser_that_cannot_keep_anything_says_so(page: Page, article: Article):
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    page.goto(desk_of(article))
    text(page).press_sequentially("甲")
    expect(page.locator("[data-kept]")).to_contain_text("这个浏览器不能替您留底")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator(".messagelist")).to_contain_text("草稿已保存")
