"""Can an article be practised with by everybody, by keyboard alone, and without anything leaving the device?"""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from site_app.articles.models import Article
from site_app.narration import narrating
from site_app.practice.keeping import keep
from tests.browser.listening import bar
from tests.factories import make_article
from tests.narration.conftest import Whistle
from tests.practice.texts import TEXT

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/articles/kang-fu/"


@pytest.fixture
def article(narration_root: Path) -> Article:
    """With an exercise and sound of its own."""
    made = make_article(title="康复", summary="康复很重要。", markdown=TEXT)
    edition = made.live_edition
    assert edition
    narrating.narrate(narrating.ask_for([edition])[0], Whistle())
    keep(edition)
    return made


def question(page: Page, kind: str) -> Locator:
    return page.locator(f'[data-kind="{kind}"]').first


def verdict(page: Page, kind: str) -> Locator:
    return question(page, kind).locator(".verdict")


def kept(page: Page) -> Any:
    return page.evaluate("JSON.parse(localStorage.getItem('practice'))")


def press_tab_until(page: Page, wanted: Locator) -> None:
    handle = wanted.element_handle()
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("element => document.activeElement === element", handle):
            return
    pytest.fail("never reached by Tab")


@pytest.mark.usefixtures("article")
class TestExercise:
    def test_by_keyboard_alone(self, page: Page) -> None:
        page.goto(f"{ADDRESS}practice/")
        readings = question(page, "reading")
        press_tab_until(page, readings.locator("li:not([data-right]) button").first)
        page.keyboard.press("Enter")
        expect(verdict(page, "reading")).to_have_text("✗ 不对，再试一次。")
        readings.locator("[data-right] button").focus()
        page.keyboard.press("Space")
        expect(verdict(page, "reading")).to_have_text("✓ 对了。")
        expect(readings.locator("details")).to_have_attribute("open", "")
        expect(readings.locator("details")).to_contain_text("。")

        order = question(page, "order")
        pieces = order.locator(".pieces")
        solution = (pieces.get_attribute("data-solution") or "").split()
        press_tab_until(page, pieces.locator("button").first)
        page.keyboard.press("Enter")
        page.keyboard.press("Shift+Tab")
        expect(order.locator(".answer-line button")).to_be_focused()
        page.keyboard.press("Enter")
        expect(order.locator(".answer-line button")).to_have_count(0)
        for number in solution:
            pieces.locator(f"[data-number='{number}'] button").first.press("Enter")
            assert page.evaluate("document.activeElement.tagName") == "BUTTON"
        expect(verdict(page, "order")).to_have_text("✓ 对了。")

        keys = kept(page)["articles"]["kang-fu"]["questions"]
        reading = keys[readings.get_attribute("data-key") or ""]
        assert (reading["tries"], reading["right"], reading["first"]) == (2, True, False)
        expect(page.locator("[data-progress]")).to_contain_text("做对了 2 题，其中 1 题一次就对")

    def test_one_hears_the_sentence_and_nothing_else_of_the_narration(self, page: Page) -> None:
        page.goto(f"{ADDRESS}practice/")
        page.evaluate(
            """() => {
              window.heard = [];
              const play = HTMLMediaElement.prototype.play;
              HTMLMediaElement.prototype.play = function () {
                this.playbackRate = 0.5;  // so that there is time to look, and little goes by until it is stopped
                heard.push(this);
                return play.call(this);
              };
            }"""
        )
        heard = question(page, "hearing")
        end = float(heard.get_attribute("data-end") or "0")
        heard.get_by_role("button", name="听这一句").click()
        expect(heard.get_by_role("button", name="停", exact=True)).to_be_visible()
        expect(heard.get_by_role("button", name="听这一句")).to_be_visible()
        stopped = page.evaluate("heard[0].currentTime")
        assert heard.locator("audio").count() == 0
        assert end - 0.05 <= stopped <= end + 1
        heard.locator("[data-right] button").click()
        expect(verdict(page, "hearing")).to_have_text("✓ 对了。")

    def test_progress_is_exported_and_erased(self, page: Page, tmp_path: Path) -> None:
        page.goto(f"{ADDRESS}practice/")
        question(page, "reading").locator("[data-right] button").click()
        with page.expect_download() as download:
            page.get_by_role("button", name="导出全部进度").click()
        assert download.value.suggested_filename == "practice-progress.json"
        exported = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
        assert exported == kept(page)
        assert exported["articles"]["kang-fu"]["title"] == "康复"
        page.reload()
        expect(page.locator(".is-done")).to_have_count(1)
        page.once("dialog", lambda dialog: dialog.dismiss())
        page.get_by_role("button", name="擦掉全部进度").click()
        assert kept(page)
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="擦掉全部进度").click()
        expect(page.locator("[data-progress]")).to_have_text("擦掉了。")
        expect(page.locator(".is-done")).to_have_count(0)
        assert kept(page) is None

    @pytest.mark.parametrize(
        "stored", ["nonsense", "[]", '{"articles": {"kang-fu": {"questions": {"a": 1, "b": null}}}}']
    )
    def test_what_is_stored_may_be_anything(self, page: Page, stored: str) -> None:
        page.add_init_script(f"localStorage.setItem('practice', {json.dumps(stored)})")
        page.goto(f"{ADDRESS}practice/")
        question(page, "reading").locator("[data-right] button").click()
        expect(page.locator("[data-progress]")).to_contain_text("做对了 1 题")

    def test_without_a_script_the_answers_are_folded_up(self, open_page) -> None:
        page = open_page(java_script_enabled=False)
        page.goto(f"{ADDRESS}practice/")
        heard = question(page, "hearing")
        assert heard.locator("audio").is_visible()
        expect(heard.locator("details p").first).to_be_hidden()
        heard.locator("summary").click()
        expect(heard.locator("details")).to_contain_text("听到的是")
        assert page.locator(".progress").is_hidden()

    @pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
    def test_everybody_can_use_the_pages(self, open_page, axe, width: int, scheme: str) -> None:
        page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        for path in ("practice/", "words/", "print/?w=血管&w=医院", "print/?paper=ruby&points=40"):
            page.goto(ADDRESS + path)
            if path == "practice/":
                question(page, "reading").locator("[data-right] button").click()
                question(page, "reading").locator("li:not([data-right]) button").first.click()
                question(page, "order").locator(".pieces button").first.click()
                expect(question(page, "aloud").get_by_role("button", name="录音", exact=True)).to_be_visible()
            assert axe(page) == [], path
            if "points=40" not in path and "w=" not in path:
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.usefixtures("article")
class TestRecording:
    def test_one_hears_oneself_and_nothing_is_sent(self, open_page) -> None:
        page = open_page(permissions=["microphone"])
        asked: list[str] = []
        page.goto(f"{ADDRESS}practice/")
        page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
        aloud = question(page, "aloud")
        aloud.get_by_role("button", name="录音", exact=True).click()
        expect(verdict(page, "aloud")).to_contain_text("正在录音")
        aloud.get_by_role("button", name="录完了").click()
        expect(verdict(page, "aloud")).to_contain_text("录好了：示范")
        aloud.get_by_role("button", name="听我的录音").click()
        assert [line for line in asked if not line.startswith("GET blob:") and "icon.svg" not in line] == []
        expect(aloud).to_have_class("question is-done")

    def test_who_refuses_the_microphone_is_told_what_to_do(self, page: Page) -> None:
        page.goto(f"{ADDRESS}practice/")
        question(page, "aloud").get_by_role("button", name="录音", exact=True).click()
        expect(verdict(page, "aloud")).to_contain_text("请在浏览器的网站设置里允许麦克风")


