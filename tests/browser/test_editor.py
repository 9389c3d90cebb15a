"""Can people write an article who have never seen Markdown?"""

import base64
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from site_app.articles.models import Article, Image
from tests.browser.conftest import forgive
from tests.browser.signing_in import let_in
from tests.factories import make_article, make_editor, make_lexicon_entry, make_picture

pytestmark = pytest.mark.django_db(transaction=True)

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def article(media_root: Path) -> Article:
    make_lexicon_entry("卒中", "cù zhòng")
    return make_article(title="卒中", markdown="卒中要早治。")


@pytest.fixture
def desk(page: Page, article: Article) -> Page:
    let_in(page, make_editor()).goto(f"/admin/articles/article/{article.pk}/change/")
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


def drop(page: Page, data: bytes, name: str, kind: str) -> None:
    """Drop a file on the editor, at its beginning."""
    page.locator("[name=markdown]").evaluate(
        """(editor, [bytes, name, type]) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
            editor.setSelectionRange(0, 0);
            editor.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
        }""",
        [list(data), name, kind],
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
    for _ in range(3):
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

    # Behind a box another one comes; within it, it becomes of the other kind.
    desk.keyboard.press("Control+End")
    press(desk, "提示框")
    answer(desk)
    desk.keyboard.insert_text("量血压")
    expect(text(desk)).to_have_value("::: 注意 别等\n要早治\n:::\n\n::: 提示\n量血压\n:::")
    desk.keyboard.press("Control+End")
    press(desk, "急救框")
    expect(text(desk)).to_have_value("::: 注意 别等\n要早治\n:::\n\n::: 提示\n量血压\n:::\n\n::: 急救\n:::")
    press(desk, "急救框")
    expect(text(desk)).to_have_value(re.compile("量血压\n:::\\s*$"))
    select(desk, "要早治")
    press(desk, "急救框")
    expect(text(desk)).to_have_value(re.compile("^::: 急救 别等\n要早治\n:::\n"))


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
    expect(desk.frame_locator(".live-preview iframe").locator(".article-text li").last).to_contain_text("好")
    assert not [sent for sent in asked if "zao" in sent or "geng" in sent]
    expect(desk.locator("[data-count]")).to_contain_text("8 个汉字")


def test_what_comes_from_word_becomes_clean_markdown(desk: Page):
    write(desk, "")
    paste(desk, html=(SAMPLES / "word.html").read_text(), plain="怎样预防脑梗\r\n…")
    expect(text(desk)).to_have_value(
        "## 怎样预防脑梗\n\n"
        "脑梗可以预防。**血压 130/80 mmHg 以下**最好，详细的说明见[世界卫生组织](https://www.who.int/zh)。[1]\n\n"
        "### 平时能做的事\n\n"
        "- 少盐：每天不超过5克\n    - 酱油也算盐\n- 不吸烟\n\n"
        "分三步：\n\n"
        "1. 量血压\n2. 记下来\n\n"
        "| 血压 | 怎么办 |\n| --- | --- |\n| 140/90 \\| 以上 | 看医生 不要自己停药 |\n\n"
        "[1] 二级预防指南，2022年。"
    )
    expect(desk.locator(".editor-notice")).to_contain_text("有 1 张图片没有跟过来")
    expect(desk.locator(".editor-notice li")).to_have_text(["Word 里的图片：clip_image002.png"])
    expect(desk.frame_locator(".live-preview iframe").locator("td").first).to_be_visible()
    desk.keyboard.press("Control+z")
    expect(text(desk)).to_have_value("")


def test_what_comes_from_wechat_runs_nothing_and_links_to_nothing(desk: Page):
    write(desk, "")
    paste(desk, html=(SAMPLES / "wechat.html").read_text(), plain="天冷了")
    expect(text(desk)).to_have_value(
        "**天冷了，怎么护血管？**\n\n**每天**量一次血压，  \n记在本子上。\n\n- 戴帽子\n- 起床慢\n\n阅读原文"
    )
    expect(desk.locator(".editor-notice li").first).to_contain_text("https://mmbiz.qpic.cn/")
    assert desk.evaluate("window.pasted") is None


def test_plain_text_stays_as_it_is(desk: Page):
    write(desk, "")
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy = """([html, plain]) => navigator.clipboard.write([new ClipboardItem({
        "text/html": new Blob([html], { type: "text/html" }),
        "text/plain": new Blob([plain], { type: "text/plain" }),
    })])"""
    desk.evaluate(copy, ["<h1>题</h1><p>文<b>粗</b></p>", "题\n*文*粗"])
    text(desk).focus()
    desk.keyboard.press("Control+Shift+v")
    expect(text(desk)).to_have_value("题\n*文*粗")
    write(desk, "")
    desk.keyboard.press("Control+v")
    expect(text(desk)).to_have_value("## 题\n\n文**粗**")
    write(desk, "")
    desk.evaluate(copy, ["<font color='red'># 不是标题</font>", "# 不是标题"])
    desk.keyboard.press("Control+v")
    expect(text(desk)).to_have_value("# 不是标题")


SAME = (
    ("<p>2 * 3 * 4</p><p>snake_case _x_</p>", "2 \\* 3 \\* 4\n\nsnake_case \\_x\\_"),
    ("<p># 一</p><p>1. 二</p><p>- 三</p><p>{甲|乙}</p>", "\\# 一\n\n1\\. 二\n\n\\- 三\n\n\\{甲|乙}"),
    ("<ol><li>甲<ul><li>乙</li></ul></li><li>丙</li></ol>", "1. 甲\n    - 乙\n2. 丙"),
    ("<p>甲</p><blockquote><p>乙</p></blockquote>", "甲\n\n> 乙"),
    ("<p>甲</p><p><a href='javascript:alert(1)'>乙</a><a href='/x'>丙</a></p>", "甲\n\n乙丙"),
    (
        "<table><tr><th>甲<th>乙<tr><td rowspan=2>丙<td>丁<tr><td>戊</table>",
        "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |\n|  | 戊 |",
    ),
    ("<table><tr><td><h2>题</h2><p>文</p></td></tr></table>", "## 题\n\n文"),
    ("<b style='font-weight:normal'><p>甲</p><p>乙</p></b>", "甲\n\n乙"),
    ("<p>甲<ruby>乙<rt>yǐ</rt></ruby></p><p>丙</p>", "甲乙\n\n丙"),
    ("<div>" * 5000 + "<b>深</b>", "**深**"),
)


def test_other_html_says_the_same_in_markdown(desk: Page):
    for html, markdown in SAME:
        write(desk, "")
        paste(desk, html=html, plain="**深**")
        expect(text(desk), html[:80]).to_have_value(markdown)


def test_a_picture_needs_its_description(desk: Page, faults: list[str]):
    write(desk, "看图：")
    desk.keyboard.press("Control+End")
    paste(desk, files=[make_picture()])
    dialog = desk.get_by_role("dialog")
    answer(desk)
    expect(dialog.get_by_role("alert")).to_contain_text("请写出图里要紧的内容")
    desk.route("**/markdown/image/", lambda route: route.abort())
    answer(desk, alt="量血压的手[臂]")
    expect(dialog.get_by_role("alert")).to_contain_text("图片没有传上去")
    expect(dialog.locator("[name=alt]")).to_have_value("量血压的手[臂]")
    desk.unroute("**/markdown/image/")
    answer(desk)
    expect(text(desk)).to_have_value(re.compile(r"^看图：\n\n!\[量血压的手［臂］\]\(/media/images/\w+\.png\)$"))
    assert Image.objects.get().alt == "量血压的手[臂]"
    desk.keyboard.press("Control+z")
    expect(text(desk)).to_have_value("看图：")
    forgive(faults, "ERR_FAILED")


def test_pictures_that_come_with_a_text_are_asked_about_one_by_one(desk: Page):
    picture = base64.b64encode(make_picture()).decode()
    write(desk, "")
    image = f"<img src='data:image/png;base64,{picture}'>"
    paste(desk, html=f"<h2>题</h2><p>甲{image}</p><p>乙{image}</p>", plain="题甲乙")
    desk.get_by_role("dialog").get_by_label("只是装饰").check()
    answer(desk)
    desk.get_by_role("dialog").get_by_text("粘贴的图片 2").wait_for()
    desk.get_by_role("button", name="取消").click()
    expect(text(desk)).to_have_value(re.compile(r"^## 题\n\n甲!\[装饰图\]\(/media/images/\w+\.png\)\n\n乙$"))
    expect(desk.locator(".editor-notice li")).to_have_text(["您没有放进来的图片：粘贴的图片 2"])


def test_a_dropped_picture_is_described_too_and_a_false_one_refused(desk: Page, faults: list[str]):
    drop(desk, b"<svg onload='alert(1)'/>", "a.png", "image/png")
    answer(desk, alt="血压计")
    expect(desk.get_by_role("dialog").get_by_role("alert")).to_contain_text("无法识别这个文件")
    desk.get_by_role("button", name="取消").click()
    expect(text(desk)).to_have_value("卒中要早治。")
    drop(desk, b"text", "a.txt", "text/plain")
    expect(desk.locator(".editor-notice")).to_contain_text("不是图片")
    drop(desk, make_picture(), "photo.png", "image/png")
    answer(desk, alt="血压计")
    expect(text(desk)).to_have_value(re.compile(r"^!\[血压计\]\(/media/images/\w+\.png\)\n\n卒中要早治。$"))
    expect(desk.frame_locator(".live-preview iframe").locator("img")).to_have_js_property("naturalWidth", 8)
    forgive(faults, "400")


def test_everybody_can_use_it(desk: Page, is_for_everybody: Any):
    expect(desk.frame_locator(".live-preview iframe").locator(".article-text p").first).to_be_attached()
    is_for_everybody(desk, widths=(1280, 360))
    for label in ("表格", "链接", "图片", "来源", "提示框", "帮助"):
        press(desk, label)
        desk.get_by_role("dialog").wait_for()
        is_for_everybody(desk, widths=(1280, 360))
        desk.keyboard.press("Escape")


def test_the_count_does_not_move_the_page(desk: Page):
    before = size_of_foot(desk)
    write(desk, "脑梗{卒中|cù zhòng}，MRI 和 130/80。[网](https://a.cn)" * 40)
    expect(desk.locator("[data-count]")).to_have_text("240 个汉字，80 个外文词或数字；约读 1 分钟（按每分钟 300 字）")
    assert size_of_foot(desk) == before


def size_of_foot(desk: Page) -> tuple[float, float]:
    box = desk.locator(".editor-foot").bounding_box()
    assert box
    return box["width"], box["height"]
