"""How does somebody at a terminal, or cron, publish what is due?"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from site_app.articles.management.tables import check_tables
from site_app.articles.models import Edition
from site_app.articles.timetable import publish_due


class Command(BaseCommand):
    help = "发布到了时间的文章。可以重复运行，例如每分钟一次。"

    def handle(self, *args: Any, **options: Any) -> None:
        check_tables()
        for edition in publish_due(timezone.now()):
            is_live = edition.state == Edition.State.PUBLISHED
            message = _("已发布：%(edition)s") if is_live else _("没有发布，原因见发布记录：%(edition)s")
            self.stdout.write(message % {"edition": edition})
