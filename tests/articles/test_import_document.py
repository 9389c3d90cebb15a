"""Do files from outside become drafts, all of them or none, with errors that name the place?"""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from site_app.articles.models import Article
from tests.factories import make_draft, make_lexicon_entry

pytestmark = pytest.mark.django_db

GOOD = "# 脑梗\n\n马上打120。\n"


def write(folder: Path, content: str | bytes, name: str = "a.md") -> str:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def run(*files: str) -> tuple[list[str], list[str], int]:
    """Lines on standard output, lines on standard error, exit code."""
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("import_document", *files, stdout=out, stderr=err)
    except SystemExit as exit:
        code = int(exit.code or 0)
    return out.getvalue().splitlines(), err.getvalue().splitlines(), code


def test_each_file_becomes_a_draft_with_its_address(tmp_path):
    out, err, code = run(write(tmp_path, GOOD), write(tmp_path, "中风\n马上打120。", "b.txt"))
    first, second = Article.objects.order_by("pk")
    assert (err, code) == ([], 0)
    assert out == [
        f"新建草稿《脑梗》。 http://127.0.0.1:8000/admin/articles/article/{first.pk}/change/",
        f"新建草稿《中风》。 http://127.0.0.1:8000/admin/articles/article/{second.pk}/change/",
    ]
    assert not Article.objects.published().exists()


def test_it_says_what_an_editor_should_know(tmp_path):
    make_lexicon_entry("脑梗塞", "nǎo gěng sè")
    out, _, _ = run(write(tmp_path, "题(ti)目(mu)\n脑(nao)梗(geng)塞(sai)。(。)", "a.txt"))
    assert "sè" in out[1]


def test_the_same_file_again_changes_nothing_however_its_path_is_typed(tmp_path, monkeypatch):
    file = write(tmp_path, GOOD)
    run(file)
    monkeypatch.chdir(tmp_path)
    out, _, _ = run("a.md", "./a.md", file)
    assert [line.split(" ")[0] for line in out] == ["《脑梗》没有变化。"] * 3
    assert Article.objects.count() == 1


def test_files_of_one_name_in_two_folders_are_two_articles(tmp_path):
    run(write(tmp_path / "one", GOOD), write(tmp_path / "two", GOOD))
    assert Article.objects.count() == 2


def test_what_an_editor_changed_is_left_alone(tmp_path):
    file = write(tmp_path, GOOD)
    run(file)
    make_draft(article=Article.objects.get(), title="编辑改的")
    write(tmp_path, GOOD + "\n新的一段。\n")
    out, _, code = run(file)
    assert (out[0].split(" ")[0], code) == ("《脑梗》被编辑改过，保留不动。", 0)
    assert Article.objects.get().draft.title == "编辑改的"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("", ":1:1: 文件是空的", id="empty"),
        pytest.param("# 题\n\n防{卒中|xx}。", ":3:2: ", id="no such syllable"),
        pytest.param("脑(nao梗(geng)", ":1:2: ", id="unbalanced bracket"),
        pytest.param("脑梗".encode("gb18030") * 20, "GB18030", id="gb18030"),
        pytest.param("脑梗".encode("utf-16"), "UTF-16", id="utf-16"),
        pytest.param(b"\xef\xbb\xbf# \xe8\x84\x91", "BOM", id="byte order mark"),
    ],
)
def test_a_bad_file_gets_one_line_and_nothing_of_any_file_is_stored(content, message, tmp_path):
    bad = write(tmp_path, content, "bad.txt" if isinstance(content, bytes) or "(" in content else "bad.md")
    out, err, code = run(write(tmp_path, GOOD), bad)
    assert (out, len(err), code) == ([], 1, 1)
    assert err[0].startswith(f"{bad}:")
    assert message in err[0]
    assert not Article.objects.exists()


def test_every_bad_file_is_named(tmp_path):
    _, err, code = run(write(tmp_path, "", "a.md"), str(tmp_path), str(tmp_path / "none.md"))
    assert [line.split(":1:1: ")[1] for line in err] == [
        "文件是空的",
        "这是目录，不是文件",
        "无法读取：No such file or directory",
    ]
    assert code == 1


def test_a_huge_file_is_refused_without_reading_it(tmp_path, monkeypatch):
    huge = tmp_path / "huge.md"
    with huge.open("wb") as file:
        file.truncate(50 * 1024**2)

    def read(*_arguments):
        raise AssertionError("the file was read")

    monkeypatch.setattr(Path, "open", read)
    _, err, code = run(str(huge))
    assert (len(err), code) == (1, 1)
    assert "50.0 MB" in err[0]


def test_an_unreadable_file_gets_one_line(tmp_path, monkeypatch):
    def refuse(*_arguments):
        raise PermissionError(13, "Permission denied")

    file = write(tmp_path, GOOD)
    monkeypatch.setattr(Path, "open", refuse)
    assert run(file) == ([], [f"{file}:1:1: 无法读取：Permission denied"], 1)


def test_a_device_without_end_is_refused():
    _, err, code = run("/dev/zero")
    assert (len(err), code) == (1, 1)
    assert err[0].startswith("/dev/zero:1:1: ")


def test_file_names_may_hold_any_bytes(tmp_path):
    names = [os.fsdecode(str(tmp_path).encode() + b"/" + name) for name in (b"\xff.md", b"\xfe.md")]
    for number, name in enumerate(names):
        Path(name).write_text(GOOD.replace("脑梗", f"脑梗{number}"), encoding="utf-8")
    assert run(*names)[2] == 0
    assert [article.draft.change_note[:10] for article in Article.objects.order_by("pk")] == [
        "由“\\xff.md@",
        "由“\\xfe.md@",
    ]


def test_a_bad_file_of_any_name_is_named(tmp_path):
    _, err, _ = run(os.fsdecode(str(tmp_path).encode() + b"/\xff.md"))
    assert err == [f"{tmp_path}/\\xff.md:1:1: 无法读取：No such file or directory"]


@pytest.mark.parametrize("command", [("import_document", "a.md"), ("load_seeds",), ("render_again",)])
def test_without_tables_it_says_what_to_run_first(command, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", lambda: [])
    with pytest.raises(CommandError, match=r"先运行 manage\.py setup"):
        call_command(*command)
