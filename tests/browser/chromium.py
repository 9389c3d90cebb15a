"""Which browser do tests and measurements look through, and how is it started?"""

import os
import shutil
from typing import Any

from playwright.sync_api import Browser, BrowserType

NAMES = ("chromium", "chromium-browser", "google-chrome")
"""Whole browsers: Chromium's shell without windows is quicker, but records nothing and never comes back to a page."""
# Without these the browser asks its maker's servers for updates while the tests run.
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
# No other machine has an address. (To look at each request before it is sent, as `route` does, takes longer than to answer it.)
AT_HOME = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"


def executable() -> str:
    """The path of the browser: the one that CHROMIUM names, else the first that is installed."""
    named = os.environ.get("CHROMIUM")
    for name in (named,) if named else NAMES:
        if path := shutil.which(name):
            return path
    raise FileNotFoundError(
        f"没有找到浏览器（{named or '、'.join(NAMES)}）；make test 会安装，也可用环境变量 CHROMIUM 指出。"
    )


def launch(chromium: BrowserType, **options: Any) -> Browser:
    # The microphone is a beep, for whoever lets a page have it.
    arguments = [*QUIET, AT_HOME, "--disable-gpu", "--disable-quic", "--use-fake-device-for-media-stream"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return chromium.launch(executable_path=executable(), args=arguments, **options)
