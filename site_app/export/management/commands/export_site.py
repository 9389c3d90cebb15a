"""How does the public site get to a server that knows files alone?"""

import logging
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from site_app.articles.management.tables import check_tables
from site_app.export.exporting import NotOurs, export

SHOWN = 20
"""Broken links that are named."""


class Command(BaseCommand):
    help = "把整个公开网站写成静态文件，可以放到任何CDN上。再运行时只写变了的文件。有断链时，退出码是1。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path, help="空目录，或者上次导出的目录")
        parser.add_argument(
            "--forms-at", metavar="ADDRESS", help="收读者反馈的网站，例如 https://desk.example.org；不写就没有反馈"
        )
        parser.add_argument("--jobs", type=int, default=1, help="同时用几个进程（默认1）")

    def handle(self, *args: Any, folder: Path, forms_at: str | None, jobs: int, **options: Any) -> None:
        check_tables()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError(_("数据库还不是最新的：请先运行 manage.py setup。"))
        if forms_at is not None and not forms_at.startswith(("https://", "http://")):
            raise CommandError(_("--forms-at要写https://开头的网址。"))
        if jobs < 1:
            raise CommandError(_("--jobs至少是1。"))
        if folder.exists() and not folder.is_dir():
            raise CommandError(_("%(path)s应该是目录。") % {"path": folder})
        # That something is not there is an answer like others; what is missing is told at the end.
        logging.getLogger("django.request").setLevel(logging.ERROR)
        began = time.monotonic()
        try:
            done = export(folder, forms_at=forms_at and forms_at.rstrip("/"), jobs=jobs)
        except NotOurs as error:
            raise CommandError(
                _("%(folder)s里有别的东西：请用空目录，或者上次导出的目录。") % {"folder": folder}
            ) from error
        except OSError as error:
            raise CommandError(_("没有导出完：%(why)s。再运行一次会接着做。") % {"why": error}) from error
        self.stdout.write(
            _("导出好了：%(pages)d页，%(files)d个文件，写了%(changed)d个，删了%(removed)d个，%(seconds).1f秒。")
            % {
                "pages": done.pages,
                "files": len(done.files),
                "changed": len(done.changed),
                "removed": len(done.removed),
                "seconds": time.monotonic() - began,
            }
        )
        if not settings.PUBLIC_HOSTS:
            said = _(
                "订阅、网站地图和分享里的地址是%(address)s：要给别人看，先用环境变量ALLOWED_HOSTS写出域名，再导出一次。"
            )
            self.stderr.write(said % {"address": settings.SITE_ADDRESS})
        for line in done.broken[:SHOWN]:
            self.stderr.write(line)
        if done.broken:
            raise CommandError(_("有%(count)d个链接断了。") % {"count": len(done.broken)})
