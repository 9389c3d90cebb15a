"""Can everybody use the bar, by keyboard alone, with a screen reader and from the lock screen?"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.listening import ADDRESS, VIEWS, hurry, press, setting, start, wait_for_sentence, wait_until_lit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("narrated")]


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
        if view != "ruby":
            return  # the bar is the same beside all of them
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
