"""How are the pages of words brought up to date by hand, or after an upgrade?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from site_app.articles.management.tables import check_tables
from site_app.glossary.keeping import are_kept, keep


class Command(BaseCommand):
    help = "按读音词表重新生成词语解释的页面。可以重复运行。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--missing", action="store_true", help="只在缺页面时才做")

    def handle(self, *args: Any, missing: bool, **options: Any) -> None:
        check_tables()
        if missing and are_kept():
            return
        self.stdout.write(_("词语解释：改了 %(count)d 页。") % {"count": len(keep())})
