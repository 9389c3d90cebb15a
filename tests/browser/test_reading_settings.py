"""Does a setting do what it says, at once, without moving what is read, and in the same way with a script and without?"""

import re

import pytest
from allpairspy import AllPairs
from playwright.sync_api import expect

from tests.browser.test_device_voices import STAND_IN
from tests.browser.test_public_pages import TOO_WIDE
from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "\n\n".join(
    f"## 第{n}节\n\n患者和家属应该认识到，康复训练是**必不可少**的环节。我很好，一点儿也不难，西安有1100人做CT。"
    + "坚持每天锻炼很重要。女儿可以理解。" * 4
    for n in range(1, 8)
)
ADDRESS = "/articles/kang-fu-bu-shi-xiao-shi/"

SHIFTS = """() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
            window.shifts.push([entry.value, entry.hadRecentInput, ...entry.sources.map((s) => s.node?.parentElement?.outerHTML?.slice(0, 90))]);
        }
    }).observe({type: "layout-shift", buffered: true});
}"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
LINE = """() => {
    const bar = document.querySelector(".view-switch");
    const top = getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().bottom : 0;
    const texts = document.createTreeWalker(document.querySelector(".article-text"), NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        if (node.parentElement.closest("rt") || !node.data.trim()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        if (range.getBoundingClientRect().top >= top) {
            window.line = range;
            return range.getBoundingClientRect().bottom;
        }
    }
}"""
PRESS = """([name, value]) => {
    const button = document.querySelector(`.reading-panel input[name="${name}"][value="${value}"]`);
    const panel = button.closest("dialog");
    panel.scrollTop += button.getBoundingClientRect().top - panel.getBoundingClientRect().top - 120;
    const box = button.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
}"""
SPELLING = {"tones": ["", "numbers", "none"], "script": ["", "zhuyin"], "said": ["", "spoken"], "by": ["", "character", "word"], "colours": ["", "on"]}  # fmt: skip
LOOK = {"theme": ["", "light", "dark", "sepia", "contrast"], "size": ["", "150", "300"], "lines": ["", "wider"], "place": ["", "below"], "focus": ["", "on"], "known": ["", "4"], "elder": ["", "on"]}  # fmt: skip


@pytest.fixture(autouse=True)
def _article():
    make_article(title="康复不是小事", summary="康复很重要。", markdown=TEXT)


def combinations(**settings: list[str]) -> list[dict[str, str]]:
    """Every two values of two settings meet in one of them."""
    return [dict(zip(settings, values, strict=True)) for values in AllPairs([*settings.values()])]


def query(chosen: dict[str, str]) -> str:
    return "&".join(f"{name}={value}" for name, value in chosen.items() if value)


def open_panel(page) -> None:
    page.locator(".view-switch [data-reading-settings]").click()
    expect(page.locator("dialog.reading-panel")).to_be_visible()


def choose(page, name: str, value: str) -> None:
    """By a real press, as a reader does."""
    page.locator(f'.reading-panel input[name="{name}"][value="{value}"]').check()


def test_a_setting_counts_at_once_is_kept_on_the_device_and_can_be_shared(page, axe):
    page.goto(f"{ADDRESS}ruby/")
    page.evaluate("scrollTo(0, 900)")
    open_panel(page)
    assert axe(page) == []
    choose(page, "theme", "dark")
    choose(page, "tones", "numbers")
    expect(page.locator(".article-text rt").first).to_have_text("di4")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert axe(page) == []
    shared = page.locator(".share").get_attribute("href")
    assert shared == f"{ADDRESS}ruby/?theme=dark&tones=numbers"
    page.keyboard.press("Escape")
    expect(page.locator("dialog.reading-panel")).to_be_hidden()
    expect(page.locator(".view-switch [data-reading-settings]")).to_be_focused()
    page.reload()
    expect(page.locator(".article-text rt").first).to_have_text("di4")
    assert page.context.cookies() == []
    # Somebody else opens the shared address, and changes what the server wrote.
    page.evaluate("localStorage.clear()")
    page.goto(shared)
    expect(page.locator(".article-text rt").first).to_have_text("di4")
    open_panel(page)
    # The page opens anew at once: there is no button left to be looked at.
    page.locator('.reading-panel input[name="tones"][value="marks"]').click()
    page.wait_for_url(f"**{ADDRESS}ruby/?theme=dark")
    expect(page.locator(".article-text rt").first).to_have_text("dì")
    open_panel(page)
    page.locator(".reading-panel a[data-as-usual]:not(.share)").click()
    page.wait_for_url(f"**{ADDRESS}ruby/")
    assert page.locator("html").get_attribute("data-theme") is None
    assert page.evaluate("localStorage.reading ?? null") is None


@pytest.mark.parametrize("view", ["ruby", "pinyin"])
def test_the_browser_spells_as_the_server_does(page, client, view):
    page.goto(f"{ADDRESS}{view}/")
    text = """async (spelling) => {
        const { respell } = await import("/static/js/reading/respelling.js");
        respell(spelling);
        return [document.querySelector("article h1").innerHTML, document.querySelector(".article-text").innerHTML];
    }"""
    for chosen in combinations(**SPELLING):
        there = page.evaluate(text, {name: value for name, value in chosen.items() if value})
        server = client.get(f"{ADDRESS}{view}/?{query(chosen)}", follow=True).content.decode()
        for part, pattern in zip(
            there, ("<h1[^>]*>(.*?)</h1>", '<div class="article-text[^>]*>(.*?)</div>'), strict=True
        ):
            assert bare(part) == bare(re.search(pattern, server, re.DOTALL)[1]), chosen


def bare(html: str) -> str:
    """Without what differs and is not seen: what the stored view notes, and white space."""
    html = re.sub(
        r' (?:aria-hidden|data-t|data-sandhi|id|data-part|class="(?:stays|l\d|tight| )+")(?:="[^"]*")?', "", html
    )
    return "".join(html.split()).replace("&#x27;", "'")


@pytest.mark.parametrize(("scheme", "settings"), [("light", LOOK), ("dark", {**SPELLING, "size": ["", "200"], "theme": ["", "sepia"]})])  # fmt: skip
def test_no_setting_moves_the_line_that_is_read(open_page, scheme, settings):
    page = open_page(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
    page.goto(f"{ADDRESS}ruby/")
    open_panel(page)
    choose(page, "tones", "none")
    choose(page, "tones", "marks")
    page.evaluate("document.querySelector('#s12').scrollIntoView()")
    page.evaluate(TWO_FRAMES)
    now: dict[str, str] = {}
    for chosen in combinations(**settings):
        for name, value in chosen.items():
            if now.get(name, "") == value:
                continue
            usual = page.locator(f'[data-setting="{name}"] input').first.get_attribute("value")
            place = page.evaluate(PRESS, [name, value or usual])
            before = page.evaluate(LINE)
            page.mouse.click(*place)
            page.wait_for_function(
                "([name, value]) => (document.documentElement.getAttribute(`data-${name}`) ?? '') === value",
                arg=[name, value],
            )
            page.evaluate(TWO_FRAMES)
            after = page.evaluate("() => line.getBoundingClientRect().bottom")
            assert after == pytest.approx(before, abs=2), (name, value, chosen)
            now[name] = value


def test_nothing_flashes_or_moves_while_a_page_loads(open_page):
    page = open_page(viewport={"width": 390, "height": 800})
    page.add_init_script(f"({SHIFTS})()")
    page.goto("/about/")
    settings = {**LOOK, **SPELLING}
    # Every value comes up; that settings go together is tried above.
    for turn in range(max(map(len, settings.values()))):
        chosen = {name: values[turn % len(values)] for name, values in settings.items()}
        page.evaluate("(reading) => localStorage.setItem('reading', reading)", query(chosen))
        page.goto(f"{ADDRESS}{'pinyin' if chosen['by'] == 'character' else 'ruby'}/")
        expect(page.locator("html:not([data-waits])")).to_be_attached()
        page.evaluate(TWO_FRAMES)
        assert page.evaluate("shifts") == [], chosen
        for name, value in chosen.items():
            assert (page.locator("html").get_attribute(f"data-{name}") or "") == value


def test_known_words_and_levels_hide_pinyin_but_never_over_what_may_harm(page):
    make_article(title="吃药", markdown="大家都喝茶。每天吃两片阿司匹林。\n\n::: 急救\n大家都喝茶。\n:::")
    page.goto("/articles/chi-yao/ruby/")
    shown = """() => [...document.querySelectorAll(".article-text ruby")]
        .filter((ruby) => [...ruby.querySelectorAll("rt")].every((rt) => getComputedStyle(rt).visibility === "visible"))
        .map((ruby) => [...ruby.childNodes].filter((node) => node.nodeName === "#text").map((node) => node.data).join(""))"""
    only_in_the_box = f"() => ({shown})().filter((word) => word === '大家').length === 1"
    assert page.evaluate(shown).count("大家") == 2
    open_panel(page)
    choose(page, "known", "7")
    page.wait_for_function(only_in_the_box)
    assert {"每天", "两", "片", "阿司匹林"} <= {*page.evaluate(shown)}
    choose(page, "known", "0")
    page.keyboard.press("Escape")
    box = page.locator(".article-text ruby").first.bounding_box()
    page.mouse.click(box["x"] + 8, box["y"] + box["height"] - 8)
    page.get_by_role("button", name="我认识").click()
    expect(page.get_by_role("button", name="我认识")).to_have_attribute("aria-pressed", "true")
    page.evaluate("""async () => (await import("/static/js/known_words.js")).setKnown("阿司匹林", true)""")
    page.wait_for_function(only_in_the_box)
    assert "阿司匹林" in page.evaluate(shown)
    page.reload()
    page.wait_for_function(only_in_the_box)


def test_elder_mode_is_one_press_and_docks_the_player(open_listener):
    page = open_listener(viewport={"width": 390, "height": 800})
    page.add_init_script(path=STAND_IN)
    page.goto(ADDRESS)
    open_panel(page)
    page.get_by_role("button", name="长辈模式").click()
    page.wait_for_url(f"**{ADDRESS}ruby/*")
    expect(page.locator(".player")).to_be_visible()
    small = page.evaluate("""() => [...document.querySelectorAll(".view-switch a, .player button, .masthead a, .colophon nav a, .start")]
        .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 43.9).map((one) => one.outerHTML)""")
    assert small == []


def test_all_of_it_works_without_a_script(open_page):
    page = open_page(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto(f"{ADDRESS}ruby/")
    page.locator(".view-switch [data-reading-settings]").click()
    expect(page.locator("h1")).to_have_text("阅读设置")
    page.locator('input[name="script"][value="zhuyin"]').check()
    page.locator('input[name="size"][value="200"]').check()
    page.get_by_role("button", name="用这些设置").click()
    page.wait_for_url(f"**{ADDRESS}ruby/?size=200&script=zhuyin")
    expect(page.locator(".article-text rt").first).to_have_text("ㄉㄧˋ")
    page.get_by_role("link", name="拼音", exact=True).click()
    page.wait_for_url(f"**{ADDRESS}pinyin/?size=200&script=zhuyin")
    page.get_by_role("link", name="首页").click()
    page.wait_for_url("**/?size=200&script=zhuyin")


@pytest.mark.parametrize(
    ("width", "chosen"),
    [
        (320, "elder=on&script=zhuyin&colours=on"),
        (320, "size=150&by=word&place=below"),
        (1280, "size=300&lines=wider&theme=contrast&focus=on"),
    ],
)
def test_enlarged_nothing_is_cut_off(open_page, axe, width, chosen):
    page = open_page(viewport={"width": width, "height": 256})
    for address in (f"/settings/?to={ADDRESS}&{chosen}", f"{ADDRESS}pinyin/?{chosen}", f"{ADDRESS}ruby/?{chosen}"):
        page.goto(address)
        assert page.evaluate(TOO_WIDE) == []
    assert axe(page) == []
