"""How do the site's own texts get their pinyin?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from site_app.pages import spelled


class Command(BaseCommand):
    help = (
        "给网站自己的文字（急救页等）标注拼音，存进 site_app/pages/spelled.json。改了这些文字、词表或注音程序以后运行。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help=_("只检查文件是不是最新的，不写文件。"))

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        content = spelled.as_kept(spelled.computed())
        if check and (not spelled.FILE.exists() or spelled.FILE.read_text(encoding="utf-8") != content):
            raise CommandError(_("spelled.json 不是最新的，请运行 manage.py spell_pages。"))
        if not check:
            spelled.FILE.write_text(content, encoding="utf-8")
