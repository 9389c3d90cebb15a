"""Can somebody decide readings by keys, touch or mouse, and do readers see it?"""

import pytest
from playwright.sync_api import expect

from site_app.articles.publishing import publish_unreviewed
from site_app.articles.reading_desk.reports import report_reading
from site_app.articles.tasks import reread
from tests.browser.signing_in import let_in
from tests.browser.syllables import step_to
from tests.factories import make_article, make_draft, make_superuser

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "😀公众的生存率。\n\n病人的生存率。\n\n- 他的生存率很高。"


@pytest.fixture
def signed_in(open_page):
    person = make_superuser()
    return lambda **options: let_in(open_page(**options), person)


def desk_of(article) -> str:
    return f"/admin/articles/article/{article.pk}/readings/"


def pinyin_of(page, article) -> str:
    page.goto(f"{article.get_absolute_url()}pinyin/")
    return page.locator("main").inner_text()


def test_here_by_keys_then_in_the_article_then_on_the_whole_site(signed_in):
    article = make_article(markdown=TEXT)
    other = make_article(title="别的", markdown="病人的生存率。")
    page = signed_in()
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.get_by_role("link", name="读音：看拿不准的字").click()
    page.wait_for_url("**/readings/")
    page.wait_for_load_state()
    page.locator("#q1").focus()
    page.keyboard.press("1")
    expect(page.get_by_text("已确认（1处）")).to_be_visible()
    page.wait_for_load_state()
    expect(page.locator("#q1")).to_be_focused()
    page.keyboard.press("2")
    expect(page.get_by_text("这一处“生存率”的“率”改读 shuài")).to_be_visible()
    page.wait_for_load_state()
    assert article.draft.markdown.count("{生存率|shēng cún shuài}") == 1
    page.keyboard.press("s")
    page.keyboard.press("2")
    expect(page.get_by_text("在这篇文章里改读 shuài")).to_be_visible()
    publish_unreviewed(edition=article.draft, reason="试验")
    assert pinyin_of(page, article).count("shēngcúnshuài") == 3

    page.goto(desk_of(other))
    page.get_by_label("整个网站").check()
    page.get_by_role("button", name="改读这个").click()
    expect(page.get_by_text("Bìngrén de shēngcúnshuài.")).to_be_visible()
    page.get_by_role("button", name="全站都这样读").click()
    expect(page.locator("progress")).to_be_visible()
    reread.call()
    expect(page.get_by_text("已完成，查过 2 篇")).to_be_visible()
    assert "shēngcúnshuài" in pinyin_of(page, other)


CHOICES = """async ([offset, texts]) => {
  const { openReadingChoices, charactersOf, unitsOf } = await import("/static/admin_desk/reading_choices.js");
  const editor = document.querySelector("#id_markdown");
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const counts = [unitsOf(editor.value, offset), charactersOf(editor.value, offset)];
  const opened = await openReadingChoices({
    anchor: document.querySelector("#id_title"), editor, offset, address: "/admin/markdown/readings/", texts, token,
  });
  return [opened, ...counts];
}"""
TEXTS = {"now": "现在", "choose": "选", "hear": "听", "close": "关闭", "site": "整个网站……", "changed": "文字变了"}
TEXTS["everywhere"] = "{count}处都这样改"


def test_the_choices_open_at_a_syllable_and_are_written_into_the_text(signed_in, axe):
    page = signed_in(viewport={"width": 390, "height": 844})
    draft = make_draft(markdown=TEXT)
    page.goto(f"/admin/articles/article/{draft.article_id}/change/")
    assert page.evaluate(CHOICES, [0, TEXTS]) == [False, 0, 0]
    assert page.evaluate(CHOICES, [6, TEXTS]) == [True, 7, 5]
    popup = page.get_by_role("dialog", name="生存率：率")
    expect(popup.get_by_role("button", name="lǜ 现在")).to_be_focused()
    box = popup.bounding_box()
    assert box
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 390
    assert axe(page) == []
    popup.get_by_role("button", name="shuài 选").click()
    editor = page.locator("#id_markdown")
    expect(editor).to_have_value(TEXT.replace("生存率", "{生存率|shēng cún shuài}", 1))
    expect(popup).to_have_count(0)
    editor.press("Control+z")
    expect(editor).to_have_value(TEXT)
    page.evaluate(CHOICES, [6, TEXTS])
    popup.get_by_label("处都这样改").check()
    popup.get_by_role("button", name="shuài 选").click()
    expect(editor).to_have_value(TEXT.replace("生存率", "{生存率|shēng cún shuài}"))
    editor.press("Control+z")
    expect(editor).to_have_value(TEXT)


def test_escape_closes_them_and_a_text_that_changed_is_left_alone(signed_in):
    page = signed_in()
    draft = make_draft(markdown=TEXT)
    page.goto(f"/admin/articles/article/{draft.article_id}/change/")
    page.evaluate(CHOICES, [6, TEXTS])
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.evaluate(CHOICES, [6, TEXTS])
    page.evaluate("document.querySelector('#id_markdown').value = '新的'")
    page.get_by_role("dialog").get_by_role("button", name="shuài 选").click()
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("文字变了")
    expect(page.locator("#id_markdown")).to_have_value("新的")


def test_everybody_can_use_it_on_every_screen(signed_in, is_for_everybody):
    article = make_article(title="生存", markdown=TEXT)
    report_reading(
        edition=article.live_edition,
        view="ruby",
        sentence="病人的生存率。",
        position=5,
        shown="lǜ",
        remark="老师说读 shuài",
    )
    page = signed_in()
    several = "/admin/articles/lexiconentry/several/?word=生存率&reading=shēng cún shuài"
    for address in (desk_of(article), several, "/admin/articles/rereading/"):
        page.goto(address)
        is_for_everybody(page, widths=(1280, 320))


def test_without_scripts_a_press_does_it_as_well(signed_in):
    page = signed_in(java_script_enabled=False)
    draft = make_draft(markdown=TEXT)
    page.goto(desk_of(draft.article))
    page.locator("#q1").get_by_role("button", name="没错").click()
    expect(page.get_by_text("已确认（1处）")).to_be_visible()
    page.wait_for_load_state()


def test_a_syllable_that_is_pressed_in_the_preview_gets_another_reading(signed_in):
    page = signed_in()
    draft = make_draft(markdown="去银行。")
    page.goto(f"/admin/articles/article/{draft.article_id}/change/")
    step_to(page, "行")
    page.keyboard.press("Enter")
    popup = page.locator(".reading-popup")
    popup.get_by_role("button", name="xíng 选").click()
    expect(page.locator("#id_markdown")).to_have_value("去{银行|yín xíng}。")
