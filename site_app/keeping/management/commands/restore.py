"""How does a site become again what it was?"""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from site_app import running
from site_app.keeping import places
from site_app.keeping.checking import ArchiveRefused, checked
from site_app.keeping.restoring import RestoreFailed, restore


class Command(BaseCommand):
    help = "从备份恢复整个网站。先停下网站；原来的内容另外保留。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="manage.py backup做的文件")
        parser.add_argument("--while-running", action="store_true", help="网站在运行也恢复；恢复后要重新启动它")
        parser.add_argument("--only-check", action="store_true", help="只检查备份是不是完整，不恢复")

    def handle(self, *args: Any, file: Path, while_running: bool, only_check: bool, **options: Any) -> None:
        try:
            archive = checked(file)
        except ArchiveRefused as error:
            raise CommandError(str(error)) from error
        said = archive.manifest
        if only_check:
            self.stdout.write(_("备份完整：%(site)s，%(moment)s。") % {"site": said.site, "moment": said.made_at})
            return
        alone: AbstractContextManager[None] = nullcontext() if while_running else running.alone()
        try:
            with alone:
                if not while_running and places.somebody_is_connected():
                    raise running.SiteIsRunning
                kept = restore(archive, self.stdout.write)
        except running.SiteIsRunning as error:
            raise CommandError(
                _("网站正在运行。请先停下网站和worker再恢复，或者加上--while-running，恢复后重新启动它们。")
            ) from error
        except (ArchiveRefused, RestoreFailed) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("恢复好了：%(moment)s的内容。") % {"moment": said.made_at})
        if kept:
            self.stdout.write(_("原来的数据库留在%(place)s，确定不再需要时可以删除。") % {"place": kept})
