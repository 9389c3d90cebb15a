"""Can people write an article who have never seen Markdown?"""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from site_app.articles.models import Article, Edition, Image
from tests.factories import make_article, make_editor, make_lexicon_entry, make_picture

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "geng-shi-cu-zhong"
SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def article(media_root: Path) -> Article:
    make_lexicon_entry("卒中", "cù zhòng")
    return make_article(title="卒中", markdown="卒中要早治。")


def sign_in(page: Page, name: str = "editor") -> Page:
    page.goto("/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("/admin/")
    return page


@pytest.fixture
def desk(page: Page, article: Article) -> Page:
    make_editor(name="editor", password=PASSWORD)
    sign_in(page).goto(f"/admin/articles/article/{article.pk}/change/")
    return page


def text(page: Page) -> Any:
    return page.locator("[name=markdown]")


def write(page: Page, words: str) -> None:
    text(page).fill(words)


def select(page: Page, words: str) -> None:
    text(page).evaluate(
        """(field, words) => {
            field.focus();
            const at = field.value.indexOf(words);
            field.setSelectionRange(at, at + words.length);
        }""",
        words,
    )


def press(page: Page, label: str) -> None:
    page.get_by_role("toolbar").get_by_role("button", name=label, exact=True).click()


def answer(page: Page, **fields: str) -> None:
    dialog = page.get_by_role("dialog")
    for name, value in fields.items():
        dialog.locator(f"[name={name}]").fill(value)
    dialog.get_by_role("button", name="放进正文").click()


def paste(page: Page, *, html: str = "", plain: str = "", files: list[bytes] = []) -> None:  # noqa: B006
    text(page).evaluate(
        """(field, [html, plain, files]) => {
            const clipboardData = new DataTransfer();
            if (html) clipboardData.setData("text/html", html);
            if (plain) clipboardData.setData("text/plain", plain);
            files.forEach((bytes) => clipboardData.items.add(new File([new Uint8Array(bytes)], "图.png", { type: "image/png" })));
            field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        [html, plain, [list(data) for data in files]],
    )


def test_every_button_writes_what_it_says_and_takes_it_back(desk: Page):
    for label, selected, expected in (
        ("标题", "卒中要早治。", "## 卒中要早治。"),
        ("小标题", "卒中要早治。", "### 卒中要早治。"),
        ("加粗", "早治", "卒中要**早治**。"),
        ("列表", "卒中要早治。", "- 卒中要早治。"),
        ("编号", "卒中要早治。", "1. 卒中要早治。"),
        ("引用", "卒中要早治。", "> 卒中要早治。"),
        ("急救框", "卒中要早治。", "::: 急救\n卒中要早治。\n:::"),
    ):
        select(desk, selected)
        press(desk, label)
        expect(text(desk)).to_have_value(expected)
        press(desk, label)
        expect(text(desk)).to_have_value("卒中要早治。")
    for _ in range(14):
        desk.keyboard.press("Control+z")
    expect(text(desk)).to_have_value("卒中要早治。")
    desk.keyboard.press("Control+Shift+z")
    expect(text(desk)).to_have_value("## 卒中要早治。")


def test_what_is_asked_for_goes_into_the_text(desk: Page):
    write(desk, "卒中\n\n")
    desk.keyboard.press("Control+End")
    press(desk, "表格")
    answer(desk, rows="1", columns="2")
    expect(text(desk)).to_have_value("卒中\n\n| 栏 1 | 栏 2 |\n| --- | --- |\n|    |    |")

    write(desk, "看这里")
    select(desk, "这里")
    desk.keyboard.press("Control+k")
    answer(desk, address="javascript:alert(1)")
    expect(desk.get_by_role("dialog").get_by_role("alert")).to_contain_text("这个网址不能用")
    answer(desk, address="example.org/a")
    expect(text(desk)).to_have_value("看[这里](https://example.org/a)")

    select(desk, ")")
    desk.keyboard.press("ArrowRight")
    press(desk, "来源")
    answer(desk)
    expect(text(desk)).to_have_value("看[这里](https://example.org/a)[^who2023]")
    for number in (2, 3, 4):
        press(desk, "来源")
        desk.get_by_role("dialog").locator("[name=known]").select_option(label="新的来源")
        answer(desk, title="脑卒中防治指南")
    expect(text(desk)).to_have_value(re.compile(r"\[\^who2023\]\[\^来源2\]\[\^来源3\]\[\^来源4\]$"))
    expect(desk.locator("[name=sources-3-key]")).to_have_value("来源4")
    expect(desk.locator("[name=sources-1-title]")).to_have_value("脑卒中防治指南")

    write(desk, "要早治")
    select(desk, "要早治")
    press(desk, "提示框")
    desk.get_by_role("dialog").get_by_label("注意").check()
    answer(desk, title="别等")
    expect(text(desk)).to_have_value("::: 注意 别等\n要早治\n:::")


def test_a_reading_is_filled_in_and_a_wrong_one_refused_with_the_reason(desk: Page):
    select(desk, "卒中")
    press(desk, "注音")
    reading = desk.get_by_role("dialog").locator("[name=reading]")
    expect(reading).to_have_value("cù zhòng")
    answer(desk, reading="zu")
    expect(desk.get_by_role("dialog").get_by_role("alert")).to_contain_text("有2个汉字")
    answer(desk, reading="zu2 zhong4")
    expect(text(desk)).to_have_value("{卒中|zú zhòng}要早治。")
    press(desk, "注音")
    desk.get_by_role("dialog").get_by_label("去掉这里的注音").check()
    answer(desk)
    expect(text(desk)).to_have_value("卒中要早治。")


def test_the_bar_is_one_stop_for_the_keyboard_and_nothing_traps_it(desk: Page):
    text(desk).focus()
    desk.keyboard.press("Shift+Tab")
    bar = desk.get_by_role("toolbar")
    expect(bar.get_by_role("button", name="标题", exact=True)).to_be_focused()
    desk.keyboard.press("ArrowLeft")
    expect(bar.get_by_role("button", name="帮助")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("dialog")).to_contain_text("Ctrl+B")
    desk.keyboard.press("Escape")
    expect(text(desk)).to_be_focused()
    desk.keyboard.press("Tab")
    expect(text(desk)).not_to_be_focused()


def test_a_list_goes_on_and_ends(desk: Page):
    write(desk, "")
    text(desk).press_sequentially("- 少盐")
    desk.keyboard.press("Enter")
    text(desk).press_sequentially("少油")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Enter")
    text(desk).press_sequentially("好")
    expect(text(desk)).to_have_value("- 少盐\n- 少油\n好")


def test_an_input_method_is_left_alone(desk: Page):
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.post_data or ""))
    write(desk, "- ")
    desk.keyboard.press("Control+End")
    devtools = desk.context.new_cdp_session(desk)
    for letters, word in (("nao'geng", "脑梗"), ("yao", "要"), ("zao'zhi", "早治"), ("b", "不"), ("ma", "吗")):
        for end in range(1, len(letters) + 1):
            composed = letters[:end]
            devtools.send(
                "Input.imeSetComposition",
                {"text": composed, "selectionStart": len(composed), "selectionEnd": len(composed)},
            )
        if word == "早治":
            desk.wait_for_timeout(700)  # longer than anything that waits for a pause in typing
        devtools.send("Input.insertText", {"text": word})
    expect(text(desk)).to_have_value("- 脑梗要早治不吗")
    desk.keyboard.press("Enter")
    devtools.send("Input.insertText", {"text": "好"})
    expect(text(desk)).to_have_value("- 脑梗要早治不吗\n- 好")
    with desk.expect_response("**/preview/"):
        pass
    assert not [sent for sent in asked if "zao" in sent or "geng" in sent]
    expect(desk.locator("[data-count]")).to_contain_text("8 个汉字")
