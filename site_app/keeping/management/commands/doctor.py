"""What is wrong with this site, and how is it mended?"""

import sys
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from site_app.keeping import examining
from site_app.keeping.examining.finding import Finding, bad, ok

SIGNS = {"ok": "✓", "care": "!", "bad": "✗"}


class Command(BaseCommand):
    help = "检查网站的设置、目录、数据库、worker、声音、备份，并说怎样处理。有必须处理的问题时，退出码是1。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--start", action="store_true", help="只检查启动必需的：数据目录、磁盘、数据库；没有问题就不出声"
        )
        parser.add_argument("--mail-to", metavar="ADDRESS", help="给这个地址发一封邮件试试")

    def handle(self, *args: Any, start: bool, mail_to: str | None, **options: Any) -> None:
        if start:
            for finding in examining.essentials():
                if finding.is_bad:
                    sys.exit(f"{finding.about}：{finding.said} {finding.mend}")
            return
        found = list(examining.everything())
        if mail_to:
            found.append(_mail(mail_to))
        for finding in found:
            self.stdout.write(f"{SIGNS[finding.level]} {finding.about}：{finding.said}")
            if finding.mend:
                self.stdout.write(f"    → {finding.mend}")
        count = sum(finding.is_bad for finding in found)
        if count:
            sys.stdout.flush()
            sys.exit(_("有%(count)d个问题必须处理。") % {"count": count})
        self.stdout.write(_("没有必须处理的问题。"))


def _mail(address: str) -> Finding:
    about = _("邮件")
    message = EmailMessage(
        _("试验：%(site)s能发邮件") % {"site": settings.SITE_NAME}, _("收到这封信，说明设置是对的。"), to=[address]
    )
    try:
        if not settings.EMAIL_HOST:
            return bad(about, _("没有设置EMAIL_HOST，没有发。"), _("用环境变量EMAIL_HOST和EMAIL_FROM设置。"))
        message.send()
    except (OSError, SMTPException) as error:
        why = str(error).splitlines()[:1] or [repr(error)]
        return bad(
            about,
            _("发给%(address)s的邮件没有发出：%(why)s") % {"address": address, "why": why[0]},
            _("检查EMAIL_HOST、EMAIL_PORT、EMAIL_TLS和账号；云服务器常常不让用25端口。"),
        )
    return ok(about, _("已经发给%(address)s，请看收到没有。") % {"address": address})
