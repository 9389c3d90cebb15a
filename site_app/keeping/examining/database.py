"""Does the database answer, and is it what this version of the site expects?"""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from site_app.articles.models import Act
from site_app.doors.second_factor import EVERYBODY
from site_app.keeping.examining.finding import Finding, bad, care, first_line, ok
from site_app.keeping.places import bare_connection

NEWEST = {"postgresql": (14, 0), "sqlite": (3, 37)}
"""The oldest versions that are tried."""
SKEW = timedelta(seconds=5)


def answers() -> Iterator[Finding]:
    about = _("数据库")
    try:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors:
                bare_connection().close()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        if connection.vendor == "sqlite":
            mend = _(
                "数据库是文件%(file)s：让运行网站的用户拥有它；已损坏就停下网站，用最近的备份恢复：manage.py restore FILE"
            )
            mend %= {"file": connection.settings_dict["NAME"]}
        else:
            mend = _("检查环境变量DATABASE_URL里的主机、端口、用户和密码，以及数据库是否在运行。")
        yield bad(about, _("数据库连不上：%(why)s") % {"why": first_line(error)}, mend)
        return
    yield ok(about, connection.vendor)


def version() -> Iterator[Finding]:
    about = _("数据库的版本")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            number = int(cursor.fetchone()[0])
        found = (number // 10000, number % 10000)
    else:
        found = sqlite3.sqlite_version_info[:2]
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            said = cursor.fetchone()[0]
        if said != "ok":
            yield bad(
                about,
                _("数据库文件已损坏：%(why)s") % {"why": said},
                _("停下网站，用最近的备份恢复：manage.py restore FILE"),
            )
    wanted = NEWEST[connection.vendor]
    said = f"{connection.display_name} {found[0]}.{found[1]}"
    if found < wanted:
        yield bad(about, said, _("要%(wanted)s或更新的版本。") % {"wanted": ".".join(map(str, wanted))})
    else:
        yield ok(about, said)


def migrations() -> Iterator[Finding]:
    about = _("数据库的表")
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    known = executor.loader.disk_migrations.keys()
    newer = [f"{app}.{name}" for app, name in executor.loader.applied_migrations if (app, name) not in known]
    if missing:
        yield bad(about, _("还差%(count)d步更新。") % {"count": len(missing)}, _("manage.py setup（先备份）"))
    elif newer:
        yield bad(
            about,
            _("数据库比程序新：%(name)s。") % {"name": newer[0]},
            _("换回更新的程序，或者恢复升级以前的备份。"),
        )
    else:
        yield ok(about, _("是最新的"))


def clock() -> Iterator[Finding]:
    """A clock that is wrong publishes too soon or too late, and tells readers wrong dates."""
    about, now = _("时钟"), timezone.now()
    mend = _("打开时间同步，例如 timedatectl set-ntp true。")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            difference = abs(cursor.fetchone()[0] - now)
        if difference > SKEW:
            seconds = difference.total_seconds()
            yield bad(about, _("和数据库的时钟差%(seconds)d秒。") % {"seconds": seconds}, mend)
            return
    last = Act.objects.aggregate(last=Max("at"))["last"]
    if last and last > now + SKEW:
        yield bad(about, _("现在的时间比最后一条记录还早：时钟慢了。"), mend)
        return
    yield ok(about, timezone.localtime(now).isoformat(timespec="seconds"))


def accounts() -> Iterator[Finding]:
    about, users = _("账号"), get_user_model().objects
    if not users.filter(is_superuser=True, is_active=True).exists():
        yield bad(about, _("没有管理员。"), "manage.py createsuperuser")
    elif not users.filter(is_active=True, is_superuser=False, groups__isnull=False).exists():
        yield care(
            about,
            _("只有管理员，没有分到组里的编辑：没有人能审核管理员写的文章。"),
            _("在后台建账号，放进作者、审核者或发布者组。"),
        )
    else:
        yield ok(about, _("有管理员，也有编辑"))


def second_factor() -> Iterator[Finding]:
    about, named = "SECOND_FACTOR_FOR", {*settings.SECOND_FACTOR_FOR} - {EVERYBODY}
    if unknown := named - {*Group.objects.filter(name__in=named).values_list("name", flat=True)}:
        yield bad(
            about,
            _("没有叫%(names)s的组：没有人因此要用两步登录。") % {"names": "、".join(sorted(unknown))},
            _("改正环境变量里的名称，或者在后台建这个组。"),
        )
    elif named:
        yield ok(about, "、".join(sorted(named)))
