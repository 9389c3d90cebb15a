"""Do the two commands keep their word, without a new environment and without the network?"""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from tests.settings import SITE_VARIABLES

ROOT = Path(__file__).resolve().parent.parent
# The environment that the tests run in is complete: its steps are as good as done.
INSTALLED = [f"VENV={sys.prefix}", *(f"--assume-old={sys.prefix}/{step}.stamp" for step in ("created", "runtime"))]
TASKS = "django_tasks_database_dbtaskresult"
OWN_VARIABLES = {
    "DATA_DIR",
    "DJANGO_SETTINGS_MODULE",
    "MAKEFLAGS",
    "MAKELEVEL",
    "MFLAGS",
    "PORT",
    "PYTHON",
    *SITE_VARIABLES,
}


def command(*arguments: str) -> list[str]:
    return ["make", "--directory", str(ROOT), "--no-print-directory", *arguments]


def clean() -> dict[str, str]:
    """The machine's own variables, for a site that leaves reading aloud to devices: making sound goes on and on."""
    kept = {name: value for name, value in os.environ.items() if name not in OWN_VARIABLES}
    return {**kept, "NARRATION_ENGINE": "device"}


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), env=clean(), capture_output=True, text=True, timeout=200)


def test_help_lists_the_two_commands_first() -> None:
    commands = re.findall(r"^  make (\w+) ", make("help").stdout, re.MULTILINE)
    assert commands[1:3] == ["run", "test"]


