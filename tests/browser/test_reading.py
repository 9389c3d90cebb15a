"""What does a reader meet in a real browser?"""

import pytest

from tests.factories import make_article, make_series

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "\n\n".join(
    f"## 第{n}节\n\n患者和家属应该认识到，康复训练是必不可少的环节。{'坚持每天锻炼很重要。' * 6}" for n in range(1, 13)
)
ADDRESS = "/articles/kang-fu/"

PLACE = """() => {
    const bar = document.querySelector(".view-switch");
    const top = getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().height : 0;
    const sentence = [...document.querySelectorAll(".article-text .sentence[id]")]
        .find((sentence) => sentence.getBoundingClientRect().bottom > top);
    return [sentence.id, sentence.getBoundingClientRect().top];
}"""
COLLISIONS = """() => {
    const rubies = [...document.querySelectorAll(".article-text ruby")].map((ruby) => ({
        pinyin: [...ruby.querySelectorAll("rt")].map((rt) => rt.getBoundingClientRect()),
        hanzi: [...ruby.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => {
            const range = document.createRange();
            range.selectNode(node);
            return range.getBoundingClientRect();
        }),
    }));
    const meet = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5
        && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
    return rubies.flatMap((ruby, i) => rubies.slice(Math.max(0, i - 60), i + 60)
        .filter((other) => other !== ruby)
        .filter((other) => ruby.pinyin.some((a) => [...other.pinyin, ...other.hanzi].some((b) => meet(a, b))))).length;
}"""
LINE_STARTS = """() => {
    const texts = document.createTreeWalker(document.querySelector(".article-text"), NodeFilter.SHOW_TEXT);
    const starts = [];
    let right = 0;
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        if (node.parentElement.closest("rt")) continue;
        for (let i = 0; i < node.data.length; i++) {
            const range = document.createRange();
            range.setStart(node, i);
            range.setEnd(node, i + 1);
            const box = range.getBoundingClientRect();
            if (box.width && box.left < right - 1) starts.push(node.data[i]);
            if (box.width) right = box.left;
        }
    }
    return starts;
}"""


def press(page, selector: str) -> None:
    """Press what is in sight; `page.click` would scroll first."""
    box = page.locator(selector).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.fixture
def _article():
    make_article(title="康复", summary="康复很重要。", markdown=LONG)


@pytest.mark.usefixtures("_article")
class TestSwitchingTheView:
    @pytest.mark.parametrize(
        ("width", "order"), [(360, ["ruby", "pinyin", "hanzi"]), (1280, ["pinyin", "ruby", "hanzi"])]
    )
    def test_the_sentence_in_sight_stays_in_sight(self, open_page, width, order):
        page = open_page(viewport={"width": width, "height": 800})
        page.goto(ADDRESS)
        page.locator("#s40").evaluate("element => scrollBy(0, element.getBoundingClientRect().top - 120)")
        for view in order:
            sentence, top = page.evaluate(PLACE)
            press(page, f"[data-switch-view={view}]")
            page.wait_for_function("view => document.querySelector('article')?.dataset.view === view", arg=view)
            page.wait_for_function("() => scrollY > 0")
            page.wait_for_function("() => !location.hash")
            page.wait_for_function(
                "([id, top]) => Math.abs(document.getElementById(id).getBoundingClientRect().top - top) <= 2",
                arg=[sentence, top],
            )

    def test_at_the_beginning_the_page_stays_at_its_top(self, page):
        page.goto(ADDRESS)
        page.click("[data-switch-view=ruby]")
        page.wait_for_url("**/ruby/")
        assert page.evaluate("scrollY") == 0

    def test_the_choice_is_remembered_for_links_to_articles(self, page):
        page.goto(ADDRESS)
        page.click("[data-switch-view=pinyin]")
        page.wait_for_url("**/pinyin/")
        page.goto("/")
        page.click("a[data-article]")
        page.wait_for_url(f"**{ADDRESS}pinyin/")

    def test_it_can_be_made_on_the_home_page_too(self, page):
        page.goto("/")
        page.click("[data-choose-view=ruby]")
        assert page.get_attribute("[data-choose-view=ruby]", "aria-pressed") == "true"
        assert page.get_attribute("a[data-article]", "href") == f"{ADDRESS}ruby/"

    def test_it_works_by_keyboard(self, page):
        page.goto(ADDRESS)
        page.focus("[data-switch-view=ruby]")
        page.keyboard.press("Enter")
        page.wait_for_url("**/ruby/")

    def test_it_works_without_a_script(self, open_page):
        page = open_page(java_script_enabled=False)
        page.goto(ADDRESS)
        page.click("[data-switch-view=ruby]")
        page.wait_for_url("**/ruby/")
        assert page.locator("rt").count() > 100
        page.goto("/")
        assert not page.is_visible(".view-choice")

    def test_it_works_where_the_browser_forbids_storing(self, page):
        page.add_init_script("""for (const name of ["localStorage", "sessionStorage"])
            Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });""")
        page.goto(ADDRESS)
        page.click("[data-switch-view=ruby]")
        page.wait_for_url("**/ruby/")


@pytest.mark.usefixtures("_article")
class TestRuby:
    def test_copying_gives_clean_hanzi(self, open_page):
        page = open_page(permissions=["clipboard-read", "clipboard-write"])
        page.goto(f"{ADDRESS}ruby/")
        page.evaluate("getSelection().selectAllChildren(document.querySelector('.article-text p'))")
        page.keyboard.press("Control+C")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.strip() == "患者和家属应该认识到，康复训练是必不可少的环节。" + "坚持每天锻炼很重要。" * 6

    def test_a_screen_reader_hears_the_text_once(self, page):
        page.goto(f"{ADDRESS}ruby/")
        heard = page.locator(".article-text p").first.aria_snapshot()
        assert "患者" in heard.replace(" ", "").replace("\n", "")
        assert "huàn" not in heard

    def test_lines_do_not_collide_at_any_zoom_nor_begin_with_closing_punctuation(self, page):
        page.goto(f"{ADDRESS}ruby/")
        for width in (320, 360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert not set(page.evaluate(LINE_STARTS)) & set("，。、；：？！）》”"), width
            for zoom in (1, 2, 4):
                page.evaluate("zoom => document.documentElement.style.fontSize = `${100 * zoom}%`", zoom)
                assert page.evaluate(COLLISIONS) == 0, (width, zoom)
            page.evaluate("document.documentElement.style.fontSize = ''")


@pytest.mark.usefixtures("_article")
def test_nothing_is_wider_than_the_window(page):
    for view in ("", "ruby/", "pinyin/"):
        page.goto(ADDRESS + view)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, view


def test_no_page_breaks_an_accessibility_rule(page, is_for_everybody):
    series = make_series(summary="五篇文章。")
    table = "| 风险 | 比例 |\n|---|--:|\n| 高血压 | 47.9% |\n\n> 引用。[^1]\n\n[^1]: 来源。"
    for position, title in enumerate(["甲文", "乙文", "丙文"]):
        make_article(series=series, position=position, title=title, markdown=f"## 头\n\n正文。\n\n{table}")
    views = [f"/articles/yi-wen/{view}" for view in ("", "ruby/", "pinyin/")]
    for address in ["/", f"/series/{series.slug}/", *views, "/about/", "/mei-you/"]:
        page.goto(address)
        is_for_everybody(page, widths=(1280, 360))
