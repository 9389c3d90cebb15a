"""Can everybody use every public page: light, dark, on paper, enlarged, by keyboard?"""

import pytest
from playwright.sync_api import expect

from site_app.articles.models import ReadingReport, Reference
from site_app.pages import form_guard
from site_app.pages.models import Feedback
from tests.factories import make_article, make_series, make_tag
from tests.glossary.explained import explain

pytestmark = pytest.mark.django_db(transaction=True)

ARTICLE = "/articles/nao-geng-shi-shen-me/"
PAGES = [
    *("/", "/about/", "/privacy/", "/accessibility/", "/contact/", "/settings/", "/mei-you/"),
    "/series/ren-shi-nao-geng/",
    *("/tags/yu-fang/", ARTICLE, f"{ARTICLE}ruby/", f"{ARTICLE}pinyin/", f"{ARTICLE}feedback/"),
    *("/terms/", "/terms/nao-geng/", "/terms/nao-geng/ruby/", "/terms/nao-geng/pinyin/", "/search/?q=naogeng"),
    *("/saved/", f"/en{ARTICLE}ruby/", f"/hant{ARTICLE}ruby/", "/en/120/", "/120/pinyin/", "/hant/"),
    *(f"{ARTICLE}reading/", f"{ARTICLE}reading/?s=s1&view=ruby"),
]
TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    return [...document.querySelectorAll("main *, footer *, aside *")]
        .filter((part) => !part.closest(".trap, .table-scroll, svg, audio, [hidden], .without-script"))
        .filter((part) => part.getBoundingClientRect().right > width + 1)
        .map((part) => part.outerHTML.slice(0, 80));
}"""


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_OWNER, settings.SITE_FUNDING, settings.CONTACT_EMAIL = "某健康教育所", "市财政", "a@example.org"
    source = Reference("who", "脑卒中", "世界卫生组织", 2023, "https://example.org/a-very-long-address/" + "x" * 80)
    explain(gloss="cerebral infarction")
    make_article(
        title="脑梗是什么", summary="摘要。", markdown="脑梗[^who]是急症。\n\n## 怎么办\n\n::: 提示\n打120。\n:::",
        references=(source,), series=make_series("认识脑梗"), tags=(make_tag("预防"),),
    )  # fmt: skip


def test_they_are_accessible_and_nothing_is_cut_off(page, is_for_everybody, axe):
    for path in PAGES:
        page.goto(path)
        is_for_everybody(page, widths=(390,), height=800)
        page.emulate_media(media="print")
        assert (path, axe(page)) == (path, [])
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024, enlarged to 400%
        assert (path, page.evaluate(TOO_WIDE)) == (path, [])
        page.evaluate("document.documentElement.dataset.size = '300'")
        assert (path, "300%", page.evaluate(TOO_WIDE)) == (path, "300%", [])
        # Without a style sheet, drawings fill the window unless they say their size.
        assert (path, page.locator("svg:not([width])").count()) == (path, 0)


def test_a_reader_answers_by_keyboard(page, monkeypatch):
    monkeypatch.setattr(form_guard, "SHORTEST", -1)
    page.goto(f"{ARTICLE}ruby/")
    page.locator(".ask a", has_text="没有用").press("Enter")
    no = page.get_by_label("没有用")
    expect(no).to_be_checked()
    no.focus()
    page.keyboard.press("Tab")
    page.keyboard.type("看不懂")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("收到了，谢谢")
    (answer,) = Feedback.objects.all()
    assert (answer.useful, answer.words, answer.view) == (False, "看不懂", "ruby")
    assert page.context.cookies() == []


SELECT = """([sentence, at]) => {
    const ruby = [...document.querySelectorAll(`#${sentence} ruby, [data-part=${sentence}] ruby`)];
    const texts = ruby.flatMap((word) => [...word.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE));
    const range = document.createRange();
    range.selectNodeContents(texts[at]);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


def test_who_selects_a_syllable_reports_its_reading(page, monkeypatch):
    monkeypatch.setattr(form_guard, "SHORTEST", -1)
    page.goto(f"{ARTICLE}ruby/")
    link = page.locator(".report-selected")
    expect(link).to_be_hidden()
    page.evaluate(SELECT, ["s1", 1])
    expect(link).to_be_visible()
    link.click()
    expect(page.locator("h1")).to_have_text("这个读音好像不对")
    expect(page.locator("input[name=at]:checked + ruby")).to_contain_text("梗")
    page.get_by_label("您觉得应该怎么读").fill("gěng")
    page.click("button[type=submit]")
    expect(page.locator("h1")).to_have_text("收到了，谢谢")
    report = ReadingReport.objects.get()
    assert (report.character, report.sentence, report.suggested) == ("梗", "脑梗是急症。", "geng3")


def test_the_same_without_a_script(open_page, monkeypatch):
    monkeypatch.setattr(form_guard, "SHORTEST", -1)
    page = open_page(java_script_enabled=False)
    page.goto(f"{ARTICLE}feedback/?useful=yes")
    page.click("button[type=submit]")
    expect(page.locator("h1")).to_have_text("收到了，谢谢")
    assert Feedback.objects.get().useful
