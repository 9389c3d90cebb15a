"""How does cron have everybody told by e-mail what needs doing?"""

import smtplib
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from site_app.articles.digest import send_digests
from site_app.articles.management.tables import check_tables


class Command(BaseCommand):
    help = "把等着每个人做的事寄到各人的邮箱。每天运行一次；要先设置 EMAIL_HOST。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="今天已经寄过的，也再寄一次")

    def handle(self, *args: Any, again: bool, **options: Any) -> None:
        check_tables()
        if not settings.EMAIL_HOST:
            self.stdout.write(_("没有设置 EMAIL_HOST，不寄邮件。"))
            return
        connection = get_connection()
        try:
            connection.open()
        except (smtplib.SMTPException, OSError) as failure:
            place = {"host": settings.EMAIL_HOST, "port": settings.EMAIL_PORT, "why": failure}
            raise CommandError(_("邮件服务器 %(host)s:%(port)s 用不了：%(why)s") % place) from failure
        try:
            sent, failed = self._send(connection, again=again)
        finally:
            connection.close()
        self.stdout.write(_("寄出 %(count)s 封。") % {"count": sent})
        if failed:
            raise CommandError(_("有 %(count)s 封没有寄出，原因见上。") % {"count": failed})

    def _send(self, connection: Any, *, again: bool) -> tuple[int, int]:
        """How many messages were sent, and how many were not."""
        sent = failed = 0
        for sending in send_digests(connection, timezone.localdate(), again=again):
            if sending.failure:
                failed += 1
                self.stderr.write(f"✗ {sending.person}：{sending.failure}")
            else:
                sent += 1
        return sent, failed
