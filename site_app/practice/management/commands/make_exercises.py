"""How do articles that were published before an upgrade come to their exercises?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from site_app.articles.management.tables import check_tables
from site_app.articles.models import Edition
from site_app.practice.keeping import keep, without


class Command(BaseCommand):
    help = "给已发布的文章生成练习。可以随时中断、重复运行。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--missing", action="store_true", help="只给还没有练习的文章生成")

    def handle(self, *args: Any, missing: bool, **options: Any) -> None:
        check_tables()
        wanted = [*without()] if missing else [*Edition.objects.live().values_list("pk", flat=True)]
        changed = 0
        for number in wanted:
            edition = Edition.objects.live().filter(pk=number).first()
            changed += bool(edition and keep(edition))
        if changed or not missing:
            self.stdout.write(_("练习：改了 %(count)d 篇。") % {"count": changed})
