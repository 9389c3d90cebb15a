"""Is the page that readers would get there while an editor writes, and does it lead back to the text?"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, Route, expect

from site_app.articles.models import Article
from tests.browser.conftest import forgive
from tests.browser.signing_in import let_in
from tests.browser.syllables import chosen, step_to
from tests.browser.test_article_desk import STRICT
from tests.factories import make_article, make_editor, make_lexicon_entry

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "\n\n".join(f"## 第{n}节\n\n" + f"这是第{n}节的正文，银行在街的对面。" * 8 for n in range(1, 31))
SCROLLED = "() => document.querySelector('.live-preview iframe').contentDocument.documentElement.scrollTop"
TITLE_IS_FIRST = """() => {
    const title = document.querySelector('.live-preview iframe').contentDocument.querySelector('h1');
    const top = title && title.getBoundingClientRect().top;
    return title && top >= 0 && top < 40;
}"""
SELECTED = "field => field.value.slice(field.selectionStart, field.selectionEnd)"


@pytest.fixture
def article(media_root: Path) -> Article:
    make_lexicon_entry("银行", "yín xíng")
    return make_article(title="银行附近", markdown="去银行。\n\n再去**医院**。")


def open_desk(page: Page, article: Article) -> Page:
    let_in(page, make_editor()).goto(f"/admin/articles/article/{article.pk}/change/")
    expect(shown(page).locator(".article-text p").first).to_be_visible()
    return page


@pytest.fixture
def desk(page: Page, article: Article) -> Iterator[Page]:
    """The form of an article, with nothing inline allowed."""

    def strictly(route: Route) -> None:
        answer = route.fetch(max_redirects=0)
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": STRICT})

    page.route(re.compile("/admin/articles/.*/change/"), strictly)
    yield open_desk(page, article)
    page.unroute_all(behavior="ignoreErrors")


def shown(page: Page) -> FrameLocator:
    return page.frame_locator(".live-preview iframe")


def text(page: Page) -> Any:
    return page.locator("[name=markdown]")


def press(page: Page, name: str) -> None:
    page.locator(".live-preview").get_by_role("button", name=name, exact=True).click()


def press_on(page: Page, part: Any, x: float = 0.5, y: float = 0.5) -> None:
    """Nothing runs in the frame, so Playwright's own way of pressing waits there for ever."""
    part.evaluate("part => part.scrollIntoView({ block: 'center' })")
    page.locator(".live-preview-stage").evaluate("stage => stage.scrollIntoView({ block: 'center' })")
    box = part.bounding_box()
    page.mouse.click(box["x"] + box["width"] * x, box["y"] + box["height"] * y)


def test_the_page_follows_what_is_typed(desk: Page):
    text(desk).fill("银行**关门**")
    expect(shown(desk).locator("strong")).to_have_text(re.compile("关.*门"))
    desk.fill("[name=title]", "新题目")
    expect(shown(desk).locator("h1 ruby").first).to_contain_text("xīn")
    desk.fill("[name=readers]", "孩子")
    expect(shown(desk).locator(".provenance")).to_contain_text("孩子")


def test_a_new_article_has_a_preview_too(page: Page, media_root: Path):
    let_in(page, make_editor()).goto("/admin/articles/article/add/")
    text(page).fill("还没有保存。")
    expect(shown(page).locator(".article-text")).to_contain_text("还")


def test_three_views(desk: Page, article: Article):
    for label, words in (("拼音", "Qù yínxíng."), ("汉字", "去银行。")):
        press(desk, label)
        expect(shown(desk).locator(".article-text p").first).to_have_text(words)
        button = desk.locator(".live-preview").get_by_role("button", name=label, exact=True)
        expect(button).to_have_attribute("aria-pressed", "true")
    press_on(desk, shown(desk).locator("[data-switch-view=pinyin]"))
    expect(shown(desk).locator(".article-text p").first).to_have_text("Qù yínxíng.")
    desk.reload()
    expect(shown(desk).locator(".article-text p").first).to_have_text("Qù yínxíng.")


def test_it_looks_as_the_page_does(desk: Page, article: Article):
    style = (
        """element => ["fontSize", "lineHeight", "fontFamily", "color"].map(name => getComputedStyle(element)[name])"""
    )
    in_preview = shown(desk).locator(".article-text").evaluate(style)
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.goto(f"{article.get_absolute_url()}ruby/")
    assert desk.locator(".article-text").evaluate(style) == in_preview


