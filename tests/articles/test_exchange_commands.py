"""Do articles go in and out from the command line as they do at the desk?"""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from site_app.articles.models import Article
from tests.articles.test_exchange_hostile import zipped
from tests.factories import make_draft, make_edition, make_member

pytestmark = pytest.mark.django_db

GOOD = "# 脑梗\n\n马上打120。\n"


def run(*arguments: str) -> tuple[list[str], list[str], int]:
    """Lines on standard output, lines on standard error, exit code."""
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("import_articles", *arguments, stdout=out, stderr=err)
    except SystemExit as exit:
        code = int(exit.code or 0)
    return out.getvalue().splitlines(), err.getvalue().splitlines(), code


def write(folder: Path, content: str | bytes, name: str = "a.md") -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def test_what_is_exported_changes_nothing_when_it_comes_back(tmp_path):
    make_edition(title="一")
    make_draft(title="二")
    file = str(tmp_path / "out.zip")
    call_command("export_articles", "--to", file, stdout=StringIO())
    first = Path(file).read_bytes()
    assert run(file) == (["er.md: 《二》没有变化。", "yi.md: 《一》没有变化。"], [], 0)
    call_command("export_articles", "--to", file, stdout=StringIO())
    assert Path(file).read_bytes() == first
    assert [path.name for path in tmp_path.iterdir()] == ["out.zip"]


def test_a_dry_run_says_and_does_nothing(tmp_path):
    assert run("--dry-run", write(tmp_path, GOOD)) == (["a.md: 新建草稿《脑梗》。"], [], 0)
    assert not Article.objects.exists()


def test_what_is_refused_is_named_and_the_others_come_in(tmp_path):
    out, err, code = run(write(tmp_path, GOOD), write(tmp_path, b"<html>", "b.docx"))
    assert (out, err, code) == (["a.md: 新建草稿《脑梗》。"], ["b.docx: 不是 Word 文件，只是叫这个名字"], 1)
    assert str(Article.objects.get().draft.written_by).startswith("编辑部")


def test_a_hostile_zip_stores_nothing(tmp_path):
    _, err, code = run(write(tmp_path, zipped(("../a.md", GOOD), ("b.md", GOOD)), "a.zip"))
    assert (len(err), code) == (1, 1)
    assert err[0].startswith("a.zip/../a.md: ")
    assert not Article.objects.exists()


def test_it_may_be_done_in_somebodys_name_with_their_permissions(tmp_path):
    author = make_member("作者", name="wang")
    others = make_draft(by=make_member("作者")).article
    run("--as", "wang", write(tmp_path, GOOD))
    assert Article.objects.get(slug="nao-geng").draft.author == author
    _, err, _ = run("--as", "wang", write(tmp_path, f"---\ntitle: 题\nslug: {others.slug}\n---\n\n文。"))
    assert "您不能改" in err[0]


@pytest.mark.parametrize("arguments", [["none.md"], ["--as", "nobody", "none.md"]])
def test_what_is_not_there_is_said(arguments):
    with pytest.raises(CommandError):
        call_command("import_articles", *arguments)


def test_an_unknown_article_is_not_exported(tmp_path):
    with pytest.raises(CommandError, match="没有这篇文章：nothing"):
        call_command("export_articles", "nothing", "--to", str(tmp_path / "a.zip"))
    assert not any(tmp_path.iterdir())


def test_only_what_is_named_is_exported_and_a_bad_place_is_said(tmp_path):
    make_edition(title="一")
    make_edition(title="二")
    out = StringIO()
    call_command("export_articles", "yi", "--to", str(tmp_path / "a.zip"), stdout=out)
    assert out.getvalue().startswith("已导出1篇文章：")
    with pytest.raises(CommandError, match="无法写入"):
        call_command("export_articles", "--to", str(tmp_path / "none" / "a.zip"))
