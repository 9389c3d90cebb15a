"""Does a restored site hold just what it held at one moment of the backup, and does the old one stay until then?"""

import sqlite3
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from site_app import running
from site_app.articles.images import delete_image
from site_app.articles.models import Article, Image
from site_app.keeping import restoring
from site_app.keeping.archive import content_now
from site_app.keeping.checking import checked
from tests.factories import make_article, make_draft
from tests.keeping.archives import manifest_of, parts_of
from tests.keeping.conftest import Manage, make_image

pytestmark = pytest.mark.django_db(transaction=True)


def content_of(manage: Manage) -> str:
    said = manage(
        "shell", "--no-imports", "-c", "from site_app.keeping.archive import content_now; print(content_now())"
    )
    assert said.returncode == 0, said.stderr
    return said.stdout.strip()


def test_a_backup_during_writing_is_a_moment_of_it(site: None, tmp_path: Path, elsewhere: Manage) -> None:
    moments = [content_now()]
    wrote_enough, enough = threading.Event(), threading.Event()

    def write() -> None:
        for number in range(400):
            if enough.is_set() and number > 20:
                break
            make_draft(title=f"第{number}篇", markdown="高血压要少吃盐。" * 20)
            moments.append(content_now())
            picture = make_image(number % 60)
            moments.append(content_now())
            if number % 3 == 0:
                delete_image(picture)
                moments.append(content_now())
            if number > 5:
                wrote_enough.set()
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    wrote_enough.wait(30)
    first = len(moments) - 1
    call_command("backup", str(tmp_path / "site.zip"), verbosity=0)
    last = len(moments)
    enough.set()
    writer.join()
    content = manifest_of(parts_of(tmp_path / "site.zip")).content
    assert content in moments[first : last + 1]
    restored = elsewhere("restore", tmp_path / "site.zip")
    assert restored.returncode == 0, restored.stderr
    assert content_of(elsewhere) == content


def test_what_was_there_is_kept_under_the_date(backup: Path, elsewhere: Manage, tmp_path: Path) -> None:
    assert elsewhere("restore", backup).returncode == 0
    again = elsewhere("restore", backup)
    assert again.returncode == 0, again.stderr
    assert "原来的数据库留在" in again.stdout
    assert "before" in again.stdout
    if connection.vendor == "sqlite":
        kept = next((tmp_path / "elsewhere").glob("before-restore-*/db.sqlite3"))
        rows = sqlite3.connect(kept).execute("SELECT count(*) FROM articles_article").fetchone()
        assert rows == (Article.everything.count(),)
    assert content_of(elsewhere) == manifest_of(parts_of(backup)).content
    hidden = [path.name for path in (tmp_path / "elsewhere").iterdir() if path.name.startswith(".")]
    assert hidden == []


def test_new_rows_get_numbers_that_nobody_had(site: None, tmp_path: Path, elsewhere: Manage) -> None:
    last = make_article(title="最后一篇")
    number = last.pk
    Article.everything.filter(pk=number).delete()
    call_command("backup", str(tmp_path / "a.zip"), verbosity=0)
    assert elsewhere("restore", tmp_path / "a.zip").returncode == 0
    made = elsewhere(
        "shell", "--no-imports", "-c",
        "from site_app.articles.models import Article; print(Article.objects.create(slug='neu').pk)",
    )  # fmt: skip
    assert int(made.stdout) > number


def test_a_site_that_runs_is_left_alone(backup: Path) -> None:
    with running.shared(), pytest.raises(CommandError, match="网站正在运行"):
        call_command("restore", str(backup))


def test_nothing_changes_when_the_new_database_cannot_be_built(
    backup: Path, monkeypatch: pytest.MonkeyPatch, media_root: Path
) -> None:
    content, pictures = content_now(), sorted(media_root.rglob("*"))
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(restoring.RestoreFailed):
        restoring.restore(checked(backup), lambda line: None)
    assert content_now() == content
    assert sorted(media_root.rglob("*")) == pictures
    assert [path.name for path in settings.DATA_DIR.glob(".restoring-*")] == []


def test_too_small_a_disk_is_noticed_before(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restoring, "_ROOM", 10**15)
    with pytest.raises(CommandError, match="磁盘空间不够"):
        call_command("restore", str(backup))


def test_pictures_come_along(backup: Path, elsewhere: Manage, tmp_path: Path, media_root: Path) -> None:
    assert elsewhere("restore", backup).returncode == 0
    file = str(Image.objects.get().file)
    assert (tmp_path / "elsewhere" / "media" / file).read_bytes() == (media_root / file).read_bytes()


def test_an_open_transaction_is_not_in_the_copy(site: None) -> None:
    content = content_now()
    with transaction.atomic():
        Article.objects.create(slug="half-way")
        assert content_now() == content
    assert content_now() != content
