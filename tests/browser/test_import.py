"""Can everybody bring in a Word file, see what it would do, and say yes?"""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from site_app.articles.admin import import_pages
from site_app.articles.exchange.kept import under_way
from site_app.articles.models import Article
from site_app.articles.tasks import import_what_is_left
from tests.articles.test_exchange_hostile import zipped
from tests.browser.signing_in import let_in
from tests.documents.word_files import footnote, item, notes, paragraph, picture, run, table, word_file
from tests.factories import make_draft, make_edition, make_member, make_picture

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/admin/articles/article/import/"
WORD = word_file(
    paragraph("突然说不出话怎么办", "a0"),
    paragraph(run("先打") + run("120", "<w:b/>") + run("。") + footnote(2)),
    item("记下时间"),
    item("让病人躺下"),
    table(("表现", "要做的"), ("脸歪", "打120")),
    paragraph(picture(alt="一个人的嘴角歪了")),
    parts={"word/media/image1.png": make_picture(size=(300, 200)), "word/footnotes.xml": notes(n2="中风120，2025年")},
)


@pytest.fixture
def signed_in(open_page: Callable[..., Page], tmp_path, settings, media_root) -> Callable[..., Page]:
    settings.INTAKE_ROOT = tmp_path / "intake"
    author = make_member("作者")
    live = make_edition(by=author, title="脑梗是什么", markdown="脑梗是急症。\n\n要马上打120。").article
    make_draft(by=author, title="老年人防跌倒")
    changed = (
        f"---\ntitle: 脑梗是什么\nslug: {live.slug}\nreaders: 老人和家属\n---\n\n脑梗是大急症。\n\n要马上打120。\n"
    )
    (tmp_path / "a.zip").write_bytes(
        zipped(("突然说不出话.docx", WORD), ("脑梗.md", changed), ("坏的.docx", b"<html>"), ("名单.xls", b"x"))
    )

    return lambda **options: let_in(open_page(**options), author)


def test_upload_preview_and_yes(signed_in, tmp_path):
    page = signed_in()
    page.goto("/admin/articles/article/")
    page.get_by_role("link", name="导入").click()
    page.get_by_label("文件").set_input_files(tmp_path / "a.zip")
    page.get_by_role("button", name="上传，看看会怎样").click()
    page.get_by_role("heading", name="会新建（1）").wait_for()
    assert page.get_by_role("region", name="不能导入（2）").get_by_role("listitem").count() == 2
    page.get_by_text("看看文字会怎样变").click()
    expect(page.locator("ins").filter(has_text="大").first).to_be_visible()
    assert Article.objects.count() == 2
    page.get_by_role("button", name="同意，导入").click()
    page.get_by_role("heading", name="新建的草稿（1）").wait_for()
    page.get_by_role("link", name="打开“突然说不出话.docx”的文章").click()
    page.wait_for_url("**/change/")
    assert page.locator("#id_title").input_value() == "突然说不出话怎么办"
    assert Article.objects.get(slug="nao-geng-shi-shen-me").draft.readers == "老人和家属"


def test_without_a_script_and_by_keyboard_alone(signed_in, tmp_path):
    page = signed_in(java_script_enabled=False)
    page.goto(PAGE)
    page.get_by_label("文件").set_input_files(tmp_path / "a.zip")
    page.get_by_role("button", name="上传，看看会怎样").press("Enter")
    page.get_by_role("button", name="同意，导入").press("Enter")
    page.get_by_role("heading", name="导入的结果").wait_for()
    assert Article.objects.count() == 3


def test_it_is_for_everybody_and_no_wider_than_the_screen(signed_in, is_for_everybody, tmp_path, monkeypatch):
    monkeypatch.setattr(import_pages, "SECONDS", -1.0)
    page = signed_in()
    widths = (1280, 320)
    page.goto(PAGE)
    is_for_everybody(page, widths=widths)
    page.get_by_label("文件").set_input_files(tmp_path / "a.zip")
    page.get_by_role("button", name="上传，看看会怎样").click()
    page.get_by_role("heading", name="会新建（1）").wait_for()
    for folded in page.locator("details").all():
        folded.evaluate("details => details.open = true")
    is_for_everybody(page, widths=widths)
    page.get_by_role("button", name="同意，导入").click()
    page.get_by_role("progressbar").wait_for()
    is_for_everybody(page, widths=widths)
    ((person, token),) = under_way()
    import_what_is_left.call(person, token)
    page.get_by_role("heading", name="导入的结果").wait_for()
    is_for_everybody(page, widths=widths)


def test_a_selection_is_downloaded(signed_in, tmp_path):
    page = signed_in()
    page.goto("/admin/articles/article/")
    page.locator(".action-select").first.check()
    page.get_by_label("动作").select_option("export_all")
    with page.expect_download() as download:
        page.get_by_role("button", name="执行").click()
    saved = Path(tmp_path / "out.zip")
    download.value.save_as(saved)
    with ZipFile(saved) as packed:
        assert [name for name in packed.namelist() if name.endswith(".md")] != []
