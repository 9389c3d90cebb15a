"""Is there anything that a command could read or write?"""

from django.core.management.base import CommandError
from django.db import connection
from django.utils.translation import gettext as _

from site_app.articles.models import Article


def check_tables() -> None:
    """Raise CommandError, in one line, while the database has no tables."""
    if Article._meta.db_table not in connection.introspection.table_names():
        raise CommandError(_("数据库还没有建立：请先运行 manage.py setup。"))
