"""Who does what is done in the background?"""

from typing import Any

from django.core.management.base import BaseCommand
from django.core.management import call_command
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from site_app.narration import narrating, tasks


class Command(BaseCommand):
    help = "在后台朗读已发布的文章，直到被停止。网站启动时会自动运行它。"

    def handle(self, *args: Any, **options: Any) -> None:
        if not narrating.is_wanted():
            self.stdout.write(_("NARRATION_ENGINE=device：本站不生成声音，由读者的设备朗读。"))
            return
        # What was under way when a worker was lost is ordered anew, and each order is carried out once.
        DBTaskResult.objects.filter(task_path=tasks.make_narration.module_path).delete()
        narrating.forget_unused()
        tasks.order_unfinished()
        call_command("db_worker", interval=1, verbosity=0, reload=False)
