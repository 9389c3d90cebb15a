"""Is the browser for the tests found, installed, or asked for, and never passed over?"""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent / "browser" / "ensure_chromium.sh"


class Machine:
    """A machine whose commands are what a test puts on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        self.has("uname", "echo Linux")
        self.has("fc-list")
        self.has("id", "echo 1000")
        (folder / "grep").symlink_to(str(shutil.which("grep")))

    def has(self, name: str, does: str = ":") -> None:
        (self.folder / name).write_text(f"#!/bin/sh\n{does}\n")
        (self.folder / name).chmod(0o755)

    def has_a_chinese_font(self) -> None:
        self.has("fc-list", "echo 'Noto Sans CJK SC'")

    def lets_install(self, installs: str = "") -> None:
        """The visitor is root and has apt-get, whose calls are written down."""
        self.has("id", "echo 0")
        self.has("apt-get", f'echo "$@" >> {self.log}; {installs or ":"}')

    def ensure(self, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.folder), **variables}
        return subprocess.run(["/bin/sh", SCRIPT], env=environment, capture_output=True, text=True)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_an_installed_browser_is_enough(machine: Machine, name: str) -> None:
    machine.has_a_chinese_font()
    machine.has(name)
    ensured = machine.ensure()
    assert (ensured.returncode, ensured.stdout, ensured.stderr) == (0, "", "")


def test_a_named_browser_is_enough(machine: Machine, tmp_path: Path) -> None:
    machine.has_a_chinese_font()
    machine.has("my browser")
    assert machine.ensure(CHROMIUM=str(tmp_path / "my browser")).returncode == 0


def test_a_named_browser_that_is_missing_is_an_error(machine: Machine) -> None:
    machine.has_a_chinese_font()
    machine.has("chromium")
    ensured = machine.ensure(CHROMIUM="/no/such/browser")
    assert ensured.returncode == 1
    assert ensured.stderr == "环境变量 CHROMIUM 指定的浏览器 /no/such/browser 不存在。\n"


def test_who_may_not_install_is_told_what_is_missing(machine: Machine) -> None:
    ensured = machine.ensure()
    assert ensured.returncode == 1
    assert ensured.stderr.startswith("浏览器测试缺少：chromium fontconfig fonts-noto-cjk。")
    assert ensured.stderr.count("\n") == 1


def test_what_is_missing_is_installed(machine: Machine, tmp_path: Path) -> None:
    machine.has_a_chinese_font()
    machine.lets_install(installs=f"echo '#!/bin/sh' > {tmp_path}/chromium; /bin/chmod +x {tmp_path}/chromium")
    assert machine.ensure().returncode == 0
    assert machine.log.read_text().splitlines() == ["update", "install --yes --no-install-recommends chromium"]


def test_an_installation_without_effect_is_an_error(machine: Machine) -> None:
    machine.lets_install()
    ensured = machine.ensure()
    assert ensured.returncode == 1
    assert ensured.stderr.startswith("系统包已安装，仍然找不到浏览器或中文字体")