@pytest.mark.usefixtures("article")
class TestPicture:
    @pytest.mark.parametrize("view", ["", "ruby/"])
    def test_a_sentence_becomes_a_picture_with_pinyin_and_its_words(self, page: Page, axe, view: str) -> None:
        page.goto(f"{ADDRESS}{view}#s2")
        page.get_by_role("button", name="把一句话做成图片").click()
        dialog = page.get_by_role("dialog", name="一句话的图片")
        expect(dialog).to_have_attribute("data-ready", "s2")
        canvas = dialog.locator("canvas")
        expect(canvas).to_have_attribute(
            "aria-label",
            "“血管突然堵住或者破了，就是中风。”（xuèguǎn tūrán dǔzhù huòzhě pò le jiùshì zhòngfēng）。出自《康复》。",
        )
        assert axe(page) == []
        with page.expect_download() as download:
            dialog.get_by_role("button", name="下载图片").click()
        assert download.value.suggested_filename == "kang-fu-s2.png"
        assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
        dialog.get_by_role("button", name="下一句").click()
        expect(dialog).to_have_attribute("data-ready", "s3")
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(page.get_by_role("button", name="把一句话做成图片")).to_be_focused()

    def test_also_from_the_player(self, page: Page) -> None:
        page.goto(f"{ADDRESS}ruby/#s3")
        page.locator(".start").click()
        bar(page).get_by_role("button", name="设置").click()
        page.get_by_role("button", name="这一句的图片").click()
        expect(page.get_by_role("dialog", name="一句话的图片")).to_be_visible()


@pytest.mark.usefixtures("article")
def test_words_are_chosen_and_printed_without_a_script(open_page) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{ADDRESS}words/")
    page.get_by_role("checkbox", name="血管").check()
    page.get_by_role("checkbox", name="医院").check()
    page.get_by_role("button", name="用选中的词做练习纸").click()
    page.wait_for_url("**/print/**", wait_until="load")
    assert page.locator(".sheet-word").count() == 2
    page.emulate_media(media="print")
    assert page.locator(".masthead, .emergency, .print-choices").filter(visible=True).count() == 0
    boxes = [box.bounding_box() for box in page.locator(".sheet-word").all()]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] < boxes[1]["x"]
    squares = page.locator(".sheet-word").first.locator(".squares").first.locator(".square")
    assert squares.count() == 8
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1


@pytest.mark.usefixtures("article")
def test_known_words_are_left_out_when_the_others_are_chosen(page: Page) -> None:
    page.goto(f"{ADDRESS}words/")
    row = page.locator('[data-word="血管"]')
    row.get_by_role("button", name="认识 血管").click()
    expect(row).to_have_class("is-known")
    page.get_by_role("button", name="选还不认识的").click()
    expect(page.get_by_role("checkbox", name="血管")).not_to_be_checked()
    expect(page.get_by_role("checkbox", name="医院")).to_be_checked()
    page.reload()
    expect(row.get_by_role("button")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{ADDRESS}ruby/")
    expect(page.locator("#s2 ruby").first).to_contain_class("is-known")
    expect(page.locator("#s2 ruby rt").first).to_be_hidden()
