"""Can a reader find an article with a keyboard, with a finger, and without a script?"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from site_app.articles.models import Edition
from site_app.finding.indexing import index
from tests.browser.conftest import OpenPage
from tests.factories import make_article, make_tag

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (1280, 320)
HEADINGS = "## 脑梗的信号\n\n要马上打120。\n\n## 看*哪*里\n\n脸、手、话。\n\n## 记时间\n\n记下开始的时间。"


@pytest.fixture(autouse=True)
def articles() -> None:
    tags = (make_tag("急救"),)
    for title in ("脑梗是什么", "脑梗可以预防"):
        make_article(title=title, tags=tags, markdown=HEADINGS)
    index([*Edition.objects.live()])


def box(page: Page) -> Locator:
    return page.get_by_role("combobox")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def active(page: Page) -> str | None:
    return page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.innerText"
    )


def test_the_arrow_keys_choose_a_suggestion_and_enter_follows_it(page: Page) -> None:
    page.goto("/")
    box(page).fill("naogeng")  # in one go: suggestions for half of it would come in between
    expect(options(page)).to_have_count(2)
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    assert "脑梗是什么" in (active(page) or "")
    page.keyboard.press("ArrowUp")
    assert active(page) is None
    page.keyboard.press("ArrowUp")
    assert "脑梗可以预防" in (active(page) or "")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("脑梗是什么")


def test_escape_closes_the_list_and_keeps_what_was_typed(page: Page) -> None:
    page.goto("/")
    box(page).fill("ng")
    expect(options(page)).to_have_count(2)
    page.keyboard.press("Escape")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_value("ng")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Tab")
    expect(options(page)).to_have_count(0)


def test_enter_without_a_choice_searches(page: Page) -> None:
    page.goto("/")
    box(page).press_sequentially("naogeng")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_have_text("找到 2 篇文章")
    expect(page.locator("mark").first).to_have_text("脑梗")


def test_suggestions_are_announced(page: Page) -> None:
    page.goto("/")
    box(page).fill("jij")
    expect(page.locator("search-box [role=status]")).to_have_text("1 条建议，用上下键选择")
    expect(options(page)).to_contain_text(["急救"])


def test_a_finger_chooses_a_suggestion_in_the_view_that_the_reader_chose(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page.add_init_script("localStorage.setItem('view', 'ruby')")
    page.goto("/")
    box(page).tap()
    box(page).fill("脑梗可")
    options(page).first.tap()
    page.wait_for_url("**/articles/nao-geng-ke-yi-yu-fang/ruby/")


def test_the_form_works_without_a_script(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("searchbox").fill("lao gen")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("link", name="读音相近的也算").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("找到 2 篇文章")
    expect(page.get_by_role("checkbox")).to_be_checked()


def test_every_page_for_finding_is_accessible_and_fits(page: Page, is_for_everybody: Callable[..., None]) -> None:
    pages = ("/search/", "/search/?q=naogeng", "/search/?q=lao+gen", "/a-z/", "/articles/nao-geng-shi-shen-me/pinyin/")
    for address in pages:
        page.goto(address)
        is_for_everybody(page, widths=WIDTHS, height=900)
    page.goto("/")
    box(page).press_sequentially("naogeng")
    expect(options(page)).to_have_count(2)
    page.keyboard.press("ArrowDown")
    is_for_everybody(page, widths=WIDTHS, height=900)


@pytest.fixture
def small_targets() -> Callable[[Page], list[str]]:
    """Names the links and buttons of the page's own text that are lower than 24 pixels."""
    script = """() => [...document.querySelectorAll('main a, main button, main input, search-box *:is(button, input)')]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24).map((one) => one.outerHTML)"""
    return lambda page: page.evaluate(script)


def test_everything_to_press_is_large_enough(page: Page, small_targets: Callable[[Page], list[str]]) -> None:
    for address in ("/search/?q=naogeng", "/search/?q=lao+gen", "/a-z/", "/articles/nao-geng-shi-shen-me/"):
        page.goto(address)
        assert small_targets(page) == []


def test_the_contents_of_an_article_lead_to_its_headings_in_every_view(page: Page) -> None:
    page.goto("/articles/nao-geng-shi-shen-me/pinyin/")
    contents = page.get_by_role("navigation", name="这一页有")
    expect(contents.get_by_role("link")).to_have_text(["Nǎo gěng de xìnhào", "Kàn nǎlǐ", "Jì shíjiān"])
    contents.get_by_role("link").nth(2).click()
    assert page.evaluate("document.querySelector(':target').innerText") == "Jì shíjiān"
    assert page.evaluate("document.querySelectorAll('#s1').length") == 1