def test_a_taken_port_stops_the_start_before_anything_is_stored(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        taken = server.getsockname()[1]
        start = make("run", f"PORT={taken}", f"DATA_DIR={tmp_path}/var", *INSTALLED)
    assert start.returncode != 0
    assert start.stderr.splitlines()[0] == f"端口 {taken} 已被占用或不可用。可以换一个：make run PORT=8001"
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("port", ["abc", "0", "99999", "-1"])
def test_a_port_is_a_number(tmp_path: Path, port: str) -> None:
    start = make("run", f"PORT={port}", f"DATA_DIR={tmp_path}/var", *INSTALLED)
    assert start.stderr.startswith(f"端口 {port} 已被占用或不可用")
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("python", ["false", "no-such-python"])
def test_a_python_that_is_too_old_is_named(tmp_path: Path, python: str) -> None:
    start = make("run", f"PYTHON={python}", f"VENV={tmp_path}/venv", f"DATA_DIR={tmp_path}/var")
    assert start.returncode != 0
    assert start.stderr.startswith(f"需要 Python 3.11 或更新的版本，“{python}” 不是。")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_a_space_is_refused() -> None:
    assert "DATA_DIR 的路径里不能有空格" in make("run", "DATA_DIR=my data", *INSTALLED).stderr


def test_the_browser_that_was_named_has_to_exist() -> None:
    check = make("browser", "CHROMIUM=/no/such/browser")
    assert check.returncode != 0
    assert check.stderr.splitlines()[0] == "环境变量 CHROMIUM 指定的浏览器 /no/such/browser 不存在。"


class Site:
    """A site that `make run` serves."""

    def __init__(self, port: int, data: Path) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.log = data.with_suffix(".log")
        self.begun = time.monotonic()
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command("run", f"PORT={port}", f"DATA_DIR={data}", *INSTALLED),
                env=clean(),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def seconds_until_ready(self) -> float:
        while self.process.poll() is None:
            try:
                with build_opener(ProxyHandler({})).open(f"{self.address}/") as page:
                    page.read()
            except URLError:
                time.sleep(0.05)
            else:
                return time.monotonic() - self.begun
        raise AssertionError(self.printed())

    def wait_for_every_worker(self) -> None:
        while self.process.poll() is None and self.printed().count("Started worker-") < 2:
            time.sleep(0.05)

    def libraries_after_reading(self) -> set[str]:
        """The shared libraries that the site's processes hold once readers have been everywhere; empty where unknown."""
        for _ in range(4):  # every worker gets some
            for path in ("/", *(f"/articles/nao-geng-shi-shen-me/{view}" for view in ("", "ruby/", "pinyin/"))):
                build_opener(ProxyHandler({})).open(self.address + path).read()
        held: set[str] = set()
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if os.getsid(int(process.name)) == self.process.pid:
                    held |= set(re.findall(r"\S+\.so\b", (process / "maps").read_text(encoding="utf-8")))
        return held

    def stop(self) -> None:
        """What Ctrl-C in a terminal does: every process of the group hears it."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        try:
            self.process.wait(timeout=100)
        finally:
            self.process.kill()

    def printed(self) -> str:
        return self.log.read_text(encoding="utf-8")


class Start(NamedTuple):
    """What one start of a site came to, up to Ctrl-C."""

    seconds: float
    printed: str
    stored: list[str]
    """All but what the worker has been told to do, and how far it has come with it."""
    ordered: list[str]
    """What waits for the worker."""
    passwords: list[str]
    libraries: set[str]


def start(port: int, data: Path) -> Start:
    site = Site(port, data)
    try:
        seconds = site.seconds_until_ready()
        site.wait_for_every_worker()
        libraries = site.libraries_after_reading()
    finally:
        site.stop()
    with closing(sqlite3.connect(data / "db.sqlite3")) as database:
        passwords = [row[0] for row in database.execute("SELECT password FROM auth_user WHERE is_superuser")]
        stored = [line for line in database.iterdump() if not line.startswith(f'INSERT INTO "{TASKS}"')]
        ordered = [row[0] for row in database.execute(f"SELECT task_path FROM {TASKS} WHERE status = 'READY'")]
        return Start(seconds, site.printed(), stored, ordered, passwords, libraries)


@pytest.fixture(scope="module")
def starts(tmp_path_factory: pytest.TempPathFactory, free_port: int) -> tuple[Start, Start]:
    """The first and the second start of a new site."""
    data = tmp_path_factory.mktemp("site") / "var"
    return start(free_port, data), start(free_port, data)


def test_the_first_start_says_where_the_site_and_the_admin_are(starts: tuple[Start, Start]) -> None:
    assert re.search(r"http://127\.0\.0\.1:\d+/$", starts[0].printed, re.MULTILINE)
    assert re.search(r"http://127\.0\.0\.1:\d+/admin/$", starts[0].printed, re.MULTILINE)


def test_the_first_start_prints_a_password_that_opens_the_admin(starts: tuple[Start, Start]) -> None:
    printed = re.search(r"密码：([\w-]+)", starts[0].printed)
    assert printed is not None
    assert [PBKDF2PasswordHasher().verify(printed[1], stored) for stored in starts[0].passwords] == [True]


def test_a_password_is_printed_once(starts: tuple[Start, Start]) -> None:
    assert "密码" not in starts[1].printed


def test_a_second_start_changes_nothing_in_the_data(starts: tuple[Start, Start]) -> None:
    assert starts[1].stored == starts[0].stored
    assert len(starts[1].ordered) == len({*starts[1].ordered}), "nothing is ordered again while it waits"


def test_a_second_start_repeats_no_step(starts: tuple[Start, Start]) -> None:
    assert "==>" in starts[0].printed
    assert "==>" not in starts[1].printed


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="needs /proc")
def test_a_worker_that_only_serves_holds_nothing_of_the_reading_engine(starts: tuple[Start, Start]) -> None:
    libraries = " ".join(starts[1].libraries)
    assert "_sqlite3" in libraries
    assert not re.findall(r"numpy|marisa_trie|rjieba", libraries)


def test_ctrl_c_ends_the_server_by_itself(starts: tuple[Start, Start]) -> None:
    assert "shutdown completed" in starts[1].printed
    assert "refused to gracefully stop" not in starts[1].printed
