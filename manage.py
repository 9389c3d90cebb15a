#!/usr/bin/env python3
"""Which commands does the site have? `python manage.py help` lists them."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError


def main() -> None:
    """Run the command; a setting or a database that cannot be used ends it with one line instead of a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_app.settings")
    try:
        settings.DEBUG  # noqa: B018  settings are read at the first look
    except ImproperlyConfigured as error:
        sys.exit(f"设置有误：{error}")
    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        sys.exit(f"数据库无法使用：{str(error).strip().splitlines()[0]}。运行 manage.py doctor 看怎样处理。")


if __name__ == "__main__":
    main()
