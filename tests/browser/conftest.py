"""How does a test look at the site through a real browser?

Pages come from a live server with the test database. A page may ask nothing of any other machine, and an error that
reaches the browser's console fails the test.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from site_app.articles.models import Edition
from site_app.narration import narrating
from tests.browser.chromium import launch
from tests.browser.listening import LISTEN_IN, TEXT
from tests.factories import make_article
from tests.narration.conftest import Whistle

AXE = Axe()
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
PATIENCE = 60_000
"""Milliseconds until something that does not come is missed: a busy machine is slow, and only what never comes is wrong."""
expect.set_options(timeout=PATIENCE)
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, where Django then refuses its database; no test awaits anything.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What went wrong inside the browser, a line each; whatever is left when the test ends fails it."""
    noticed: list[str] = []
    yield noticed
    assert noticed == []


def forgive(faults: list[str], *expected: str) -> None:
    """Take what a test brings about itself out of the faults, at its end: the console may tell of it late."""
    faults[:] = [fault for fault in faults if not any(words in fault for words in expected)]


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer, faults: list[str]) -> Iterator[OpenPage]:
    """Opens a page: `open_page(viewport={"width": 360, "height": 800}, color_scheme="dark")`; addresses are relative."""
    contexts: list[BrowserContext] = []

    def notice(request: Request) -> None:
        if request.url.startswith("http") and urlsplit(request.url).hostname not in LOOPBACK:
            faults.append(f"asked another machine: {request.url}")

    def open_one(**options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, **{"locale": "zh-CN", **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        context.on("request", notice)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script failed: {error}"))
        page.on("console", lambda message: faults.extend(_complaints(message, page)))
        return page

    yield open_one
    for context in contexts:
        context.close()


def _complaints(message: ConsoleMessage, page: Page) -> list[str]:
    # The browser reports a page that is meant to be a 404 in the same words as a style sheet that is missing.
    own_status = message.text.startswith("Failed to load resource") and message.location["url"] == page.url
    # Playwright listens in every frame, also where nothing may run.
    is_its_own = message.text.startswith(
        ("Blocked script execution in 'about:srcdoc'", "Blocked script execution in 'about:blank'")
    )
    # What a test runs in the page stands in no file; axe tries styles that the site's policy forbids.
    is_of_the_test = message.text.startswith("Applying inline style") and not message.location["url"]
    return (
        []
        if message.type != "error" or own_status or is_its_own or is_of_the_test
        else [f"console: {message.text} ({message.location['url']})"]
    )


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page of 1280 by 900 pixels in light colours."""
    return open_page(viewport={"width": 1280, "height": 900}, color_scheme="light")


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """Returns one line for each part of a page that breaks an accessibility rule: `assert axe(page) == []`."""

    def violations(page: Page, *, only: tuple[str, ...] = ()) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.axe_script)
        chosen = {"runOnly": [*only]} if only else {}
        found = page.evaluate(
            "options => axe.run(options)", {"resultTypes": ["violations"], "preload": False, **chosen}
        )["violations"]
        return [f"{rule['id']}: {rule['help']}: {node['html']}" for rule in found for node in rule["nodes"]]

    return violations


@pytest.fixture
def is_for_everybody(axe: Callable[..., list[str]]) -> Callable[..., None]:
    """Asks of a page that it breaks no accessibility rule and is no wider than the screen, in light and in dark, on a desk
    and on a phone: `is_for_everybody(page)`. All rules are asked at the first width, in light; afterwards those that depend
    on width, and in dark at the last width those that depend on colours."""

    def put_on(page: Page, scheme: Literal["light", "dark"], width: int, height: int) -> None:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        # Links of Django's admin fade from one colour to the other.
        page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished))")

    def ask(page: Page, *, widths: tuple[int, ...] = (1280, 390), height: int = 844) -> None:
        for width in widths:
            put_on(page, "light", width, height)
            rules = () if width == widths[0] else ("scrollable-region-focusable",)
            assert (page.url, width, "\n".join(axe(page, only=rules))) == (page.url, width, "")
            assert (page.url, page.evaluate("document.documentElement.scrollWidth") <= width) == (page.url, True)
        put_on(page, "dark", width, height)
        assert (page.url, "\n".join(axe(page, only=("color-contrast",)))) == (page.url, "")

    return ask


@pytest.fixture(scope="session")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("narration")


@pytest.fixture
def narration_root(sounds: Path, settings: Settings) -> Path:
    """A folder for sound. Folders in it are named after what is in them: what one test has made serves the next."""
    settings.NARRATION_ROOT = sounds
    return sounds


@pytest.fixture
def narrated(narration_root: Path) -> Edition:
    """An article with sound of its own, in one voice and at one pace."""
    edition = make_article(title="康复", summary="康复很重要。", markdown=TEXT).live_edition
    assert edition
    narrating.narrate(narrating.ask_for([edition])[0], Whistle())
    return edition


@pytest.fixture
def open_listener(open_page: OpenPage) -> OpenPage:
    """Opens a page that plays slowly and tells what it plays and lights up; see listen_in.js."""

    def open_one(**options: Any) -> Page:
        page = open_page(**options)
        page.add_init_script(path=LISTEN_IN)
        return page

    return open_one


@pytest.fixture
def listener(open_listener: OpenPage) -> Page:
    return open_listener(viewport={"width": 1280, "height": 900}, color_scheme="light")
