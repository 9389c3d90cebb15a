"""Who does what is done in the background?"""

import logging
import os
import sys
import threading
import time
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from site_app import running
from site_app.articles import tasks as tasks_of_articles
from site_app.articles.clock import keep_the_timetable
from site_app.narration import forgetting, tasks, voices
from site_app.narration.turns import turn

RETRY = 5.0
"""Seconds before a queue that failed is served again."""

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "在后台按时发布文章，并朗读已发布的文章，直到被停止。make run 会自动运行它；一个网站只需要一个。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tied", action="store_true", help="标准输入关闭时立即结束")

    def handle(self, *args: Any, tied: bool, **options: Any) -> None:
        if tied:
            threading.Thread(target=_end_with_input, daemon=True).start()
        try:
            with turn(settings.NARRATION_ROOT / "worker.lock", wait=False), running.shared():
                running.keep_beating()
                self._work()
        except BlockingIOError as error:
            raise CommandError(_("这台机器上已经有一个 worker 在运行，不需要第二个。")) from error

    def _work(self) -> None:
        # In a thread of its own: a narration may take minutes, and what is due does not wait for it.
        clock = threading.Thread(target=keep_the_timetable, args=[threading.Event()], daemon=True)
        clock.start()
        tasks_of_articles.take_up_again()
        threading.Thread(target=_serve_readings, daemon=True).start()
        if voices.are_wanted():
            self._read_aloud()
        else:
            self.stdout.write(
                _("NARRATION_ENGINE=device：本站不生成声音，由读者的设备朗读；这里只按时发布、更新读音。")
            )
            with suppress(KeyboardInterrupt):
                clock.join()

    def _read_aloud(self) -> None:
        # What was under way when a worker was lost is ordered anew.
        DBTaskResult.objects.filter(task_path=tasks.make_narration.module_path).delete()
        forgetting.forget_unused()
        tasks.order_unfinished()
        tasks.order_words()
        call_command("db_worker", interval=1, verbosity=0, reload=False)


def _serve_readings() -> None:
    """What editors wait for is done beside narrations; a queue that fails is taken up again."""
    name = get_random_string(32)
    while True:
        queue = Worker(
            queue_names=[tasks_of_articles.QUEUE],
            interval=1,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )
        try:
            queue.run()
        except Exception:
            logger.exception("the queue of readings has stopped")
            time.sleep(RETRY)


def _end_with_input() -> None:
    sys.stdin.buffer.read()
    os._exit(0)
