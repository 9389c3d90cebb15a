"""Can everybody read, reach and print what to do in an emergency?"""

import re

import pytest

from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)

VIEWS = ["", "ruby/", "pinyin/"]
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT_OFF = """() => {
    const sheet = document.querySelector(".sheet");
    const parts = [...sheet.querySelectorAll("h1, h2, h3, p, li, svg")].map((part) => part.getBoundingClientRect());
    const { bottom, right } = sheet.getBoundingClientRect();
    return Math.max(0, ...parts.flatMap((part) => [part.bottom - bottom, part.right - right]));
}"""
A4 = {"width": 718, "height": 1047}  # 190 by 277 mm, in CSS pixels


@pytest.mark.parametrize("view", VIEWS)
def test_it_prints_on_one_sheet_and_nothing_is_cut_off(open_page, view):
    page = open_page(viewport=A4)
    page.goto(f"/120/{view}")
    page.emulate_media(media="print")
    assert page.evaluate(CUT_OFF) <= 1
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", pdf) == [(b"594", b"841")]


def test_it_is_accessible_and_on_the_narrowest_screen_nothing_is_cut_off(page, is_for_everybody, axe):
    for view in VIEWS:
        page.goto(f"/120/{view}")
        is_for_everybody(page, widths=(390,), height=800)
        for scheme in ("light", "dark"):
            page.emulate_media(media="print", color_scheme=scheme)
            assert (view, axe(page)) == (view, [])
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 320, "height": 256})
        assert page.evaluate(TOO_WIDE) <= 0
        assert page.evaluate(CUT_OFF) <= 0


def test_from_an_article_one_press_dials_and_one_press_explains(page):
    article = make_article()
    page.goto(f"{article.get_absolute_url()}ruby/")
    assert page.locator(".emergency a[href='tel:120']").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "tel:120"
    page.click(".emergency .more")
    page.wait_for_url("**/120/ruby/")
