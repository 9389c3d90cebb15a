"""How does a site get its first articles and readings?"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from site_app.articles.drafting import PublishingRefused
from site_app.articles.management.tables import check_tables
from site_app.articles.seeding import lines_about, load_seeds


class Command(BaseCommand):
    help = "载入seeds目录里的读音词表和文章。可以重复运行：编辑改过的内容不会被覆盖。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=settings.BASE_DIR / "seeds", help=_("默认是项目的seeds目录。")
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(_("没有这个目录：%(folder)s") % {"folder": folder})
        check_tables()
        try:
            loaded = load_seeds(folder)
        except (OSError, ValueError, PublishingRefused, ValidationError) as error:
            raise CommandError(_("没有载入任何内容：%(why)s") % {"why": error}) from error
        for line in lines_about(loaded):
            self.stdout.write(line)
