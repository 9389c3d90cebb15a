"""Does listening go on when something goes wrong, and is there something without a script?"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.chromium import launch
from tests.browser.conftest import forgive
from tests.browser.listening import ADDRESS, LISTEN_IN, VIEWS, press, start, status, wait_for_sentence

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("narrated")]


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
