"""What does a site need before readers can look words up?"""

from typing import Any

from django.core.management.base import BaseCommand

from site_app.words import dictionary


class Command(BaseCommand):
    help = "准备查词所需的资料：英文释义词典。可以重复运行。"

    def handle(self, *args: Any, **options: Any) -> None:
        dictionary.ensure_built(self.stdout.write)
