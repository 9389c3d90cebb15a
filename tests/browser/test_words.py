"""Does every word of an article answer when it is pressed, by mouse, touch and keyboard, and disturb nothing?"""

from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Locator, Page, expect

from site_app.articles.models import Edition
from site_app.glossary.mentions import note_mentions
from site_app.words import strokes
from tests.browser.listening import ADDRESS, VIEWS, bar, start, wait_for_sentence
from tests.factories import make_article
from tests.glossary.explained import explain
from tests.words.outlines import built

pytestmark = pytest.mark.django_db(transaction=True)

MARKDOWN = """{大夫|dài fu}说，**血压**要一天一量。

很长的一句话，说的是生活方式、社区讲座、健康教育，还有家里人怎样互相帮助，一起预防。
"""
WORD = """async ([sentence, text]) => {
    const { Passage } = await import("/static/js/read_aloud/passage.js");
    const passage = new Passage(document.querySelector("article"), false);
    passage.parts(sentence)[0].scrollIntoView({ block: "center", behavior: "instant" });
    await new Promise((settled) => requestAnimationFrame(() => requestAnimationFrame(settled)));
    const at = passage.text(sentence).indexOf(text);
    const { left, top, width, height } = passage.range(sentence, at, at + text.length).getClientRects()[0];
    return [left + width / 2, top + height / 2];
}"""
PRESS_ALL = """async () => {
    const { Sheet } = await import("/static/js/words/sheet.js");
    const article = document.querySelector("article");
    const sheet = await Sheet.fetched(article.dataset.words, article);
    const silent = [];
    let count = 0;
    for (const place of sheet.places) {
        const range = sheet.range(place);
        const rect = [...range.getClientRects()].find(({ width }) => width > 0);
        const [clientX, clientY] = [rect.left + rect.width / 2, rect.top + rect.height / 2];
        const target = range.startContainer.parentElement;
        if (target.closest("a")) continue;
        const shown = await new Promise((resolve) => {
            const giveUp = setTimeout(resolve, 60_000, "");
            article.addEventListener("word-shown", ({ detail }) => (clearTimeout(giveUp), resolve(detail)), { once: true });
            target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, clientX, clientY }));
        });
        const card = document.querySelector(".word-card");
        const box = card.getBoundingClientRect();
        count += 1;
        const isTold = card.querySelector(".english").innerText || card.querySelector(".meaning").innerText;
        if (shown !== place.word.text || !box.height || (!isTold && /\\p{Script=Han}/u.test(shown))) silent.push(place.word.text);
        document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    }
    return [count, silent];
}"""


@pytest.fixture(autouse=True)
def _strokes(tmp_path, monkeypatch) -> Any:
    built(tmp_path, monkeypatch, "一血压大夫")
    yield
    strokes._known.cache_clear()


@pytest.fixture
def _article() -> None:
    explain("血压", "xuè yā", "血流过血管时压在管壁上的力。", '"><img src=x onerror=alert(1)>')
    edition = make_article(title="康复", summary="康复很重要。", markdown=MARKDOWN).live_edition
    assert edition
    note_mentions(edition)
    make_article(title="量血压", summary="在家里量。", markdown="要坐下来量血压。")


def card(page: Page) -> Locator:
    return page.get_by_role("dialog")


def press(page: Page, text: str, sentence: str = "s1") -> None:
    page.mouse.click(*page.evaluate(WORD, [sentence, text]))


