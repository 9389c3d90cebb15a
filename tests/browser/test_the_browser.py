"""Would a browser test notice what goes wrong inside the browser?"""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path
from playwright.sync_api import Page
from pytest_django import Settings

from site_app import urls
from tests.browser.conftest import OpenPage

SOUND = (
    '<!doctype html><html lang="zh-Hans"><title>标题</title><link rel="icon" href="data:,"><main><h1>标题</h1>{}</main>'
)


def _answer(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(SOUND.format(request.GET.get("body", "")), status=int(request.GET.get("status", "200")))
    # What is tried here is what the site's own policy would not let happen.
    answer.headers["Content-Security-Policy"] = "default-src * data: 'unsafe-inline'"
    return answer


urlpatterns = [path("", _answer), *urls.urlpatterns]


@pytest.fixture(autouse=True)
def _answers_with_what_is_asked_for(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__


def test_a_sound_page_leaves_no_fault(page: Page, faults: list[str], axe: Callable[[Page], list[str]]) -> None:
    page.goto("/")
    assert page.title() == "标题"
    assert axe(page) == []
    assert faults == []


def test_a_page_may_be_missing_on_purpose(page: Page, faults: list[str]) -> None:
    response = page.goto("/?status=404")
    assert response is not None
    assert response.status == 404
    assert faults == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<script>missing()</script>", "script failed: missing is not defined"),
        ("<script>console.error('坏了')</script>", "console: 坏了 "),
        ("<img alt='' src='/gone.png'>", "console: Failed to load resource"),
        ("<img alt='' src='http://example.org/a.png'>", "asked another machine: http://example.org/a.png"),
    ],
)
def test_a_fault_is_noticed(page: Page, faults: list[str], body: str, fault: str) -> None:
    page.goto(f"/?body={body}", wait_until="networkidle")
    assert any(line.startswith(fault) for line in faults)
    faults.clear()


def test_an_unreadable_picture_breaks_an_accessibility_rule(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.goto("/?body=<img src='data:,'>", wait_until="commit")
    page.locator("img").wait_for(state="attached")
    assert any(line.startswith("image-alt: ") for line in axe(page))


def test_a_page_is_opened_as_it_was_asked_for(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 360, "height": 800}, color_scheme="dark", java_script_enabled=False)
    page.goto("/?body=<noscript>没有脚本</noscript>")
    assert page.inner_text("noscript") == "没有脚本"
    assert page.viewport_size == {"width": 360, "height": 800}