def test_two_widths_that_always_fit(desk: Page):
    for label, width in (("桌面", 1280), ("手机", 390)):
        press(desk, label)
        desk.wait_for_function(
            "width => document.querySelector('.live-preview iframe').contentWindow.innerWidth === width", arg=width
        )
        frame, stage = (
            desk.locator(f".live-preview {name}").bounding_box() for name in ("iframe", "div:has(> iframe)")
        )
        assert frame
        assert stage
        assert stage["x"] - 1 <= frame["x"]
        assert frame["x"] + frame["width"] <= stage["x"] + stage["width"] + 1


def test_the_colours_of_the_admin_reach_the_page(desk: Page):
    for theme, paper in (("dark", "rgb(23, 23, 21)"), ("light", "rgb(251, 248, 241)")):
        desk.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
        expect(shown(desk).locator("body")).to_have_css("background-color", paper)


def test_hiding_it_is_remembered_and_asks_the_server_nothing(desk: Page):
    press(desk, "隐藏预览")
    expect(desk.locator(".live-preview iframe")).to_be_hidden()
    desk.reload()
    expect(desk.locator(".live-preview").get_by_role("button", name="显示预览")).to_be_visible()
    expect(desk.locator(".live-preview iframe")).to_be_hidden()
    text(desk).fill("写着。")
    press(desk, "显示预览")
    expect(shown(desk).locator(".article-text")).to_contain_text("写")


def test_what_has_not_changed_stays_as_it_is(desk: Page, media_root: Path):
    text(desk).fill("一。\n\n二。\n\n三。")
    expect(shown(desk).locator(".article-text p")).to_have_count(3)
    shown(desk).locator(".article-text p").last.evaluate("paragraph => paragraph.known = true")
    text(desk).fill("一。又。\n\n二。\n\n三。")
    expect(shown(desk).locator("#s4")).to_contain_text("三")
    assert shown(desk).locator(".article-text p").last.evaluate("paragraph => paragraph.known")
    ids = shown(desk).locator(".article-text .sentence").evaluate_all("all => all.map(each => each.id)")
    assert ids == ["s1", "s2", "s3", "s4"]


def test_a_broken_reading_keeps_the_last_good_paragraph(desk: Page):
    text(desk).fill("第一段。\n\n说{卒中|cù zhòng}。")
    expect(shown(desk).locator(".article-text p").last).to_contain_text("卒")
    text(desk).fill("第一段改了。\n\n说{卒中|cù}。")
    expect(shown(desk).locator(".article-text p").first).to_contain_text("改")
    expect(shown(desk).locator("[data-problem]")).to_contain_text("卒")
    expect(shown(desk).locator("[data-problem]")).not_to_contain_text("{")
    problem = desk.locator(".live-preview-problems").get_by_role("button")
    expect(problem).to_contain_text("正文第3行第2列")
    problem.click()
    expect(text(desk)).to_be_focused()
    assert text(desk).evaluate(SELECTED) == "{卒中|cù}"
    desk.keyboard.type("卒中")
    expect(desk.locator(".live-preview-problems")).to_be_hidden()
    expect(shown(desk).locator("[data-problem]")).to_have_count(0)


@pytest.mark.parametrize(("view", "words"), [("汉字", "院"), ("注音", "院"), ("拼音", "医")])
def test_a_press_on_a_syllable_leads_to_where_it_is_written(desk: Page, view: str, words: str):
    press(desk, view)
    desk.evaluate(
        """() => document.querySelector(".live-preview").addEventListener("syllable-chosen", event => {
            window.heard = event.detail;
        })"""
    )
    strong = shown(desk).locator("strong")
    expect(strong).to_have_text({"汉字": "医院", "注音": "医yī院yuàn", "拼音": "yīyuàn"}[view])
    press_on(desk, strong.locator("ruby") if view == "注音" else strong, 0.75, 0.7)
    expect(desk.locator(".reading-popup")).to_be_visible()
    assert text(desk).evaluate(SELECTED) == words
    at = "去银行。\n\n再去**医院**。".index(words)
    assert desk.evaluate("heard") == {"from": at, "to": at + 1, "syllable": words, "sentence": 2}


def test_a_syllable_is_chosen_by_keyboard(desk: Page):
    step_to(desk, "行")
    desk.keyboard.press("ArrowLeft")
    assert chosen(desk) == "银"
    desk.keyboard.press("Enter")
    expect(desk.locator(".reading-popup")).to_be_visible()
    assert text(desk).evaluate(SELECTED) == "银"


def test_links_in_the_page_leave_the_form_alone(desk: Page):
    text(desk).fill("[去别处](/about/)，见[^1]。\n\n[^1]: 注。")
    address = desk.url
    expect(shown(desk).locator("sup a")).to_be_visible()
    press_on(desk, shown(desk).get_by_role("link", name="首页"))
    press_on(desk, shown(desk).locator(".article-text a").first)
    press_on(desk, shown(desk).locator("sup a"))
    expect(shown(desk).locator(".footnote")).to_be_in_viewport()
    assert desk.url == address
    assert shown(desk).locator("html").evaluate("() => location.href") == "about:srcdoc"


