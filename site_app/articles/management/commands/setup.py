"""What does a site need before it can be served? Run at every start; quick when nothing is missing."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from site_app import running
from site_app.articles.management.address import site_address
from site_app.articles.rereading import order_traditional
from site_app.articles.seeding import are_loaded
from site_app.catalogue import compile_catalogues


class Command(BaseCommand):
    help = "准备网站：界面译文、读音词典、数据库、示例文章、第一个管理员。可以重复运行。"

    def handle(self, *args: Any, **options: Any) -> None:
        # By its name alone, too. It ends the start with one line that says what is wrong and how it is mended.
        call_command("doctor", start=True)
        with running.shared():
            self._make_ready()

    def _make_ready(self) -> None:
        from site_app.pinyin import converting, dictionary

        compile_catalogues()

        dictionary.ensure_built(self._say)
        converting.ensure_built()
        self._migrate()
        self._load_seeds()
        # By their names alone: words that are explained, what readers find articles by, and what readers look words up
        # in lie in rooms above.
        call_command("keep_terms", missing=True, stdout=self.stdout)
        call_command("index_articles", missing=True, verbosity=0, stdout=self.stdout)
        if order_traditional():
            self._say(_("已有的文章会在后台写成繁体字。"))
        call_command("prepare_words", later=True, stdout=self.stdout)
        call_command("make_exercises", missing=True, stdout=self.stdout)
        password = self._first_password()
        self._say(_("网站：%(address)s/") % {"address": site_address()})
        self._say(_("编辑部：%(address)s/admin/") % {"address": site_address()})
        if password:
            once = _("管理员：admin　密码：%(password)s（只显示这一次；修改用 manage.py changepassword admin）")
            self._say(once % {"password": password})

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._say(_("正在建立或更新数据库……"))
            call_command("migrate", verbosity=0, interactive=False)
        else:
            call_command("note_changes")  # a migration may have been killed when all but this was done

    def _load_seeds(self) -> None:
        folder = settings.BASE_DIR / "seeds"
        if not folder.is_dir():
            return
        if are_loaded(folder):
            self._say(_("seeds目录里的内容已经载入，跳过。"))
            return
        self._say(_("正在载入seeds目录里的内容……"))
        call_command("load_seeds", folder=folder, stdout=self.stdout)

    def _first_password(self) -> str:
        """Make the first administrator if there is no user at all; the password, or nothing."""
        users = get_user_model()
        if users.objects.exists():
            return ""
        password = secrets.token_urlsafe(12)
        users.objects.create_superuser("admin", "", password)
        return password

    def _say(self, message: str) -> None:
        self.stdout.write(message)
        self.stdout.flush()
