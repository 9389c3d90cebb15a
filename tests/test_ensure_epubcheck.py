"""Is the checker of e-books for the tests found, installed, or asked for, and never passed over?"""

from pathlib import Path

import pytest

from tests.bare_machine import Machine

SCRIPT = Path(__file__).resolve().parent / "ensure_epubcheck.sh"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path, SCRIPT)


def test_an_installed_one_is_enough(machine: Machine) -> None:
    machine.has("epubcheck")
    machine.has("java")
    ensured = machine.ensure()
    assert (ensured.returncode, ensured.stdout, ensured.stderr) == (0, "", "")


def test_one_without_java_is_none(machine: Machine) -> None:
    machine.has("epubcheck")
    assert machine.ensure().returncode == 1


def test_who_may_not_install_is_told_what_is_missing(machine: Machine) -> None:
    ensured = machine.ensure()
    assert ensured.returncode == 1
    assert ensured.stderr == "电子书的测试缺少：epubcheck。在 Debian 上：sudo apt-get install epubcheck\n"


def test_it_is_installed_when_missing(machine: Machine, tmp_path: Path) -> None:
    commands = (
        f"echo '#!/bin/sh' > {tmp_path}/{name}; /bin/chmod +x {tmp_path}/{name}" for name in ("epubcheck", "java")
    )
    machine.lets_install(installs="; ".join(commands))
    assert machine.ensure().returncode == 0
    assert machine.log.read_text().splitlines() == ["update", "install --yes --no-install-recommends epubcheck"]


def test_an_installation_without_effect_is_an_error(machine: Machine) -> None:
    machine.lets_install()
    ensured = machine.ensure()
    assert ensured.returncode == 1
    assert ensured.stderr == "系统包已安装，仍然找不到 epubcheck 或 java。\n"
