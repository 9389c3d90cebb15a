"""Does a restored site hold just what it held at one moment of the backup, and does the old one stay until then?"""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

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
from site_app.keeping.manifest import place_of
from tests.factories import make_article, make_draft
from tests.keeping.archives import manifest_of, parts_of, saying, written
from tests.keeping.conftest import Manage, make_image

pytestmark = pytest.mark.django_db(transaction=True)


LOOK = """
from site_app.articles.models import Article
from site_app.keeping.archive import content_now
print(content_now())
print(Article.objects.create(slug="neu").pk)
"""


def look(manage: Manage) -> tuple[str, int]:
    """(what a site holds, the number of an article that it makes then)"""
    said = manage("shell", "--no-imports", "-c", LOOK)
    assert said.returncode == 0, said.stderr
    content, number = said.stdout.split()
    return content, int(number)


def test_a_backup_during_writing_is_a_moment_of_it(site: None, tmp_path: Path, elsewhere: Manage) -> None:
    moments = [content_now()]
    wrote_enough, enough = threading.Event(), threading.Event()

    def write() -> None:
        for number in range(400):
            if enough.is_set() and number > 20:
                break
            with transaction.atomic():
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
    wrote_enough.wait(120)
    first = len(moments) - 1
    call_command("backup", str(tmp_path / "site.zip"), verbosity=0)
    last = len(moments)
    enough.set()
    writer.join()
    content = manifest_of(parts_of(tmp_path / "site.zip")).content
    assert content in moments[first : last + 1]
    restored = elsewhere("restore", tmp_path / "site.zip")
    assert restored.returncode == 0, restored.stderr
    assert look(elsewhere)[0] == content


def test_what_was_there_is_kept_under_the_date(site: None, elsewhere: Manage, tmp_path: Path, media_root: Path) -> None:
    last = make_article(title="最后一篇")
    number = last.pk
    last.delete()
    call_command("backup", str(tmp_path / "a.zip"), verbosity=0)
    assert elsewhere("restore", tmp_path / "a.zip").returncode == 0
    again = elsewhere("restore", tmp_path / "a.zip")
    assert again.returncode == 0, again.stderr
    assert "原来的数据库留在" in again.stdout
    there = tmp_path / "elsewhere"
    if connection.vendor == "sqlite":
        kept = next(there.glob("before-restore-*/db.sqlite3"))
        with closing(sqlite3.connect(kept)) as former:
            rows = former.execute("SELECT count(*) FROM articles_article").fetchone()
        assert rows == (Article.everything.count(),)
    content, new = look(elsewhere)
    assert content == manifest_of(parts_of(tmp_path / "a.zip")).content
    assert new > number, "a number that an article had once is not given again"
    file = str(Image.objects.get().file)
    assert (there / "media" / file).read_bytes() == (media_root / file).read_bytes()
    assert [path.name for path in there.iterdir() if path.name.startswith(".")] == []


def test_an_archive_of_a_former_version_is_brought_up_to_date(backup: Path, elsewhere: Manage, tmp_path: Path) -> None:
    """As if it had been made before words were heard: without that migration, and without its table."""
    table = "narration.spokenterm"

    def forget(said: dict[str, Any]) -> None:
        said["migrations"]["narration"] = [name for name in said["migrations"]["narration"] if name < "0004"]
        del said["tables"][table]

    parts = saying(parts_of(backup), forget, honest=True)
    del parts[place_of(table)]
    restored = elsewhere("restore", written(tmp_path / "former.zip", parts))
    assert restored.returncode == 0, restored.stderr
    assert elsewhere("migrate", "--check").returncode == 0
    assert look(elsewhere)[0] == manifest_of(parts_of(backup)).content


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


def test_an_open_transaction_is_not_in_the_copy(site: None) -> None:
    content = content_now()
    with transaction.atomic():
        Article.objects.create(slug="half-way")
        assert content_now() == content
    assert content_now() != content
