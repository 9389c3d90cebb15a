"""How does the database come to note changes when a migration was ended before it could?"""

from typing import Any

from django.core.management.base import BaseCommand

from site_app.front.triggers import put_up


class Command(BaseCommand):
    help = "让数据库记下读者看到的内容什么时候变了（migrate 会自动做）。可以重复运行。"

    def handle(self, *args: Any, **options: Any) -> None:
        put_up()
