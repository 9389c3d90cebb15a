"""Do the voices of a reader's device read the page, in spite of all that is known against them?

`speech_stand_in.js` stands in for the browser's speech, with the quirk that a test is about.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from site_app.articles.models import Edition
from tests.browser.listening import ADDRESS, TEXT, VIEWS, press, setting, start, status, wait_until_lit
from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)

STAND_IN = Path(__file__).with_name("speech_stand_in.js")
# A sentence that takes 27 seconds to say.
LONG = "患者和家属应该认识到康复训练是必不可少的环节，" * 5 + "坚持就有希望。"


@pytest.fixture
def device(open_listener: Callable[..., Page]) -> Callable[..., Page]:
    """Opens a page on a device whose speech has these quirks."""

    def open_one(**quirks: Any) -> Page:
        page = open_listener(viewport={"width": 390, "height": 844})
        page.add_init_script(f"window.quirks = {json.dumps(quirks)}")
        page.add_init_script(path=STAND_IN)
        return page

    return open_one


@pytest.fixture
def silent_site(settings: Any) -> None:
    """A site that leaves speaking to the device."""
    settings.NARRATION_ENGINE = "device"
    make_article(title="康复", summary="康复很重要。", markdown=TEXT)


def voice(name: str, lang: str = "zh-CN", **quirks: bool) -> dict[str, Any]:
    return {"name": name, "lang": lang, **quirks}


def spoken(page: Page) -> list[str]:
    return page.evaluate("spoken.map(({ text }) => text)")


def wait_until_spoken(page: Page, text: str) -> None:
    page.wait_for_function("text => spoken.some((one) => one.text.includes(text))", arg=text)


def choose_voice(page: Page, name: str) -> None:
    press(page, "设置")
    setting(page, "voice").select_option(label=name)
    press(page, "设置")


def offered(page: Page) -> list[str]:
    return setting(page, "voice").locator("option").all_text_contents()


@pytest.mark.usefixtures("silent_site")
class TestASiteWithoutSound:
    @pytest.mark.parametrize("view", VIEWS)
    def test_is_read_sentence_by_sentence(self, device: Callable[..., Page], view: str) -> None:
        page = device()
        page.goto(ADDRESS + VIEWS[view])
        page.click(".start")
        wait_until_lit(page, "s0", "s1", "s2")
        wait_until_spoken(page, "血压130/80mmHg是正常的。")
        assert spoken(page)[:2] == ["康复", "坚持每天锻炼很重要。"], "hanzi are spoken, in every view"

    @pytest.mark.parametrize("view", ["hanzi", "ruby"])
    def test_lights_the_word_that_the_browser_tells_of(self, device: Callable[..., Page], view: str) -> None:
        page = device(perCharacter=4000)
        page.goto(f"{ADDRESS}{VIEWS[view]}#s5")
        page.click(".start")
        page.wait_for_function("() => litSentence() === 's5' && litWord() === '少吃'")

    def test_is_paused_repeated_and_stepped_through(self, device: Callable[..., Page]) -> None:
        page = device(perCharacter=700)
        page.goto(f"{ADDRESS}#s5")
        page.click(".start")
        wait_until_spoken(page, "少吃盐")
        press(page, "下一句")
        wait_until_spoken(page, "可以预防")
        press(page, "暂停")
        assert not page.evaluate("speechSynthesis.speaking")
        press(page, "再读")
        page.wait_for_function("() => spoken.filter(({ text }) => text.includes('可以预防')).length === 2")

    def test_leaves_time_to_repeat(self, device: Callable[..., Page]) -> None:
        page = device()
        page.goto(ADDRESS)
        page.evaluate("localStorage.setItem('read-aloud', JSON.stringify({ shadow: true, rate: 0.5 }))")
        page.goto(f"{ADDRESS}?#s5")
        page.evaluate("""() => {
            const hint = document.querySelector(".hint");
            window.turns = [];
            new MutationObserver(() => hint.textContent.includes("请跟着念") && turns.push(speechSynthesis.speaking))
                .observe(hint, { childList: true });
        }""")
        page.click(".start")
        wait_until_spoken(page, "可以预防")
        assert {*page.evaluate("turns")} == {False}

    def test_says_that_editors_readings_do_not_reach_the_device(self, device: Callable[..., Page]) -> None:
        page = device()
        page.goto(ADDRESS)
        page.click(".start")
        press(page, "设置")
        expect(page.get_by_text("设备的声音不知道编辑核对过的读音")).to_be_visible()

    def test_falls_silent_when_the_page_is_left(self, device: Callable[..., Page]) -> None:
        page = device(perCharacter=400)
        page.goto(ADDRESS)
        page.click(".start")
        wait_until_spoken(page, "康复")
        page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
        assert not page.evaluate("speechSynthesis.speaking")
        press(page, "播放")
        page.wait_for_function("() => speechSynthesis.speaking")

    def test_speaks_at_the_chosen_rate(self, device: Callable[..., Page]) -> None:
        page = device()
        page.goto(ADDRESS)
        page.evaluate("localStorage.setItem('read-aloud', JSON.stringify({ rate: 0.7 }))")
        page.reload()
        page.click(".start")
        wait_until_spoken(page, "康复")
        assert page.evaluate("spoken[0].rate") == 0.7


@pytest.mark.usefixtures("silent_site")
class TestVoices:
    def test_may_come_late(self, device: Callable[..., Page]) -> None:
        page = device(areLate=True)
        page.goto(ADDRESS)
        page.click(".start")
        expect(page.locator(".hint")).to_have_text("正在准备声音……")
        page.evaluate("bringVoices()")
        wait_until_spoken(page, "坚持")

    def test_may_never_come(self, device: Callable[..., Page]) -> None:
        page = device(voices=[voice("Samantha", "en-US")])
        page.goto(ADDRESS)
        expect(page.locator(".no-voice")).to_be_visible()
        expect(page.locator(".no-voice")).to_contain_text("现在还不能听")
        expect(page.locator(".start")).to_be_hidden()

    def test_that_come_after_all_are_used(self, device: Callable[..., Page]) -> None:
        page = device(areLate=True)
        page.goto(ADDRESS)
        expect(page.locator(".no-voice")).to_be_visible()
        page.evaluate("bringVoices()")
        expect(page.locator(".no-voice")).to_be_hidden()
        page.click(".start")
        wait_until_spoken(page, "康复")

    def test_are_not_there_in_a_browser_that_cannot_speak(self, open_page: Callable[..., Page]) -> None:
        page = open_page()
        page.add_init_script("delete window.speechSynthesis; delete Window.prototype.speechSynthesis;")
        page.goto(ADDRESS)
        expect(page.locator(".no-voice")).to_be_visible()

    def test_are_not_there_in_this_very_browser(self, page: Page) -> None:
        page.goto(ADDRESS)
        assert page.evaluate("speechSynthesis.getVoices()") == []
        expect(page.locator(".no-voice")).to_be_visible()

    def test_of_other_languages_filed_under_chinese_are_left_out(self, device: Callable[..., Page]) -> None:
        others = [
            voice("Sinji", "zh-HK"),
            voice("Chinese (Cantonese)", "zh"),
            voice("广东话", "zh-CN"),
            voice("Microsoft HiuGaai Cantonese", "zh_HK"),
            voice("Xiaotong", "wuu-CN"),
            voice("Chinese (Wu)", "zh"),
            voice("Wugniu", "zh-wuu"),
            voice("上海话", "zh"),
            voice("Hong Kong", "cmn-Hant-HK"),
            voice("Jar", "yue-HK"),
            voice("Samantha", "en-US"),
        ]
        page = device(voices=[*others, voice("Yue", "zh-CN"), voice("Meijia", "zh-TW")])
        page.goto(ADDRESS)
        assert offered(page) == ["设备 · Yue", "设备 · Meijia"]

    def test_are_known_by_every_tag_and_the_mainlands_come_first(self, device: Callable[..., Page]) -> None:
        voices = [
            voice("Taipei", "zh-TW"),
            voice("Liaoning", "zh-CN-liaoning"),
            voice("Remote", "zh-CN", isRemote=True),
            voice("Android", "zh_CN"),
            voice("Google", "cmn-CN"),
            voice("Speechd", "cmn-Hans-CN"),
            voice("Underscores", "cmn_Hans_CN"),
            voice("Plain", "zh"),
        ]
        page = device(voices=voices)
        page.goto(ADDRESS)
        names = ["Android", "Google", "Speechd", "Underscores", "Remote", "Taipei", "Plain", "Liaoning"]
        assert offered(page) == [f"设备 · {name}" for name in names]
        page.click(".start")
        wait_until_spoken(page, "康复")
        assert page.evaluate("[spoken[0].voice, spoken[0].lang]") == ["Android", "zh-CN"], (
            "Android goes by the language"
        )

    def test_without_boundaries_light_the_sentence_alone(self, device: Callable[..., Page]) -> None:
        page = device(voices=[voice("Remote", isRemote=True)], perCharacter=200)
        page.goto(f"{ADDRESS}#s5")
        page.click(".start")
        wait_until_spoken(page, "少吃盐")
        assert page.evaluate("litWord()") == ""
        wait_until_lit(page, "s5", "s6")

    def test_that_are_cut_off_after_a_while_are_asked_for_less(self, device: Callable[..., Page]) -> None:
        make_article(title="长句", summary="长。", markdown=LONG)
        page = device(voices=[voice("Remote", isRemote=True)])
        page.goto("/articles/chang-ju/")
        page.evaluate("localStorage.setItem('read-aloud', JSON.stringify({ rate: 0.5 }))")  # the slower, the sooner
        page.goto("/articles/chang-ju/?#s1")
        page.click(".start")
        expect(status(page)).to_have_text("读完了。")
        assert page.evaluate("cutOff") == []
        assert "".join(page.evaluate("ended")) == LONG

    def test_that_do_not_tell_of_their_end_do_not_stop_the_reading(self, device: Callable[..., Page]) -> None:
        page = device(voices=[voice("Endless", hasNoEnd=True)])
        page.goto(f"{ADDRESS}#s8")
        page.click(".start")
        wait_until_spoken(page, "每天走一走")
        page.wait_for_function("() => spoken.some(({ text }) => text === '按时吃药')")

    @pytest.mark.parametrize(("view", "are_late"), [("hanzi", True), ("pinyin", False)])
    def test_that_need_a_tap_are_given_it(self, device: Callable[..., Page], view: str, are_late: bool) -> None:
        page = device(needsTap=True, areLate=are_late)
        page.add_init_script("addEventListener('click', () => setTimeout(() => bringVoices(), 1500), { once: true })")
        # Playwright's own `evaluate` would count as a tap.
        page.add_init_script(
            "addEventListener('load', () => speechSynthesis.speak(new SpeechSynthesisUtterance('哑')))"
        )
        page.goto(ADDRESS + VIEWS[view])
        page.click(".start")
        wait_until_spoken(page, "坚持")
        assert "哑" not in spoken(page)

    def test_that_do_not_resume_are_asked_anew(self, device: Callable[..., Page]) -> None:
        page = device(perCharacter=700)
        page.goto(f"{ADDRESS}#s5")
        page.click(".start")
        wait_until_spoken(page, "少吃盐")
        page.evaluate("speechSynthesis.pause()")
        page.evaluate("setPace(40)")
        press(page, "暂停")
        press(page, "播放")
        page.wait_for_function("() => spoken.filter(({ text }) => text.includes('少吃盐')).length === 2")
        wait_until_spoken(page, "可以预防")

    def test_of_a_queue_that_was_left_paused_are_woken(self, device: Callable[..., Page]) -> None:
        page = device(isPaused=True)
        page.goto(ADDRESS)
        page.click(".start")
        wait_until_spoken(page, "康复")

    def test_that_end_late_what_was_cancelled_confuse_nobody(self, device: Callable[..., Page]) -> None:
        page = device(lateEnd=True, perCharacter=700)
        page.goto(f"{ADDRESS}#s1")
        page.click(".start")
        wait_until_spoken(page, "坚持")
        page.keyboard.press("l")
        page.keyboard.press("l")
        page.evaluate("setPace(300)")
        page.keyboard.press("l")
        wait_until_spoken(page, "少吃盐")
        texts = spoken(page)
        assert len(texts) == len(set(texts))
        # What was stepped over may have been begun; what was stepped to is said to its end.
        assert page.evaluate("ended[0]") == "怎样预防"

    def test_that_say_nothing_give_way_to_others(self, device: Callable[..., Page]) -> None:
        page = device(voices=[voice("Listed", isSilent=True), voice("Installed", "zh-TW")])
        page.goto(ADDRESS)
        page.click(".start")
        expect(status(page)).to_have_text("原来的声音中断了，换成“设备 · Installed”接着读。")
        wait_until_spoken(page, "坚持")
        assert page.evaluate("spoken[0].voice") == "Installed"

    def test_that_all_say_nothing_are_not_waited_for(self, device: Callable[..., Page]) -> None:
        page = device(voices=[voice("Listed", isSilent=True)])
        page.goto(ADDRESS)
        page.click(".start")
        expect(status(page)).to_contain_text("这台设备没有能用的普通话声音")
        expect(page.get_by_role("button", name="播放")).to_be_visible()


class TestASiteWithSound:
    def test_is_heard_with_it_unless_the_reader_chooses_otherwise(
        self, device: Callable[..., Page], narrated: Edition
    ) -> None:
        page = device(perCharacter=400)
        page.goto(f"{ADDRESS}#s5")
        start(page)
        assert offered(page) == ["本站 · 女声", "设备 · Tingting"]
        press(page, "设置")
        expect(page.locator(".about-device")).to_be_hidden()
        setting(page, "voice").select_option(label="设备 · Tingting")
        expect(page.locator(".about-device")).to_be_visible()
        wait_until_spoken(page, "少吃盐")
        assert page.evaluate("heard[0].paused"), "one voice at a time"
        page.reload()
        page.click(".start")
        page.wait_for_function("() => speechSynthesis.speaking")
        assert page.evaluate("heard.length") == 0

    @pytest.mark.parametrize("is_told", [True, False])
    def test_takes_over_when_the_voice_vanishes(
        self, device: Callable[..., Page], narrated: Edition, is_told: bool
    ) -> None:
        page = device(perCharacter=400)
        page.goto(f"{ADDRESS}#s5")
        start(page)
        choose_voice(page, "设备 · Tingting")
        wait_until_spoken(page, "少吃盐")
        page.evaluate("isTold => removeVoice('Tingting', isTold)", is_told)
        expect(status(page)).to_have_text("原来的声音中断了，换成“本站 · 女声”接着读。")
        page.wait_for_function("() => isHeard()")
        assert page.evaluate("['s5', 's6', 's7'].includes(litSentence())"), "where it was"

    def test_takes_over_when_the_voice_says_nothing(self, device: Callable[..., Page], narrated: Edition) -> None:
        page = device(voices=[voice("Listed", isSilent=True)])
        page.goto(f"{ADDRESS}#s5")
        start(page)
        choose_voice(page, "设备 · Listed")
        page.wait_for_function("() => !isHeard()")
        page.wait_for_function("() => isHeard()")
        assert page.evaluate("spoken") == []

    def test_needs_no_speech_at_all(self, open_listener: Callable[..., Page], narrated: Edition) -> None:
        page = open_listener()
        page.add_init_script("delete window.speechSynthesis; delete Window.prototype.speechSynthesis;")
        page.goto(ADDRESS)
        start(page)
