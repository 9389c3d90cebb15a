"""How much typing is lost when the tab dies? `python -m benchmarks.unsaved [ROUNDS] [--browser]`

Serves a site from a temporary folder, types into the editor of an article, and kills the tab's process (SIGKILL) at a
random moment, ROUNDS times; with `--browser` the whole browser. Each time the article is opened again and the offered
text taken. Lost are the characters that the browser had shown and that are not in it, in milliseconds of typing: from the
first of them to the kill.
"""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from threading import Timer
from typing import Any

ROUNDS = 100
PAUSE = (0.04, 0.16)
"""Seconds between two characters: a quick typist."""
UNTIL_KILLED = (0.3, 3.0)
"""Seconds of typing."""
MOST_LOST_MS = 1000
PASSWORD = "only-for-this-folder"
TEXT = "脑梗是急症，要马上打120。不要自己开车去医院，也不要等一等再看。\n\n" * 60


@dataclass(frozen=True, slots=True)
class Loss:
    """One kill."""

    typed: int
    """Characters that the browser had shown."""
    lost: int
    """How many of them are not in the text that was offered."""
    milliseconds: float


def main(arguments: list[str]) -> None:
    numbers = [int(argument) for argument in arguments if argument.isdigit()]
    rounds, whole_browser = (numbers[0] if numbers else ROUNDS), "--browser" in arguments
    with tempfile.TemporaryDirectory(prefix="unsaved-bench-") as folder, site(Path(folder)) as address:
        losses = measure(address, Path(folder) / "browser", rounds, whole_browser)
    lost = [loss.milliseconds for loss in losses]
    _say(
        f"{rounds} kills of the {'browser' if whole_browser else 'tab'}, {sum(loss.typed for loss in losses)} characters"
    )
    _say(
        f"lost, ms of typing: median {median(lost):.0f}, 90th percentile {quantiles(lost, n=10)[-1]:.0f}, most {max(lost):.0f}"
    )
    _say(f"characters lost at most: {max(loss.lost for loss in losses)}; kills without a loss: {lost.count(0)}")
    if max(lost) > MOST_LOST_MS:
        sys.exit("more was lost than the last second")


@contextlib.contextmanager
def site(folder: Path) -> Iterator[str]:
    """A site of its own with one article, for as long as it is used; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    os.environ |= {
        "DATA_DIR": str(folder / "site"),
        "DJANGO_SETTINGS_MODULE": "site_app.settings",
        "LOG_LEVEL": "ERROR",
    }
    os.environ |= {"NARRATION_ENGINE": "device", "PORT": str(port)}
    import django
    from django.core.management import call_command

    django.setup()
    from django.contrib.auth.models import User

    from site_app.articles.drafting import save_draft
    from site_app.articles.models import Article
    from site_app.articles.models.edition import Words
    from site_app.pinyin import dictionary

    dictionary.ensure_built(_say)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    user = User.objects.create_superuser("editor", password=PASSWORD)
    save_draft(article=Article(), words=Words("脑梗是什么", "脑梗是急症。", TEXT), by=user)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1"]
    server = subprocess.Popen([*command, "--port", str(port), "site_app.wsgi:application"], stdout=subprocess.DEVNULL)
    try:
        _await(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def measure(address: str, profile: Path, rounds: int, whole_browser: bool) -> list[Loss]:
    from playwright.sync_api import sync_playwright

    dice, losses = random.Random(2026), list[Loss]()
    with sync_playwright() as playwright:
        context = _browser(playwright, profile)
        _sign_in(context, address)
        page, before = _editor(context, address), len(TEXT)
        for _ in range(rounds):
            shown, killed = _type_until_killed(context, page, whole_browser, dice)
            if whole_browser:
                context = _browser(playwright, profile)
            elif not page.is_closed():
                page.close()
            page = _editor(context, address)
            after = _take_up(page)
            kept = max(0, after - before)
            lost_since = shown[kept] if kept < len(shown) else killed
            losses.append(Loss(len(shown), max(0, len(shown) - kept), (killed - lost_since) * 1000))
            before = max(after, len(TEXT))
        context.close()
    return losses


def _browser(playwright: Any, profile: Path) -> Any:
    from tests.browser.chromium import QUIET, executable

    arguments = [
        *QUIET,
        "--disable-gpu",
        "--hide-crash-restore-bubble",
        *(["--no-sandbox"] if os.geteuid() == 0 else []),
    ]
    return playwright.chromium.launch_persistent_context(profile, executable_path=executable(), args=arguments)


def _sign_in(context: Any, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}/admin/login/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url(f"{address}/admin/")
    page.close()


def _editor(context: Any, address: str) -> Any:
    """The article, open in a new tab. The browser needs a moment when its processes were killed."""
    from playwright.sync_api import Error

    for attempt in range(10):
        try:
            page = context.new_page()
            page.goto(f"{address}/admin/articles/article/1/change/")
            page.locator(".editor-bar").wait_for()
        except Error:
            if attempt == 9:
                raise
            time.sleep(0.3)
        else:
            return page
    raise AssertionError("not reached")


def _take_up(page: Any) -> int:
    """Takes the text that is offered, if any; returns the length of what stands in the field then."""
    from playwright.sync_api import TimeoutError as Nothing

    with contextlib.suppress(Nothing):
        # Long enough for a busy machine: a text that is not offered in time would count as lost.
        page.locator("[data-answer=use]").click(timeout=15_000)
    return len(page.locator("[name=markdown]").input_value())


def _type_until_killed(context: Any, page: Any, whole_browser: bool, dice: random.Random) -> tuple[list[float], float]:
    """When each character was shown, and when the process was killed; seconds."""
    from playwright.sync_api import Error

    doomed = _processes(context, "browser" if whole_browser else "renderer")
    killed: list[float] = []

    def kill() -> None:
        killed.append(time.monotonic())
        for process in doomed:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    page.locator("[name=markdown]").focus()
    page.keyboard.press("Control+End")
    timer, shown = Timer(dice.uniform(*UNTIL_KILLED), kill), list[float]()
    timer.start()
    with contextlib.suppress(Error):
        while not killed:
            page.keyboard.insert_text("字")
            shown.append(time.monotonic())
            time.sleep(dice.uniform(*PAUSE))
    timer.join()
    return [moment for moment in shown if moment <= killed[0]], killed[0]


def _processes(context: Any, kind: str) -> list[int]:
    devtools = (
        context.new_cdp_session(context.pages[-1])
        if context.browser is None
        else context.browser.new_browser_cdp_session()
    )
    found = devtools.send("SystemInfo.getProcessInfo")["processInfo"]
    return [process["id"] for process in found if process["type"] == kind]


def _await(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.2)
    raise TimeoutError("the site did not start")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  a command's output


if __name__ == "__main__":
    main(sys.argv[1:])
