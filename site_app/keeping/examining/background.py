"""Is done in the background what should be: publishing, reading aloud, backups?"""

import hashlib
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from site_app import running
from site_app.keeping.archive import ENDING
from site_app.keeping.examining.finding import Finding, bad, care, ok
from site_app.narration import voices
from site_app.narration.engines.kokoro import model
from site_app.narration.models import Narration

LATE = timedelta(hours=1)
OLD = 2
"""Days after which the newest backup is too old."""


def worker() -> Iterator[Finding]:
    about, beat = "worker", running.last_beat()
    mend = _("启动 manage.py worker；make run和容器会自动启动它。")
    if beat is None:
        yield bad(about, _("从来没有运行过：不会按时发布，也不会朗读。"), mend)
    elif beat > 3 * running.BEAT:
        yield bad(about, _("%(minutes)d分钟没有动静了。") % {"minutes": beat // 60}, mend)
    else:
        yield ok(about, _("在运行"))


def tasks() -> Iterator[Finding]:
    about, before = _("后台任务"), timezone.now() - LATE
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=before).count()
    stuck = DBTaskResult.objects.running().filter(started_at__lt=before).count()
    failed = DBTaskResult.objects.failed().filter(finished_at__gt=timezone.now() - timedelta(days=1)).count()
    if stuck:
        yield bad(about, _("%(count)d个任务一个多小时没有做完。") % {"count": stuck}, _("重新启动worker，它会接着做。"))
    if waiting:
        yield care(
            about, _("%(count)d个任务等了一个多小时。") % {"count": waiting}, _("看worker是不是在运行、忙不忙。")
        )
    if failed:
        yield care(about, _("一天里有%(count)d个任务失败。") % {"count": failed}, _("看日志里worker的错误。"))
    if not stuck and not waiting and not failed:
        yield ok(about, _("没有拖延的"))


def narrations() -> Iterator[Finding]:
    about, failed = _("朗读"), Narration.objects.live().filter(state=Narration.State.FAILED)
    first = failed.first()
    if first:
        said = _("%(count)d份朗读失败：%(why)s") % {"count": failed.count(), "why": str(first.error)[:200]}
        yield bad(about, said, _("先处理上面的原因，再运行 manage.py narrate。"))
    else:
        yield ok(about, _("没有失败的"))


def voice() -> Iterator[Finding]:
    """Whether the files of the voice are there, and are those that were published."""
    about, folder = _("声音"), Path(settings.VOICE_DIR)
    if not voices.are_wanted():
        yield ok(about, _("NARRATION_ENGINE=device：用读者设备的声音"))
        return
    if not any((folder / "model").glob("kokoro-timed-*.onnx")):
        missing = model.missing_packages()
        yield (
            bad(
                about,
                _("没有安装%(packages)s。") % {"packages": "、".join(missing)},
                _("pip install --require-hashes -r requirements-narration.txt，或者设NARRATION_ENGINE=device。"),
            )
            if missing
            else care(about, _("语音模型还没有装配好，worker第一次朗读时会做。"))
        )
    for engine_voice in sorted({one.engine_voice for one in voices.VOICES}):
        file = folder / "voices" / f"{engine_voice}.bin"
        if not file.exists():
            yield care(about, _("还没有声音文件%(file)s。") % {"file": file}, _("worker会用npm取来：需要npm和网络。"))
        elif hashlib.sha256(file.read_bytes()).hexdigest() != model.VOICES_SHA256[engine_voice]:
            yield bad(about, _("声音文件%(file)s已损坏。") % {"file": file}, _("删除它，再运行 manage.py worker。"))
        else:
            yield ok(about, engine_voice)


def backups() -> Iterator[Finding]:
    about, folder = _("备份"), settings.BACKUP_DIR
    if folder is None:
        yield care(
            about, _("没有设置BACKUP_DIR，不知道有没有备份。"), _("用cron每天运行 BACKUP_DIR=目录 manage.py backup。")
        )
        return
    times = [file.stat().st_mtime for file in Path(folder).glob(f"*{ENDING}")] if Path(folder).is_dir() else []
    days = (time.time() - max(times)) / 86400 if times else None
    mend = _("运行 manage.py backup，并检查cron。")
    if days is None:
        yield bad(about, _("%(folder)s里没有备份。") % {"folder": folder}, mend)
    elif days > OLD:
        yield bad(about, _("最新的备份是%(days)d天以前的。") % {"days": days}, mend)
    else:
        yield ok(about, _("最新的是%(hours)d小时以前的") % {"hours": 24 * days})
