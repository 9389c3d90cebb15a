"""How does whoever runs the site get a copy of everything, while people go on reading and writing?"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from site_app.articles.management.tables import check_tables
from site_app.keeping import archive
from site_app.keeping.checking import ArchiveRefused, checked


class Command(BaseCommand):
    help = "把数据库、图片和声音备份成一个文件，网站不用停。FILE是目录时，文件名里写上时间。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="备份写到哪里；不写就用BACKUP_DIR")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        check_tables()
        file = _named(file or settings.BACKUP_DIR)
        _check_place(file)
        try:
            manifest = archive.write(file, lambda written: checked(written).manifest)
        except ArchiveRefused as error:
            raise CommandError(_("写好的备份读不回来，没有留下：%(why)s") % {"why": error}) from error
        except OSError as error:
            raise CommandError(
                _("备份没有写成%(file)s：%(why)s。") % {"file": file, "why": error.strerror or error}
            ) from error
        rows = sum(table.rows for table in manifest.tables.values())
        self.stdout.write(
            _("备份好了：%(file)s（%(size).1f MB，%(rows)d行，%(files)d个文件，内容%(content)s）")
            % {
                "file": file,
                "size": file.stat().st_size / 1024**2,
                "rows": rows,
                "files": len(manifest.files),
                "content": manifest.content[:16],
            }
        )
        if manifest.missing:
            names = "、".join(manifest.missing[:3])
            raise CommandError(
                _("备份里缺%(count)d个文件，它们不在了或者已损坏：%(names)s……")
                % {"count": len(manifest.missing), "names": names}
            )


def _named(place: Path | None) -> Path:
    if place is None:
        raise CommandError(_("请写出备份文件，或者设置环境变量BACKUP_DIR。"))
    return place / f"{timezone.localtime():%Y%m%d-%H%M%S}{archive.ENDING}" if place.is_dir() else place


def _check_place(file: Path) -> None:
    if not file.parent.is_dir():
        raise CommandError(_("没有目录%(folder)s。") % {"folder": file.parent})
    if file.exists() and not _is_archive(file):
        raise CommandError(_("%(file)s不是备份，没有覆盖它。") % {"file": file})


def _is_archive(file: Path) -> bool:
    with file.open("rb") as opened:
        opened.seek(max(0, file.stat().st_size - len(archive.MARK) - 64))
        return opened.read().startswith(archive.MARK)
