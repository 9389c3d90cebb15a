"""How does somebody get in again at once who typed the password wrong too often?"""

from typing import Any

from axes.utils import reset
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from site_app.doors.sender import code_of_network, network_at
from site_app.doors.signing_in import name_as_counted


class Command(BaseCommand):
    help = "登录错了太多次、要等15分钟的人，马上可以再试：他的账号，和他从哪个网络来。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("account", metavar="ACCOUNT", help="账号的名称")
        parser.add_argument(
            "--from", metavar="ADDRESS", dest="address", help="他的IP地址；从他自己的网络错了太多次时也要写"
        )

    def handle(self, *args: Any, account: str, address: str | None, **options: Any) -> None:
        reset(username=name_as_counted(account))
        if address is not None:
            try:
                reset(ip=code_of_network(network_at(address.strip())))
            except ValueError as error:
                raise CommandError(_("“%(address)s”不是IP地址。") % {"address": address}) from error
        self.stdout.write(_("好了：%(account)s可以再试。") % {"account": account})
        if address is None:
            self.stdout.write(_("如果还是不行，他的网络也在等：加上 --from 他的IP地址。"))