@pytest.mark.usefixtures("_article")
class TestPressing:
    def test_nothing_of_it_is_loaded_before_the_first_press(self, page: Page) -> None:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{ADDRESS}ruby/", wait_until="networkidle")
        assert [address for address in asked if "/words/" in address or "words.css" in address] == []
        press(page, "夫", "s1")
        expect(card(page)).to_be_visible()
        assert any(address.endswith(".json") and "/words/" in address for address in asked)

    def test_by_mouse_a_word_tells_all_that_is_known(self, page: Page) -> None:
        page.goto(ADDRESS)
        press(page, "大夫")
        expect(card(page)).to_have_accessible_name("“大夫”的意思")
        expect(card(page)).to_contain_text("dàifu")
        expect(card(page)).to_contain_text("doctor; physician")
        expect(card(page)).to_contain_text("CC-CEDICT")
        expect(card(page).get_by_role("link", name="这个词的一页")).to_be_hidden()
        press(page, "大夫")
        expect(card(page)).to_be_hidden()
        press(page, "血压")
        expect(card(page)).to_contain_text("血流过血管时压在管壁上的力。")
        expect(card(page)).to_contain_text("HSK 6 级")
        expect(card(page)).to_contain_text("血壓")
        expect(card(page).get_by_role("link", name="这个词的一页")).to_be_visible()
        assert page.locator(".word-card img").count() == 0
        page.mouse.click(5, 400)
        expect(card(page)).to_be_hidden()

    @pytest.mark.parametrize("view", VIEWS.values())
    def test_by_touch_on_a_small_phone_it_is_never_cut_off(self, open_page, view: str) -> None:
        page = open_page(viewport={"width": 320, "height": 568}, has_touch=True, is_mobile=True)
        page.goto(ADDRESS + view)
        for sentence, place in (("s2", 0.97), ("s1", 0.02)):
            x, y = page.evaluate(
                """([id, share]) => {
                    const element = document.getElementById(id);
                    element.scrollIntoView({ block: "center", behavior: "instant" });
                    const { left, width, top, height } = element.getClientRects()[0];
                    return [left + width * share, top + height / 2];
                }""",
                [sentence, place],
            )
            page.touchscreen.tap(x, y)
            expect(card(page)).to_be_visible()
            card(page).get_by_role("button", name="别处的句子").tap()
            expect(card(page).locator(".elsewhere li, .elsewhere p").first).to_be_visible()
            box = card(page).bounding_box()
            assert box
            assert 0 <= box["x"] <= box["x"] + box["width"] <= 320
            assert box["y"] >= -1
            assert box["y"] + box["height"] <= 569
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            card(page).get_by_role("button", name="关闭").tap()
            expect(card(page)).to_be_hidden()

    @pytest.mark.parametrize("view", VIEWS.values())
    def test_by_keyboard_arrows_lead_from_word_to_word(self, page: Page, view: str) -> None:
        page.goto(ADDRESS + view)
        entry = page.get_by_role("button", name="查词")
        entry.press("Enter")
        word = page.locator(".word-cursor:focus")
        expect(word).to_have_accessible_name("康复，kāngfù")
        for key, name in (
            ("ArrowDown", "康复，kāngfù"),
            ("ArrowDown", "大夫，dàifu"),
            ("ArrowRight", "说，shuō"),
            ("ArrowLeft", "大夫，dàifu"),
            ("ArrowDown", "很，hěn"),
            ("ArrowUp", "大夫，dàifu"),
        ):
            page.keyboard.press(key)
            expect(word).to_have_accessible_name(name)
        box = word.bounding_box()
        assert box
        assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).closest('.sentence').id", [box["x"] + 5, box["y"] + box["height"] / 2]) == "s1"  # fmt: skip
        page.keyboard.press("Enter")
        expect(card(page)).to_be_focused()
        expect(card(page)).to_contain_text("doctor")
        page.keyboard.press("Escape")
        expect(card(page)).to_be_hidden()
        expect(word).to_have_accessible_name("大夫，dàifu")
        page.keyboard.press("Escape")
        expect(entry).to_be_focused()

    def test_strokes_are_drawn(self, page: Page) -> None:
        page.goto(ADDRESS)
        press(page, "大夫")
        card(page).get_by_role("button", name="笔顺").click()
        expect(page.get_by_role("img", name="“夫”的笔顺，1 画")).to_be_visible()
        paths = page.locator(".character-field svg path[clip-path]")
        expect(paths).not_to_have_count(0)
        page.wait_for_function(
            "() => [...document.querySelectorAll('.character-field svg path[clip-path]')].some("
            "path => parseFloat(path.style.strokeDashoffset || '999') < 1 && path.style.opacity !== '0')"
        )
        press(page, "要")
        expect(card(page).get_by_role("button", name="笔顺")).to_be_hidden()

    def test_other_sentences_lead_to_their_place(self, page: Page) -> None:
        page.goto(f"{ADDRESS}ruby/")
        page.locator(".term").click()
        card(page).get_by_role("button", name="别处的句子").click()
        found = card(page).get_by_role("listitem")
        expect(found.first).to_contain_text("血压")
        found.get_by_role("link", name="量血压").first.click()
        page.wait_for_url("**/articles/liang-xue-ya/ruby/*")

    def test_without_a_network_it_says_so_and_tries_again(self, page: Page, faults: list[str]) -> None:
        page.goto(ADDRESS)
        page.route("**/words/*.json*", lambda route: route.abort())
        press(page, "大夫")
        expect(card(page)).to_contain_text("没有取到")
        page.locator(".term").click()
        expect(card(page)).to_contain_text("血流过血管时压在管壁上的力。")
        page.unroute("**/words/*.json*")
        press(page, "大夫")
        expect(card(page)).to_contain_text("doctor")
        faults[:] = [fault for fault in faults if "ERR_FAILED" not in fault]

    def test_everybody_can_use_it(self, open_page, axe) -> None:
        page = open_page(viewport={"width": 390, "height": 800}, color_scheme="light")
        page.goto(f"{ADDRESS}ruby/")
        page.locator(".term").click()
        card(page).get_by_role("button", name="笔顺").click()
        card(page).get_by_role("button", name="别处的句子").click()
        expect(card(page).get_by_role("listitem").first).to_be_visible()
        expect(page.locator(".character-field svg").first).to_be_visible()
        assert axe(page) == []
        page.emulate_media(color_scheme="dark")
        assert axe(page, only=("color-contrast",)) == []
        page.keyboard.press("Escape")
        page.get_by_role("button", name="查词").press("Enter")
        page.keyboard.press("ArrowRight")
        assert axe(page) == []

    def test_without_a_script_the_line_is_not_there(self, open_page) -> None:
        page = open_page(java_script_enabled=False)
        page.goto(ADDRESS)
        expect(page.locator(".words-line")).to_be_hidden()
        expect(page.locator(".article-text")).to_contain_text("血压")


