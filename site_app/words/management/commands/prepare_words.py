"""What does a site need before readers can look words up?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from site_app.words import dictionary, strokes
from site_app.words.tasks import bring_strokes, is_waiting


class Command(BaseCommand):
    help = "准备查词所需的资料：英文释义词典，以及笔顺（笔顺要 npm 和网络，没有也能运行网站）。可以重复运行。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--later", action="store_true", help="笔顺由 worker 在后台取来，不在这里等")

    def handle(self, *args: Any, later: bool, **options: Any) -> None:
        dictionary.ensure_built(self.stdout.write)
        if later and not strokes.FILE.exists():
            if not is_waiting():
                bring_strokes.enqueue()
            return
        try:
            strokes.ensure_built(self.stdout.write)
        except strokes.StrokesMissing as missing:
            raise CommandError(str(missing)) from missing
