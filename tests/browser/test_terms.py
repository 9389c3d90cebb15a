"""Does a word in an article say what it means when it is pressed, and disturb nothing?"""

import pytest
from playwright.sync_api import Locator, Page, expect

from site_app.articles.models import Edition
from site_app.glossary.mentions import note_mentions
from tests.browser.listening import ADDRESS, VIEWS, bar, start
from tests.factories import make_article
from tests.glossary.explained import explain

pytestmark = pytest.mark.django_db(transaction=True)

BOXES = """() => [...document.querySelectorAll(".sentence, .article-text > *, ruby, rt")]
    .map((element) => element.getBoundingClientRect())
    .map(({ left, top, width, height }) => [left, top + scrollY, width, height].map(Math.round))"""
MARKDOWN = """## 脑梗

[脑梗](https://example.org/)和脑卒中是什么？**脑梗**是急症，高血压的人要小心。脑梗要马上打120。

得了脑卒中，家里人要学会看。高血压要按时吃药。
"""


@pytest.fixture
def _words() -> None:
    explain("脑梗", "nǎo gěng", "脑血管堵住了，脑子缺血。", "cerebral infarction")
    explain("脑卒中", "nǎo cù zhòng", "就是中风。")
    explain("高血压", "gāo xuè yā", "血压一直太高。")
    explain("预防", "yù fáng", "先做好，不让病来。")


@pytest.fixture
def _article(_words: None) -> None:
    edition = make_article(title="康复", summary="康复很重要。", markdown=MARKDOWN).live_edition
    assert edition
    note_mentions(edition)


def words(page: Page) -> Locator:
    return page.locator(".term")


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


@pytest.mark.usefixtures("_article")
class TestPressing:
    @pytest.mark.parametrize("view", VIEWS.values())
    def test_each_word_can_be_pressed_once_where_no_link_stands(self, page: Page, view: str) -> None:
        page.goto(ADDRESS + view)
        shown = {"pinyin/": ["nǎocùzhòng", "nǎogěng", "gāoxuèyā"]}.get(view, ["脑卒中", "脑梗", "高血压"])
        expect(words(page)).to_have_count(3)
        texts = words(page).evaluate_all(
            "marks => marks.map(mark => { const copy = mark.cloneNode(true);"
            " copy.querySelectorAll('rt').forEach(rt => rt.remove()); return copy.textContent.toLowerCase(); })"
        )
        assert texts == shown
        assert page.locator("strong .term, .term strong").count() == 1

    def test_nothing_moves_for_it(self, open_page) -> None:
        boxes: list[list[object]] = []
        for script in (False, True):
            page = open_page()
            if not script:
                page.route("**/js/words.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
            boxes.append([])
            for view in VIEWS.values():
                for width in (320, 1280):
                    page.set_viewport_size({"width": width, "height": 800})
                    page.goto(ADDRESS + view)
                    expect(words(page)).to_have_count(3 if script else 0)
                    boxes[-1].append(page.evaluate(BOXES))
        assert boxes[0] == boxes[1]

    def test_by_mouse(self, page: Page) -> None:
        page.goto(ADDRESS)
        word = words(page).get_by_text("高血压")
        word.click()
        expect(dialog(page)).to_have_accessible_name("“高血压”的意思")
        expect(dialog(page)).to_contain_text("血压一直太高。")
        expect(word).to_have_attribute("aria-expanded", "true")
        word.click()
        expect(dialog(page)).to_be_hidden()
        expect(word).to_be_focused()
        word.click()
        page.mouse.click(5, 400)
        expect(dialog(page)).to_be_hidden()

    def test_by_touch(self, open_page) -> None:
        page = open_page(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
        page.goto(f"{ADDRESS}ruby/")
        words(page).last.tap()
        expect(dialog(page)).to_contain_text("gāoxuèyā")
        box = dialog(page).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        words(page).first.tap()
        expect(dialog(page)).to_contain_text("脑卒中")
        dialog(page).get_by_role("button", name="关闭").tap()
        expect(dialog(page)).to_be_hidden()

    @pytest.mark.parametrize("key", ["Enter", " "])
    def test_by_keyboard(self, page: Page, key: str) -> None:
        page.goto(ADDRESS)
        word = words(page).first
        word.press(key)
        expect(dialog(page)).to_be_focused()
        page.keyboard.press("Shift+Tab")
        expect(dialog(page)).to_be_hidden()
        expect(word).to_be_focused()
        page.keyboard.press(key)
        expect(dialog(page)).to_be_focused()
        dialog(page).get_by_role("button", name="关闭").focus()
        page.keyboard.press("Tab")
        expect(dialog(page)).to_be_hidden()
        expect(word).to_be_focused()
        page.keyboard.press(key)
        expect(dialog(page)).to_be_focused()
        page.keyboard.press("Escape")
        expect(dialog(page)).to_be_hidden()
        expect(word).to_be_focused()

    @pytest.mark.parametrize(("view", "slug"), [("", ""), ("ruby/", "ruby/"), ("pinyin/", "pinyin/")])
    def test_it_leads_to_the_page_of_the_word_in_the_same_view(self, page: Page, view: str, slug: str) -> None:
        page.goto(ADDRESS + view)
        words(page).last.click()
        dialog(page).get_by_role("link", name="这个词的一页").click()
        page.wait_for_url(f"**/terms/gao-xue-ya/{slug}")

    def test_everybody_can_use_it(self, open_page, is_for_everybody) -> None:
        page = open_page(viewport={"width": 390, "height": 800})
        for view in VIEWS.values():
            page.goto(ADDRESS + view)
            page.locator(".terms-here summary").click()
            words(page).last.click()
            expect(dialog(page)).to_be_visible()
            is_for_everybody(page, widths=(390,), height=800)

    def test_without_a_script_the_list_leads_to_the_words(self, open_page) -> None:
        page = open_page(java_script_enabled=False)
        page.goto(f"{ADDRESS}ruby/")
        assert words(page).count() == 0
        page.locator(".terms-here summary").click()
        page.locator(".terms-here a", has_text="高血压").click()
        page.wait_for_url("**/terms/gao-xue-ya/ruby/")

    def test_a_word_that_the_page_shows_otherwise_stays_as_it_is(self, page: Page) -> None:
        Edition.objects.get().mentions.update(places=[[2, 0, 99, 0, 99], [999, 0, 1, 0, 1]])
        page.goto(ADDRESS)
        assert words(page).count() == 0


@pytest.mark.usefixtures("_words")
class TestBesideTheVoice:
    @pytest.fixture
    def listening(self, narrated: Edition, listener: Page) -> Page:
        note_mentions(narrated)
        return listener

    @pytest.mark.parametrize("view", VIEWS.values())
    def test_pressing_a_word_does_not_start_the_voice_there(self, listening: Page, view: str) -> None:
        page = listening
        page.goto(ADDRESS + view)
        start(page)
        word = words(page).first
        there = word.evaluate("mark => mark.closest('.sentence').id || mark.closest('.sentence').dataset.part")
        bar(page).get_by_role("button", name="暂停").click()
        lit = page.evaluate("litSentence()")
        assert lit != there
        word.click()
        expect(dialog(page)).to_be_visible()
        page.keyboard.press("Escape")
        expect(dialog(page)).to_be_hidden()
        expect(bar(page)).to_be_visible()
        assert page.evaluate("litSentence()") == lit
        page.locator(f"#{there}").click(position={"x": 4, "y": 8})
        page.wait_for_function("id => litSentence() === id && isHeard()", arg=there)
