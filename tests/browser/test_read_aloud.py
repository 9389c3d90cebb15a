"""Is the page read aloud as its bar promises, by the site's own sound?"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from site_app.articles.models import Edition
from tests.browser.conftest import forgive, launch
from tests.browser.listening import (
    ADDRESS,
    LISTEN_IN,
    VIEWS,
    choose,
    hurry,
    press,
    setting,
    start,
    status,
    wait_for_sentence,
    wait_until_lit,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("narrated")]

# The sound goes to a moment; when a frame has been drawn from there, it is told at once which word is lit and where the
# sound is: all in one frame.
MOMENT = """(moment) => new Promise((resolve) => {
    const [audio] = heard;
    let frames = 0;
    let before = performance.now();
    const look = () => {
        const now = audio.currentTime * 1000;
        const frame = performance.now() - before;
        before += frame;
        frames = audio.paused || audio.seeking ? 0 : frames + 1;
        if (frames > 2) {
            resolve({ word: litWord(), now, frame: frame * audio.playbackRate, rate: audio.playbackRate });
        } else {
            requestAnimationFrame(look);
        }
    };
    audio.currentTime = moment / 1000;
    requestAnimationFrame(look);
})"""
BOXES = """() => [...document.querySelectorAll(".sentence, .article-text > *, ruby, rt")]
    .map((element) => element.getBoundingClientRect())
    .map(({ left, top, width, height }) => [left, top + scrollY, width, height].map(Math.round))"""
CONTRAST = """() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const light = (colour) => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => value / 255)
            .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (one, other) => {
        const [darker, lighter] = [light(one), light(other)].sort((a, b) => a - b);
        return (lighter + 0.05) / (darker + 0.05);
    };
    const root = getComputedStyle(document.documentElement);
    const value = (name) => root.getPropertyValue(name);
    return {
        word: contrast(value("--on-spoken-word"), value("--spoken-word")),
        ...Object.fromEntries(["--ink", "--ink-quiet", "--accent", "--pinyin"].flatMap((ink) =>
            ["--spoken-sentence", "--spoken-word-behind"].map((paper) => [`${ink} on ${paper}`, contrast(value(ink), value(paper))]))),
    };
}"""


def cues(edition: Edition, root: Any) -> list[dict[str, Any]]:
    digest = edition.narrations.get(state="ready").digest
    return json.loads((root / "files" / digest / "cues.json").read_text())["sentences"]


def word_of(page: Page, sentence: str, place: list[int]) -> str:
    """What stands in the page at a place of the cues, counted here and not by the player."""
    return page.evaluate(
        """([id, from, to]) => [...document.querySelectorAll(`#${id}, [data-part=${id}]`)].map((part) => {
            const copy = part.cloneNode(true);
            copy.querySelectorAll("rt").forEach((rt) => rt.remove());
            return copy.textContent.replace(/\\s/g, "");
        }).join("").slice(from, to)""",
        [sentence, *place],
    )


@pytest.mark.parametrize(("view", "rate"), [("hanzi", 0.5), ("ruby", 1), ("pinyin", 1.5)])
def test_the_lit_word_is_the_one_that_sounds(
    listener: Page, narrated: Edition, narration_root: Any, view: str, rate: float
) -> None:
    """At ten moments of an article. The screen may show what was said when the last frame was drawn, no more."""
    sentences = cues(narrated, narration_root)
    listener.goto(ADDRESS + VIEWS[view])
    setting(listener, "rate").evaluate("(select, rate) => { select.value = rate; }", str(rate))
    setting(listener, "rate").dispatch_event("change")
    start(listener)
    moments = 0
    for step, sentence in enumerate(sentences[:10]):
        if step:
            listener.keyboard.press("l")
        wait_for_sentence(listener, sentence["id"])
        length = sentence["words"][-1]["end"] - sentence["start"]
        moment = listener.evaluate(MOMENT, sentence["start"] + (step * 37 % 100) / 110 * length)
        assert moment["rate"] == rate
        heard_now = [
            word_of(listener, sentence["id"], word["pinyin" if view == "pinyin" else "text"])
            for word in sentence["words"]
            if word["start"] <= moment["now"] and word["end"] > moment["now"] - moment["frame"]
        ]
        assert moment["word"] in heard_now, (sentence["text"], moment)
        moments += 1
    assert moments == 10


class TestTheBar:
    def test_it_plays_pauses_and_goes_on_where_it_was(self, listener: Page) -> None:
        listener.goto(ADDRESS)
        start(listener)
        listener.wait_for_function("() => heard[0].currentTime > 0.1")
        press(listener, "暂停")
        paused = listener.evaluate("heard[0].currentTime")
        assert listener.evaluate("heard[0].paused")
        press(listener, "播放")
        listener.wait_for_function("time => heard[0].currentTime > time", arg=paused)
        assert listener.evaluate("seeks") == []

    def test_sentences_are_stepped_through(self, listener: Page) -> None:
        listener.goto(ADDRESS)
        start(listener)
        for name, sentence in (("下一句", "s1"), ("下一句", "s2"), ("下一句", "s3"), ("上一句", "s2")):
            press(listener, name)
            wait_for_sentence(listener, sentence)

    def test_a_sentence_is_read_again(self, listener: Page, narrated: Edition, narration_root: Any) -> None:
        listener.goto(f"{ADDRESS}#s2")
        start(listener)
        wait_for_sentence(listener, "s2")
        begins = next(cue["start"] for cue in cues(narrated, narration_root) if cue["id"] == "s2") / 1000
        listener.wait_for_function("begins => heard[0].currentTime > begins + 0.1", arg=begins)
        listener.evaluate("seeks.length = 0")
        press(listener, "再读")
        wait_for_sentence(listener, "s2")
        assert listener.evaluate("seeks") == [pytest.approx(begins)]

    def test_one_sentence_follows_another_by_itself(self, listener: Page) -> None:
        listener.goto(f"{ADDRESS}#s8")
        start(listener)
        hurry(listener)
        wait_until_lit(listener, "s8", "s9", "s10")
        assert listener.evaluate("seeks.length") == 1

    def test_at_the_end_it_says_so_and_begins_anew(self, listener: Page) -> None:
        listener.goto(f"{ADDRESS}#s12")
        start(listener)
        hurry(listener)
        expect(status(listener)).to_have_text("读完了。")
        assert listener.locator(".is-spoken").count() == 0
        press(listener, "播放")
        wait_until_lit(listener, "s12", "s0")

    def test_it_stops_after_each_sentence_and_goes_on_by_a_key(self, listener: Page) -> None:
        listener.goto(f"{ADDRESS}#s8")
        start(listener)
        choose(listener, "stop")
        hurry(listener)
        expect(listener.locator(".hint")).to_have_text("读完这一句了。按播放接着读。")
        assert listener.evaluate("litSentence()") == "s8"
        assert listener.evaluate("heard[0].paused")
        listener.keyboard.press("n")
        wait_until_lit(listener, "s8", "s9")

    def test_shadowing_leaves_a_silence_as_long_as_the_sentence(
        self, listener: Page, narrated: Edition, narration_root: Any
    ) -> None:
        spoken = {cue["id"]: cue["end"] - cue["start"] for cue in cues(narrated, narration_root)}
        listener.goto(f"{ADDRESS}#s8")
        start(listener)
        choose(listener, "shadow")
        listener.evaluate("""() => {
            const [hint, status] = [".hint", "[role=status]"].map((part) => document.querySelector(`.player ${part}`));
            window.hints = [];
            new MutationObserver(() => hints.push([hint.textContent, heard[0].paused, status.textContent]))
                .observe(hint, { childList: true });
        }""")
        hurry(listener)
        wait_until_lit(listener, "s8", "s9")
        hints = [hint for hint in listener.evaluate("hints") if "请跟着念" in hint[0] or not hint[0]]
        # The seconds are counted down; a learner who repeats is not talked into.
        assert hints[0] == [f"请跟着念，还有 {-(-spoken['s8'] // 1000)} 秒", True, ""]
        assert "" in [hint for hint, _, _ in hints]

    def test_the_rate_changes_and_the_pitch_does_not(self, listener: Page) -> None:
        listener.goto(ADDRESS)
        start(listener)
        setting(listener, "rate").select_option("1.5")
        assert listener.evaluate("[heard[0].playbackRate, heard[0].preservesPitch]") == [1.5, True]
        press(listener, "慢一点")
        assert listener.evaluate("heard[0].playbackRate") == 1.4
        assert status(listener).text_content() == "语速 1.4 倍"

    def test_any_sentence_is_read_when_it_is_pressed(self, listener: Page) -> None:
        listener.goto(ADDRESS)
        listener.click("#s7")
        expect(listener.get_by_role("dialog")).to_be_visible()
        assert not listener.is_visible(".player"), "before the bar is there a press asks for the word"
        listener.keyboard.press("Escape")
        start(listener)
        listener.click("#s7")
        wait_for_sentence(listener, "s7")
        link = listener.get_by_role("link", name="什么是脑卒中")
        link.evaluate("link => link.addEventListener('click', (event) => event.preventDefault())")
        link.click()
        assert listener.evaluate("litSentence()") in ("s7", "s8"), "a link stays a link"

    def test_closing_ends_all_and_gives_the_focus_back(self, listener: Page) -> None:
        listener.goto(ADDRESS)
        start(listener)
        press(listener, "停止")
        assert listener.evaluate("heard[0].paused")
        assert listener.locator(".is-spoken").count() == 0
        expect(listener.locator(".start")).to_be_focused()


class TestLoops:
    def test_two_presses_mark_a_loop_and_a_third_ends_it(self, listener: Page) -> None:
        listener.goto(f"{ADDRESS}#s8")
        start(listener)
        wait_for_sentence(listener, "s8")
        press(listener, "暂停")
        press(listener, "设置")
        press(listener, "循环：从这一句起")
        press(listener, "下一句")
        press(listener, "循环：到这一句止")
        expect(status(listener)).to_have_text("正在循环这 2 句。")
        hurry(listener)
        wait_until_lit(listener, "s9", "s8", "s9", "s8")
        press(listener, "不再循环")
        expect(status(listener)).not_to_contain_text("循环")
        wait_until_lit(listener, "s9", "s10")

    def test_a_loop_may_be_marked_backwards(self, listener: Page) -> None:
        listener.goto(f"{ADDRESS}#s9")
        start(listener)
        press(listener, "暂停")
        for key in "ojok":
            listener.keyboard.press(key)
        expect(status(listener)).to_have_text("正在循环这 2 句。")

    def test_what_is_selected_is_looped_at_once(self, listener: Page) -> None:
        listener.goto(ADDRESS)
        start(listener)
        press(listener, "设置")
        listener.evaluate("getSelection().setBaseAndExtent(s8.firstChild, 1, s9.firstChild, 2)")
        press(listener, "循环选中的句子")
        expect(status(listener)).to_have_text("正在循环这 2 句。")
        hurry(listener)
        wait_until_lit(listener, "s8", "s9", "s8")

    def test_a_selection_counts_although_touching_the_button_ends_it(self, listener: Page) -> None:
        listener.add_init_script("addEventListener('pointerup', () => getSelection().removeAllRanges(), true)")
        listener.goto(ADDRESS)
        start(listener)
        press(listener, "设置")
        listener.evaluate("getSelection().setBaseAndExtent(s8.firstChild, 1, s9.firstChild, 2)")
        press(listener, "循环选中的句子")
        wait_for_sentence(listener, "s8")
        assert listener.evaluate("getSelection().isCollapsed")


class TestThePlace:
    def test_an_address_opens_the_page_at_a_sentence_and_reads_from_there(self, open_listener: Callable) -> None:
        page = open_listener(viewport={"width": 390, "height": 420})
        page.goto(f"{ADDRESS}ruby/#s11")
        expect(page.locator("#s11")).to_be_in_viewport()
        assert page.evaluate("litSentence()") == "s11"
        page.click(".start")
        wait_for_sentence(page, "s11")

    def test_it_is_remembered_on_the_device(self, listener: Page) -> None:
        listener.goto(f"{ADDRESS}#s5")
        start(listener)
        wait_for_sentence(listener, "s5")
        listener.wait_for_function("() => Object.values(localStorage).some((kept) => kept.includes('s5'))")
        listener.goto("about:blank")
        listener.goto(ADDRESS)
        assert listener.text_content(".start .words") == "接着上次听"
        listener.click(".start")
        wait_for_sentence(listener, "s5")
        listener.click(".restart")
        wait_for_sentence(listener, "s0")

    def test_it_is_kept_when_the_view_is_switched_while_playing(self, listener: Page) -> None:
        listener.goto(f"{ADDRESS}#s8")
        start(listener)
        wait_for_sentence(listener, "s8")
        listener.evaluate("document.querySelector('[data-set=follow]').click()")
        listener.evaluate("scrollTo(0, 300)")
        listener.click("[data-switch-view=ruby]")
        listener.wait_for_url("**/ruby/**")
        listener.click(".start")
        listener.wait_for_function("() => ['s8', 's9'].includes(litSentence()) && isHeard()")

    def test_a_link_to_the_current_sentence_is_offered(self, listener: Page) -> None:
        listener.goto(f"{ADDRESS}#s8")
        start(listener)
        wait_for_sentence(listener, "s8")
        press(listener, "设置")
        assert listener.get_attribute("[data-link]", "href") in ("#s8", "#s9")

    def test_choices_are_remembered_on_the_device(self, listener: Page) -> None:
        listener.goto(ADDRESS)
        start(listener)
        setting(listener, "rate").select_option("0.8")
        choose(listener, "stop")
        listener.reload()
        start(listener)
        assert listener.evaluate("heard[0].playbackRate") == 0.8
        assert setting(listener, "stop").is_checked()

    def test_what_is_kept_may_be_anything(self, open_listener: Callable) -> None:
        for kept in ('"x"', "[1]", "null", "{", '{"rate": "fast", "follow": 3}'):
            page = open_listener()
            page.add_init_script(
                f"for (const key of ['read-aloud', 'read-aloud-places']) localStorage.setItem(key, {json.dumps(kept)})"
            )
            page.goto(ADDRESS)
            start(page)
            assert page.evaluate("heard[0].playbackRate") == 1, kept
            page.close()

    def test_it_works_where_storing_is_forbidden(self, listener: Page) -> None:
        listener.add_init_script("""for (const name of ["localStorage", "sessionStorage"])
            Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });""")
        listener.goto(ADDRESS)
        start(listener)
        setting(listener, "rate").select_option("0.8")
        press(listener, "下一句")
        wait_for_sentence(listener, "s1")


class TestFollowing:
    SMALL = {"width": 390, "height": 500}

    def test_the_page_follows_the_voice_and_the_bars_cover_nothing(self, open_listener: Callable) -> None:
        page = open_listener(viewport=self.SMALL, reduced_motion="reduce")
        page.goto(f"{ADDRESS}ruby/")
        start(page)
        for number in range(1, 12):
            page.keyboard.press("l")
            wait_for_sentence(page, f"s{number}")
            lit = page.locator(f"#s{number}").bounding_box()
            assert lit["y"] + lit["height"] <= page.locator(".player").bounding_box()["y"] + 1
            assert lit["y"] >= -1

    def test_a_reader_who_scrolls_is_left_alone_and_can_come_back(self, open_listener: Callable) -> None:
        page = open_listener(viewport=self.SMALL, reduced_motion="reduce")
        page.goto(f"{ADDRESS}#s1")
        start(page)
        wait_for_sentence(page, "s1")
        page.mouse.move(100, 100)
        page.mouse.wheel(0, 2000)
        page.wait_for_function("() => !document.querySelector('[data-do=return]').hidden")
        hurry(page)
        wait_until_lit(page, "s1", "s2")
        expect(page.locator("#s2")).not_to_be_in_viewport()
        press(page, "回到正在读的句子")
        expect(page.locator(".is-spoken").first).to_be_in_viewport()
        assert not page.is_visible("[data-do=return]")

    def test_it_can_be_switched_off(self, open_listener: Callable) -> None:
        page = open_listener(viewport=self.SMALL, reduced_motion="reduce")
        page.goto(ADDRESS)
        start(page)
        press(page, "设置")
        setting(page, "follow").uncheck()
        press(page, "设置")
        before = page.evaluate("scrollY")
        for number in range(1, 11):
            page.keyboard.press("l")
            wait_for_sentence(page, f"s{number}")
        assert page.evaluate("scrollY") == before


class TestTheLight:
    @pytest.mark.parametrize(
        ("view", "has_highlights", "width"),
        [("hanzi", True, 1280), ("ruby", True, 390), ("ruby", False, 1280), ("pinyin", False, 390)],
    )
    def test_it_moves_nothing(self, open_listener: Callable, view: str, has_highlights: bool, width: int) -> None:
        page = open_listener(viewport={"width": width, "height": 900})
        if not has_highlights:
            page.add_init_script("delete CSS.highlights; delete window.Highlight;")
        page.goto(ADDRESS + VIEWS[view])
        page.wait_for_selector(".start:visible")
        page.evaluate("document.fonts.ready")
        before = page.evaluate(BOXES)
        start(page)
        for number in (2, 3, 5):
            page.click(f"#s{number}")
            page.wait_for_function(
                "id => litSentence() === id && (litWord() || document.querySelector('.word-box'))",
                arg=f"s{number}",
            )
            assert page.evaluate(BOXES) == before

    def test_boxes_stand_behind_the_word_where_no_range_can_be_lit(self, listener: Page) -> None:
        listener.add_init_script("delete CSS.highlights; delete window.Highlight;")
        listener.goto(f"{ADDRESS}ruby/#s6")
        start(listener)
        listener.wait_for_function("() => litSentence() === 's6' && document.querySelector('.word-box')")
        press(listener, "暂停")
        word = listener.locator(".word-box").first.bounding_box()
        sentence = listener.locator("#s6").bounding_box()
        assert word
        assert sentence
        assert sentence["x"] - 1 <= word["x"] <= word["x"] + word["width"] <= sentence["x"] + sentence["width"] + 1
        assert word["width"] > 10
        assert (
            listener.evaluate("getComputedStyle(document.querySelector('.is-spoken')).backgroundColor")
            == "rgba(0, 0, 0, 0)"
        ), "or the sentence would hide the box of its word"

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_it_leaves_the_text_readable(self, open_listener: Callable, scheme: str) -> None:
        page = open_listener(color_scheme=scheme)
        page.goto(ADDRESS)
        assert [name for name, contrast in page.evaluate(CONTRAST).items() if contrast < 4.5] == []

    @pytest.mark.parametrize("has_highlights", [True, False])
    def test_it_is_seen_in_forced_colours(self, open_listener: Callable, has_highlights: bool) -> None:
        page = open_listener(forced_colors="active")
        if not has_highlights:
            page.add_init_script("delete CSS.highlights; delete window.Highlight;")
        page.goto(f"{ADDRESS}#s6")
        start(page)
        page.wait_for_function("() => litSentence() === 's6' && (litWord() || document.querySelector('.word-box'))")
        press(page, "暂停")
        lit = page.locator("#s6").screenshot()
        assert "underline" in page.evaluate("getComputedStyle(s6).textDecorationLine")
        page.evaluate("CSS.highlights?.clear(); document.querySelectorAll('.word-box').forEach((box) => box.remove())")
        assert page.locator("#s6").screenshot() != lit

    def test_calm_readers_see_it_too(self, open_listener: Callable) -> None:
        page = open_listener(reduced_motion="reduce")
        page.goto(f"{ADDRESS}#s6")
        start(page)
        page.wait_for_function("() => litSentence() === 's6' && litWord()")


class TestKeys:
    def test_all_is_done_by_keyboard_alone(self, listener: Page) -> None:
        listener.goto(ADDRESS)
        listener.focus(".start")
        listener.keyboard.press("Enter")
        wait_for_sentence(listener, "s0")
        expect(listener.get_by_role("button", name="暂停")).to_be_focused()
        for key, sentence in (("l", "s1"), ("l", "s2"), ("j", "s1"), ("r", "s1")):
            listener.keyboard.press(key)
            wait_for_sentence(listener, sentence)
        listener.keyboard.press("k")
        assert listener.evaluate("heard[0].paused")
        listener.keyboard.press("n")
        wait_for_sentence(listener, "s1")
        listener.keyboard.press("[")
        assert listener.evaluate("heard[0].playbackRate") == 0.9
        listener.keyboard.press("]")
        assert listener.evaluate("heard[0].playbackRate") == 1
        listener.keyboard.press("s")
        expect(listener.locator(".settings")).to_be_visible()
        listener.keyboard.press("?")
        expect(listener.locator(".help")).to_be_visible()
        expect(listener.locator(".settings")).to_be_hidden()
        listener.keyboard.press("Escape")
        expect(listener.locator(".help")).to_be_hidden()
        expect(listener.locator(".player")).to_be_visible()
        listener.keyboard.press("Escape")
        expect(listener.locator(".player")).to_be_hidden()

    def test_each_of_them_is_explained(self, listener: Page) -> None:
        listener.goto(ADDRESS)
        start(listener)
        listener.keyboard.press("?")
        assert listener.locator(".help kbd").all_text_contents() == [*"KJLRNO[]S?", "Esc"]

    def test_they_do_nothing_while_somebody_types(self, listener: Page) -> None:
        listener.goto(ADDRESS)
        start(listener)
        listener.evaluate(
            """() => {
                const [field, rich] = [document.createElement("input"), document.createElement("p")];
                Object.assign(field, { id: "field" });
                Object.assign(rich, { id: "rich", contentEditable: "true", textContent: "x" });
                document.querySelector("main").prepend(field, rich);
            }"""
        )
        for field in ("#field", "#rich"):
            listener.focus(field)
            listener.keyboard.type("kls")
        assert listener.input_value("#field") == "kls"
        assert listener.evaluate("isHeard()")
        assert not listener.is_visible(".settings")

    def test_they_can_be_switched_off(self, listener: Page) -> None:
        listener.goto(ADDRESS)
        start(listener)
        press(listener, "设置")
        setting(listener, "keys").uncheck()
        listener.keyboard.press("k")
        assert listener.evaluate("isHeard()")

    def test_those_of_the_browser_stay_its_own(self, listener: Page) -> None:
        listener.goto(ADDRESS)
        start(listener)
        listener.keyboard.press("Control+k")
        assert listener.evaluate("isHeard()")


class TestForEverybody:
    def test_a_screen_reader_is_told_names_roles_and_states(self, listener: Page) -> None:
        listener.goto(ADDRESS)
        start(listener)
        press(listener, "设置")
        expect(listener.get_by_role("region", name="朗读")).to_match_aria_snapshot("""
            - region "朗读":
                - combobox "声音"
                - checkbox "页面跟着声音走" [checked]
                - checkbox "读完一句就停下"
                - checkbox "跟读：每句后面留出时间，让我跟着念"
                - checkbox "可以用快捷键" [checked]
                - paragraph:
                    - button "循环：从这一句起"
                    - button "快捷键"
                    - link "这一句的链接"
                - status
                - group "播放":
                    - button "上一句"
                    - button "暂停"
                    - button "下一句"
                    - button "再读"
                    - button "慢一点"
                    - combobox "语速"
                    - button "快一点"
                    - button "设置" [expanded]
                    - button "停止"
            """)

    def test_it_is_not_told_of_every_sentence(self, listener: Page) -> None:
        listener.goto(f"{ADDRESS}#s8")
        start(listener)
        listener.evaluate("""() => {
            window.told = [];
            const status = document.querySelector("[role=status]");
            new MutationObserver(() => told.push(status.textContent))
                .observe(status, { childList: true, characterData: true, subtree: true });
        }""")
        hurry(listener)
        wait_until_lit(listener, "s8", "s9", "s10")
        assert {*listener.evaluate("told")} <= {"读完了。"}

    def test_every_target_is_large_and_nothing_is_wider_than_the_window(self, listener: Page) -> None:
        listener.goto(ADDRESS)
        start(listener)
        press(listener, "设置")
        for width in (1280, 390, 360, 320):
            listener.set_viewport_size({"width": width, "height": 700})
            sizes = listener.evaluate("""() => [...document.querySelectorAll(
                ".player :is(button, a, select), .player label:has(input), .start")]
                .filter((control) => control.checkVisibility())
                .map((control) => [control.textContent.trim(), control.getBoundingClientRect()])
                .map(([name, { width, height }]) => [name, Math.round(width), Math.round(height)])""")
            assert len(sizes) > 12
            assert [size for size in sizes if size[1] < (43 if width > 320 else 40) or size[2] < 44] == []
            assert listener.evaluate("document.documentElement.scrollWidth") <= width

    def test_on_a_phone_most_of_the_screen_is_left_to_the_text(self, open_listener: Callable) -> None:
        page = open_listener(viewport={"width": 390, "height": 844})
        page.goto(ADDRESS)
        start(page)
        page.wait_for_function("() => litWord()")
        bar, switch = (page.locator(part).bounding_box() for part in (".player", ".view-switch"))
        assert bar["y"] + bar["height"] <= switch["y"] + 1
        assert bar["height"] + switch["height"] < 0.16 * 844

    @pytest.mark.parametrize("view", VIEWS)
    def test_no_accessibility_rule_is_broken(
        self, listener: Page, is_for_everybody: Callable[..., None], view: str
    ) -> None:
        widths = (1280, 360)
        listener.goto(f"{ADDRESS}{VIEWS[view]}#s3")
        listener.wait_for_selector(".start:visible")
        is_for_everybody(listener, widths=widths, height=640)
        start(listener)
        listener.wait_for_function("() => litWord()")
        press(listener, "暂停")
        is_for_everybody(listener, widths=widths, height=640)
        press(listener, "设置")
        is_for_everybody(listener, widths=widths, height=640)
        press(listener, "快捷键")
        is_for_everybody(listener, widths=widths, height=640)

    def test_the_lock_screen_and_headsets_control_it(self, listener: Page) -> None:
        listener.add_init_script("""
            window.actions = {};
            navigator.mediaSession.setActionHandler = (action, handler) => { actions[action] = handler; };
        """)
        listener.goto(f"{ADDRESS}#s3")
        start(listener)
        assert listener.evaluate("navigator.mediaSession.metadata.title") == "康复"
        assert listener.evaluate("navigator.mediaSession.metadata.artist") == "听得懂的健康"
        for action, sentence in (("nexttrack", "s4"), ("previoustrack", "s3"), ("seekforward", "s4")):
            listener.evaluate("action => actions[action]()", action)
            wait_for_sentence(listener, sentence)
        for _ in range(2):  # a headset may say it twice
            listener.evaluate("actions.pause()")
            assert listener.evaluate("[heard[0].paused, navigator.mediaSession.playbackState]") == [True, "paused"]
        listener.evaluate("actions.play()")
        wait_for_sentence(listener, "s4")
        assert listener.evaluate("navigator.mediaSession.playbackState") == "playing"
        listener.evaluate("actions.stop()")
        expect(listener.locator(".player")).to_be_hidden()


class TestWhatGoesWrong:
    @pytest.mark.parametrize(("missing", "how"), [("cues.json", "offline"), ("narration.opus", "gone")])
    def test_sound_that_does_not_come_is_said_and_asked_for_again(
        self, listener: Page, faults: list[str], missing: str, how: str
    ) -> None:
        pattern = f"**/{missing}"
        listener.route(pattern, lambda route: route.fulfill(status=404) if how == "gone" else route.abort())
        listener.goto(f"{ADDRESS}#s3")
        listener.click(".start")
        expect(status(listener)).to_have_text("声音没有取到。请检查网络，再按播放。")
        expect(listener.get_by_role("button", name="播放")).to_be_visible()
        expect(listener.locator(".article-text")).to_contain_text("坚持")
        listener.unroute(pattern)
        press(listener, "播放")
        wait_for_sentence(listener, "s3")
        assert status(listener).text_content() == ""
        forgive(faults, missing)

    def test_a_browser_that_wants_another_tap_is_given_one(self, listener: Page) -> None:
        listener.add_init_script("""
            const play = HTMLMediaElement.prototype.play;
            HTMLMediaElement.prototype.play = function () {
                HTMLMediaElement.prototype.play = play;
                return Promise.reject(new DOMException("no", "NotAllowedError"));
            };""")
        listener.goto(ADDRESS)
        listener.click(".start")
        expect(status(listener)).to_have_text("声音准备好了，请再按一次播放。")
        press(listener, "播放")
        wait_for_sentence(listener, "s0")

    def test_the_bar_shows_when_somebody_else_paused_the_sound(self, listener: Page) -> None:
        listener.goto(ADDRESS)
        start(listener)
        listener.evaluate("heard[0].pause()")
        press(listener, "播放")
        wait_for_sentence(listener, "s0")

    def test_it_plays_again_when_the_page_comes_back(self, browser: Browser, live_server: LiveServer) -> None:
        """From the memory of a browser that keeps pages there; Playwright's own does not."""
        keeping = launch(browser.browser_type, ignore_default_args=["--disable-back-forward-cache"])
        try:
            page = keeping.new_context(base_url=live_server.url).new_page()
            page.add_init_script(path=LISTEN_IN)
            page.goto(f"{ADDRESS}#s8")
            page.evaluate("addEventListener('pageshow', (event) => { window.isBack = event.persisted; })")
            start(page)
            wait_for_sentence(page, "s8")
            page.evaluate("location.href = '/about/'")
            page.wait_for_url("**/about/")
            page.evaluate("history.back()")
            page.wait_for_url(f"**{ADDRESS}#s8", wait_until="commit")  # what comes from memory is not loaded
            page.wait_for_function("() => window.isBack")
            assert page.evaluate("heard.every((audio) => audio.paused)")
            press(page, "播放")
            page.wait_for_function("() => ['s8', 's9'].includes(litSentence()) && heard.at(-1).currentTime > 0")
        finally:
            keeping.close()

    def test_one_page_falls_silent_when_another_begins(self, listener: Page) -> None:
        listener.goto(ADDRESS)
        start(listener)
        other = listener.context.new_page()
        other.add_init_script(path=LISTEN_IN)
        other.goto(f"{ADDRESS}#s5")
        start(other)
        listener.wait_for_function("() => heard[0].paused")
        assert status(listener).text_content() == "另一个页面开始朗读，这里先停下了。"
        wait_for_sentence(other, "s5")
        press(listener, "播放")
        other.wait_for_function("() => heard[0].paused")


class TestWithoutAScript:
    @pytest.mark.parametrize("view", VIEWS)
    def test_the_browsers_own_player_and_a_download_are_there(self, open_page: Callable, view: str) -> None:
        page = open_page(java_script_enabled=False)
        page.goto(ADDRESS + VIEWS[view])
        expect(page.locator("audio[controls]")).to_be_visible()
        expect(page.get_by_role("link", name="下载 MP3")).to_be_visible()
        expect(page.locator(".start")).to_be_hidden()
        expect(page.locator(".no-voice")).to_be_hidden()

    def test_what_they_lead_to_is_sound(self, open_page: Callable) -> None:
        page = open_page(java_script_enabled=False)
        page.goto(ADDRESS)
        for address in (
            page.get_attribute("audio source", "src"),
            page.get_by_role("link", name="下载 MP3").get_attribute("href"),
        ):
            answer = page.request.get(address, headers={"Range": "bytes=0-99"})
            assert answer.status == 206
            assert len(answer.body()) == 100
            assert "immutable" in answer.headers["cache-control"]
