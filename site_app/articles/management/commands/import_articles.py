"""How do Word files, Markdown and exported zips become drafts from the command line?"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from site_app.articles.exchange.carrying_out import carry_out
from site_app.articles.exchange.plan import Action, plan
from site_app.articles.exchange.reading import look_into
from site_app.articles.management.commands.import_document import printable
from site_app.articles.management.tables import check_tables


class Command(BaseCommand):
    help = (
        "把.docx、.md、.txt、图片或它们的.zip导入为草稿，和编辑部的“导入”一样：网址名相同的文章得到一份新草稿，没有变化的跳过，"
        "不能导入的说明原因。有不能导入的就以1结束。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="只说会怎样，什么也不存")
        parser.add_argument("--as", dest="account", metavar="ACCOUNT", help="以谁的名义，按谁的权限")

    def handle(self, *args: Any, files: list[str], dry_run: bool, account: str | None, **options: Any) -> None:
        check_tables()
        by = _account(account) if account else None
        paths = [_readable(file) for file in files]
        with tempfile.TemporaryDirectory() as folder:
            contents = look_into([(path, printable(path.name)) for path in paths], Path(folder))
            found = plan(contents, by)
            lines = found.steps if dry_run else carry_out(found, by)
            is_refused = False
            for line in lines:
                refused = line.action == Action.REFUSE
                is_refused |= refused
                (self.stderr if refused else self.stdout).write(f"{line.name}: {line.message}")
        if is_refused:
            sys.exit(1)


def _account(name: str) -> Any:
    user = get_user_model().objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(_("没有账号“%(name)s”。") % {"name": name})
    return user


def _readable(file: str) -> Path:
    path = Path(file)
    if not path.is_file():
        raise CommandError(_("%(file)s：不是文件，或者读不到。") % {"file": printable(file)})
    return path
