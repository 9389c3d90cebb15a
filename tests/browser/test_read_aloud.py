"""Is the page read aloud as its bar promises, by the site's own sound?"""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from site_app.articles.models import Edition
from tests.browser.listening import (
    ADDRESS,
    VIEWS,
    choose,
    cues,
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
