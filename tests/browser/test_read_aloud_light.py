"""Is what is said lit up for everybody, and does nothing move for it?"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.listening import ADDRESS, VIEWS, press, start

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("narrated")]

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
