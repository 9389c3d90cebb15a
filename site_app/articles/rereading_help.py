"""Who helps when many articles wait? A second process, so that two cores share them."""

import os
import subprocess
import sys

from django.conf import settings

from site_app.articles.models import WaitingArticle

MANY = 100
"""Articles that are worth the seconds in which a process starts."""

_helpers: list["subprocess.Popen[bytes]"] = []


def call_help() -> None:
    """Start a helper, unless there is one, the machine has one core, or few articles wait.

    It takes the waiting articles from the other end, goes when none waits any more, and at once when this process ends.
    """
    _helpers[:] = [helper for helper in _helpers if helper.poll() is None]
    if _helpers or (os.cpu_count() or 1) < 2 or WaitingArticle.objects.filter(failure="").count() < MANY:
        return
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "read_waiting"]
    # It notices by its input that this process has ended, however that came about.
    _helpers.append(subprocess.Popen(command, stdin=subprocess.PIPE))


def see_helpers_out() -> None:
    """Wait until they are done with what they have begun."""
    for helper in _helpers:
        helper.wait()
