"""Does the server end at once, and only once, however it is told to?"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest

ROOT = Path(__file__).resolve().parent.parent


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """The smallest site there is."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ready"]


def serve(*arguments: str, printing: Any = subprocess.PIPE) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "site_app.foreground", *arguments],
        cwd=ROOT,
        stdout=printing,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
    )


def wait_for_an_answer(port: int) -> None:
    for _ in range(2000):
        try:
            with build_opener(ProxyHandler({})).open(f"http://127.0.0.1:{port}/") as page:
                page.read()
        except URLError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError


@pytest.mark.parametrize("order", [signal.SIGINT, signal.SIGHUP, signal.SIGTERM])
def test_the_whole_group_may_be_told_more_than_once(free_port: int, order: signal.Signals, tmp_path: Path) -> None:
    options = ("--interface", "wsgi", "--workers", "2", "--blocking-threads", "1", "--port", str(free_port))
    log = tmp_path / "log"
    with log.open("w") as printing:
        server = serve(*options, "tests.test_foreground:application", printing=printing)
    wait_for_an_answer(free_port)
    while server.poll() is None and log.read_text().count("Started worker-") < 2:
        time.sleep(0.05)
    os.killpg(server.pid, order)
    os.killpg(server.pid, order)
    server.wait(timeout=100)
    assert "shutdown completed" in log.read_text()
    assert server.returncode == 0


def test_an_order_while_it_is_still_starting_is_not_lost(free_port: int) -> None:
    options = ("--interface", "wsgi", "--workers", "2", "--blocking-threads", "1", "--port", str(free_port))
    server = serve(*options, "tests.test_foreground:application")
    wait_for_an_answer(free_port)
    server.terminate()
    server.communicate(timeout=100)
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", free_port))


def test_its_own_failure_is_passed_on() -> None:
    server = serve("--no-such-option")
    server.communicate(timeout=100)
    assert server.returncode == 2
