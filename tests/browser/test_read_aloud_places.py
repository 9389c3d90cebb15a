"""Is a listener's place kept, and does the page follow the voice?"""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.listening import ADDRESS, choose, hurry, press, setting, start, wait_for_sentence, wait_until_lit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("narrated")]


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
