"""How does a test choose a syllable of the preview by keyboard alone?"""

import pytest
from playwright.sync_api import Page, expect

CHOSEN = "() => [...(CSS.highlights.get('chosen') ?? [])].join('')"
IS_SETTLED = "() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/preview/sentences/'))"


def settle(page: Page) -> None:
    """Waits until the preview has had all its answers: it asks last where the sentences are written."""
    page.wait_for_function(IS_SETTLED)


def chosen(page: Page) -> str:
    """What is lit up as chosen."""
    return str(page.frame_locator(".live-preview iframe").locator("html").evaluate(CHOSEN))


def step_to(page: Page, syllable: str) -> None:
    """By the arrow keys to a place of a syllable in a short text, wherever its page happens to be scrolled to; a page that is
    made anew takes the choice away, and one begins again."""
    text = page.frame_locator(".live-preview iframe").locator(".article-text")
    expect(text.locator(".sentence").first).to_be_attached()
    settle(page)
    text.focus()
    for _ in range(40):
        page.keyboard.press("ArrowLeft")
    for _ in range(200):
        if chosen(page) == syllable:
            return
        text.focus()
        page.keyboard.press("ArrowRight")
    pytest.fail(f"never came to {syllable}")