class TestBesideTheVoice:
    def test_words_answer_in_the_sentence_that_is_read_and_others_let_the_voice_go_there(
        self, narrated: Edition, listener: Page
    ) -> None:
        page = listener
        page.goto(ADDRESS)
        start(page)
        press(page, "家里人", "s10")
        wait_for_sentence(page, "s10")
        expect(card(page)).to_be_hidden()
        bar(page).get_by_role("button", name="暂停").click()
        press(page, "家里", "s10")
        expect(card(page)).to_be_visible()
        card(page).get_by_role("button", name="从这句听起").click()
        expect(card(page)).to_be_hidden()
        wait_for_sentence(page, "s10")

    def test_a_word_is_heard_out_of_the_narration(self, narrated: Edition, listener: Page) -> None:
        page = listener
        page.goto(ADDRESS)
        press(page, "锻炼")
        card(page).get_by_role("button", name="听这个词").click()
        page.wait_for_function("() => heard.some(audio => audio.currentTime > 0.2 && !audio.paused)")
        page.wait_for_function("() => heard.every(audio => audio.paused)")


def test_every_word_of_the_series_answers(page: Page) -> None:
    call_command("load_seeds", verbosity=0)
    call_command("keep_terms", verbosity=0)
    pressed = 0
    for number, edition in enumerate(Edition.objects.live().order_by("pk")):
        for view in VIEWS.values() if number == 0 else [""]:
            page.goto(edition.article.get_absolute_url() + view)
            count, silent = page.evaluate(PRESS_ALL)
            assert silent == []
            pressed += count
    assert pressed > 500