def test_text_and_page_scroll_together(desk: Page):
    text(desk).fill(LONG)
    expect(shown(desk).locator(".article-text h2")).to_have_count(30)
    text(desk).evaluate("field => field.scrollTo(0, 0)")
    text(desk).hover()
    desk.mouse.wheel(0, 700)
    desk.wait_for_function(f"() => ({SCROLLED})() > 800")
    desk.wait_for_function("""() => {
        const field = document.querySelector("[name=markdown]");
        const page = document.querySelector(".live-preview iframe").contentDocument;
        const inText = field.scrollTop / field.scrollHeight * 30;
        const inPage = [...page.querySelectorAll(".article-text h2")].findIndex((each) => each.getBoundingClientRect().top > 0);
        return field.scrollTop > 600 && Math.abs(inPage - inText) <= 2;
    }""")
    desk.locator(".live-preview iframe").hover()
    desk.mouse.wheel(0, 30_000)
    desk.wait_for_function(
        "() => { const f = document.querySelector('[name=markdown]'); return f.scrollHeight - f.clientHeight - f.scrollTop < 2 }"
    )
    text(desk).hover()
    desk.mouse.wheel(0, -30_000)
    desk.wait_for_function(TITLE_IS_FIRST)


def test_the_page_begins_with_the_title_and_keeps_what_is_written_in_sight(desk: Page):
    desk.wait_for_function(TITLE_IS_FIRST)
    text(desk).fill("")
    text(desk).press_sequentially("第一句。")
    for number in range(9):
        text(desk).press("Enter")
        text(desk).press("Enter")
        text(desk).press_sequentially(f"这是第{number}段，说一说怎样量血压、怎样吃药、怎样锻炼。")
    expect(shown(desk).locator(".article-text p").last).to_be_in_viewport()
    text(desk).fill(LONG)
    text(desk).press("Control+End")
    expect(shown(desk).locator(".article-text > *").last).to_be_in_viewport()


def test_nothing_runs_while_an_input_method_composes(desk: Page):
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url) if request.url.endswith("/preview/") else None)
    devtools = desk.context.new_cdp_session(desk)
    text(desk).fill("")
    expect(shown(desk).locator(".article-text p")).to_have_count(0)
    asked.clear()
    for letters in ("n", "na", "nao", "naog", "naogeng"):
        devtools.send("Input.imeSetComposition", {"text": letters, "selectionStart": 1, "selectionEnd": 1})
    desk.wait_for_timeout(400)  # longer than the pause after which the server is asked
    assert asked == []
    devtools.send("Input.insertText", {"text": "脑梗"})
    expect(shown(desk).locator(".article-text")).to_contain_text("脑")
    expect(text(desk)).to_have_value("脑梗")


def test_without_a_network_the_last_page_stays_and_goes_on_later(desk: Page, faults: list[str]):
    desk.route("**/preview/", lambda route: route.abort())
    text(desk).fill("新写的。")
    expect(desk.locator(".live-preview-status")).to_contain_text("连不上服务器")
    expect(shown(desk).locator(".article-text p").first).to_contain_text("去")
    desk.unroute("**/preview/")
    expect(shown(desk).locator(".article-text")).to_contain_text("新")
    expect(desk.locator(".live-preview-status")).to_be_empty()
    forgive(faults, "ERR_FAILED")


def test_an_expired_login_is_explained(desk: Page):
    desk.context.clear_cookies(name="sessionid")
    text(desk).fill("写着写着。")
    expect(desk.locator(".live-preview-status")).to_contain_text("重新登录")
    expect(shown(desk).locator(".article-text p").first).to_contain_text("去")


def test_an_older_answer_never_replaces_a_newer_one(desk: Page):
    held: list[Route] = []

    def hold(route: Route) -> None:
        if "older" in (route.request.post_data or ""):
            held.append(route)
        else:
            route.continue_()

    desk.route("**/preview/", hold)
    with desk.expect_request("**/preview/"):
        text(desk).fill("older")
    text(desk).fill("更新的。")
    expect(shown(desk).locator(".article-text")).to_contain_text("更")
    for route in held:
        route.continue_()
    expect(shown(desk).locator(".article-text")).to_contain_text("更")


def test_it_can_be_used_by_everybody(page: Page, article: Article, is_for_everybody):
    open_desk(page, article)
    text(page).fill("说{卒中|cù}。")
    expect(page.locator(".live-preview-problems")).to_be_visible()
    is_for_everybody(page, widths=(1280, 320))
