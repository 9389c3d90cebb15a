"""How does a second process share the articles that wait for a change of readings?"""

import os
import sys
import threading
from typing import Any

from django.core.management.base import BaseCommand

from site_app.articles.rereading import read_waiting


class Command(BaseCommand):
    help = "帮助后台进程重新生成等待新读音的文章；标准输入关闭时立即结束。由后台进程自动运行。"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        threading.Thread(target=_end_with_input, daemon=True).start()
        read_waiting(from_the_end=True)


def _end_with_input() -> None:
    # Not through the buffer, whose lock this thread would hold when the process ends by itself.
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(0)
