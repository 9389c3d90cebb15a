"""Is the browser for the tests found, installed, or asked for, and never passed over?"""

import shutil
from pathlib import Path

import pytest

from tests.bare_machine import Machine

SCRIPT = Path(__file__).resolve().parent / "browser" / "ensure_chromium.sh"


class ReadersMachine(Machine):
    """A Linux machine on which fonts can be listed."""

    def has_a_chinese_font(self) -> None:
        self.has("fc-list", "echo 'Noto Sans CJK SC'")


@pytest.fixture
def machine(tmp_path: Path) -> ReadersMachine:
    machine = ReadersMachine(tmp_path, SCRIPT)
    machine.has("uname", "echo Linux")
    machine.has("fc-list")
    (tmp_path / "grep").symlink_to(str(shutil.which("grep")))
    return machine


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_an_installed_browser_is_enough(machine: ReadersMachine, name: str) -> None:
    machine.has_a_chinese_font()
    machine.has(name)
    ensured = machine.ensure()
    assert (ensured.returncode, ensured.stdout, ensured.stderr) == (0, "", "")


def test_a_named_browser_is_enough(machine: ReadersMachine, tmp_path: Path) -> None:
    machine.has_a_chinese_font()
    machine.has("my browser")
    assert machine.ensure(CHROMIUM=str(tmp_path / "my browser")).returncode == 0


def test_a_named_browser_that_is_missing_is_an_error(machine: ReadersMachine) -> None:
    machine.has_a_chinese_font()
    machine.has("chromium")
    ensured = machine.ensure(CHROMIUM="/no/such/browser")
    assert ensured.returncode == 1
    assert ensured.stderr == "环境变量 CHROMIUM 指定的浏览器 /no/such/browser 不存在。\n"


def test_who_may_not_install_is_told_what_is_missing(machine: ReadersMachine) -> None:
    ensured = machine.ensure()
    assert ensured.returncode == 1
    assert ensured.stderr.startswith("浏览器测试缺少：chromium fontconfig fonts-noto-cjk。")
    assert ensured.stderr.count("\n") == 1


def test_what_is_missing_is_installed(machine: ReadersMachine, tmp_path: Path) -> None:
    machine.has_a_chinese_font()
    machine.lets_install(installs=f"echo '#!/bin/sh' > {tmp_path}/chromium; /bin/chmod +x {tmp_path}/chromium")
    assert machine.ensure().returncode == 0
    assert machine.log.read_text().splitlines() == ["update", "install --yes --no-install-recommends chromium"]


def test_an_installation_without_effect_is_an_error(machine: ReadersMachine) -> None:
    machine.lets_install()
    ensured = machine.ensure()
    assert ensured.returncode == 1
    assert ensured.stderr.startswith("系统包已安装，仍然找不到浏览器或中文字体")
