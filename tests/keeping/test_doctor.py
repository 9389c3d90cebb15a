"""Does the doctor find what a new operator gets wrong, and say how to mend it?"""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from site_app import environment, running
from site_app.keeping import examining
from site_app.keeping.archive import ENDING
from site_app.keeping.examining import machine
from site_app.keeping.examining.finding import Finding
from tests.factories import make_article, make_superuser

pytestmark = pytest.mark.django_db

Found = Callable[[], dict[str, Finding]]


@pytest.fixture
def found(settings, tmp_path: Path) -> Found:
    """What the doctor finds on an ordinary site, by what it is about; the worst of several."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir(mode=0o700, exist_ok=True)
    settings.STATIC_ROOT = settings.DATA_DIR / "static"
    settings.NARRATION_ENGINE = "device"

    def look() -> dict[str, Finding]:
        order = {"ok": 0, "care": 1, "bad": 2}
        return {one.about: one for one in sorted(examining.everything(), key=lambda one: order[one.level])}

    return look


def test_a_good_site_has_nothing_to_mend(found: Found, settings, capsys: pytest.CaptureFixture[str]) -> None:
    make_superuser()
    settings.BACKUP_DIR = settings.DATA_DIR / "backups"
    settings.BACKUP_DIR.mkdir()
    (settings.BACKUP_DIR / "1.backup.zip").touch()
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").touch()
    (settings.DATA_DIR / "worker.alive").touch()
    call_command("doctor")
    assert "没有必须处理的问题" in capsys.readouterr().out


def test_each_finding_that_is_bad_says_what_to_do(found: Found, settings) -> None:
    bad = [finding for finding in found().values() if finding.is_bad]
    assert {finding.about for finding in bad} == {"静态文件", "账号", "worker"}
    assert all(finding.mend for finding in bad)


def test_what_has_to_be_mended_ends_it_with_1(found: Found) -> None:
    with pytest.raises(SystemExit) as end:
        call_command("doctor")
    assert "3个问题必须处理" in str(end.value.code)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_folder_of_somebody_else(found: Found, settings) -> None:
    settings.DATA_DIR.chmod(0o500)
    assert "chown" in found()["数据目录"].mend


def test_a_data_folder_that_is_gone(found: Found, settings) -> None:
    settings.DATA_DIR = settings.DATA_DIR / "gone"
    assert "不能写" in found()["数据目录"].said
    with pytest.raises(SystemExit, match="不能写"):
        call_command("doctor", start=True)


def test_a_full_disk(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "TOO_LITTLE", 10**12)
    assert found()["磁盘空间"].is_bad


def test_a_lost_database_is_told_without_a_traceback(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost() -> None:
        raise DatabaseError("connection refused\nat line 3")

    monkeypatch.setattr(connection, "cursor", lost)
    answer = found()
    assert answer["数据库"].said == "数据库连不上：connection refused"
    assert ("DATABASE_URL" if connection.vendor == "postgresql" else "manage.py restore") in answer["数据库"].mend
    assert "worker" not in answer


def test_missing_and_unknown_migrations(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["0099"])
        answer = found()
        assert "setup" in answer["数据库的表"].mend
        assert "worker" not in answer, "nothing is asked of tables that may not be there"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('articles', '9999_x', %s)", [timezone.now()]
        )
    assert "比程序新" in found()["数据库的表"].said


def test_a_clock_that_is_slow(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    make_article()
    yesterday = timezone.now() - timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: yesterday)
    finding = found()["时钟"]
    # A database that has a clock of its own is asked for it.
    assert ("和数据库的时钟差" if connection.vendor == "postgresql" else "时钟慢了") in finding.said
    assert finding.level == "bad"


def test_a_worker_that_died(found: Found, settings) -> None:
    assert "从来没有" in found()["worker"].said
    beat = settings.DATA_DIR / "worker.alive"
    beat.touch()
    assert found()["worker"].level == "ok"
    os.utime(beat, (time.time() - 600,) * 2)
    assert found()["worker"].said == "10分钟没有动静了。"


def test_a_worker_gives_signs_of_life(found: Found, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "BEAT", 3600)
    running.keep_beating()
    deadline = time.monotonic() + 60
    while running.last_beat() is None and time.monotonic() < deadline:
        pass
    assert (running.last_beat() or 99) < 60


def test_tasks_that_are_stuck(found: Found) -> None:
    before = timezone.now() - timedelta(hours=2)
    task = DBTaskResult.objects.create(
        status="RUNNING",
        args_kwargs={},
        task_path="x",
        backend_name="default",
        run_after=before,
        started_at=before,
        exception_class_path="",
        traceback="",
    )
    assert "没有做完" in found()["后台任务"].said
    DBTaskResult.objects.filter(pk=task.pk).update(status="READY", enqueued_at=before)
    assert found()["后台任务"].level == "care"


def test_a_voice_that_is_damaged(found: Found, settings, tmp_path: Path) -> None:
    settings.NARRATION_ENGINE, settings.VOICE_DIR = "kokoro", tmp_path / "voice"
    (tmp_path / "voice" / "voices").mkdir(parents=True)
    assert found()["声音"].level in ("care", "bad")
    (tmp_path / "voice" / "voices" / "zm_yunxi.bin").write_bytes(b"decayed")
    assert "已损坏" in found()["声音"].said


def test_backups_that_stopped(found: Found, settings, tmp_path: Path) -> None:
    settings.BACKUP_DIR = tmp_path / "backups"
    assert "没有备份" in found()["备份"].said
    settings.BACKUP_DIR.mkdir()
    (settings.BACKUP_DIR / f"1{ENDING}").touch()
    assert found()["备份"].level == "ok"
    os.utime(settings.BACKUP_DIR / f"1{ENDING}", (time.time() - 5 * 86400,) * 2)
    assert "5天以前" in found()["备份"].said


def test_a_public_site_without_https_or_behind_a_proxy(found: Found, settings) -> None:
    settings.PUBLIC_HOSTS, settings.HTTPS = ["example.org"], False
    assert "不加密" in found()["HTTPS"].said
    settings.HTTPS, settings.SECURE_PROXY_SSL_HEADER = True, None
    assert "TRUST_PROXY" in found()["HTTPS"].mend
    settings.PUBLIC_HOSTS = []
    assert "没有页面打得开" in found()["HTTPS"].said


def test_static_files_that_are_older_than_their_source(found: Found, settings) -> None:
    settings.STATIC_ROOT.mkdir()
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    manifest.touch()
    assert found()["静态文件"].level == "ok"
    os.utime(manifest, (1, 1))
    assert "改过" in found()["静态文件"].said


def test_a_key_that_others_can_read(found: Found, settings) -> None:
    key = settings.DATA_DIR / "secret_key"
    key.write_text(settings.SECRET_KEY)
    key.chmod(0o644)
    assert "chmod 600" in found()["SECRET_KEY"].mend


def test_a_message_on_demand(found: Found, settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.example.org", "site@example.org"
    with pytest.raises(SystemExit):
        call_command("doctor", mail_to="desk@example.org")
    assert [message.to for message in mail.outbox] == [["desk@example.org"]]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(SystemExit):
        call_command("doctor", mail_to="desk@example.org")
    assert "没有发出" in capsys.readouterr().out


def test_a_check_that_breaks_is_a_finding(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(examining, "WITHOUT_DATABASE", (broken,))
    assert found()["broken"].said == "检查不了：out of order"


def test_a_second_step_for_a_group_that_there_is_not(found: Found, settings) -> None:
    Group.objects.get_or_create(name="发布者")
    settings.SECOND_FACTOR_FOR = ("*",)
    assert "SECOND_FACTOR_FOR" not in found()
    settings.SECOND_FACTOR_FOR = ("发布者", "发布人")
    finding = found()["SECOND_FACTOR_FOR"]
    assert finding.is_bad
    assert "发布人" in finding.said
    assert "发布者" not in finding.said
    settings.SECOND_FACTOR_FOR = ("发布者",)
    assert found()["SECOND_FACTOR_FOR"].level == "ok"


def test_a_cache_that_does_not_answer(found: Found, settings) -> None:
    address = "redis://127.0.0.1:9/0"
    settings.CACHE_URL = address
    settings.CACHES = {
        **settings.CACHES,
        "forms": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": address},
    }
    finding = found()["缓存"]
    assert finding.said.startswith("缓存没有回答：Error")
    assert "CACHE_URL" in finding.mend


def test_a_file_where_pictures_should_lie(found: Found, settings) -> None:
    (settings.DATA_DIR / "media").write_text("not a folder")
    assert "应该是目录" in found()["数据目录"].said


def test_a_bucket_that_does_not_take_pictures(found: Found, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "MEDIA_URL" not in found()
    monkeypatch.setenv("MEDIA_URL", "s3://key:secret@127.0.0.1:9/bucket?tls=off")
    settings.OBJECT_STORAGE = environment.object_storage("MEDIA_URL")
    kind = {"BACKEND": "site_app.media_storage.ObjectStorage", "OPTIONS": settings.OBJECT_STORAGE}
    settings.STORAGES = {**settings.STORAGES, "default": kind}
    assert "MEDIA_URL" in found()["MEDIA_URL"].mend
