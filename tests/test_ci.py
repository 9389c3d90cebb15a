"""Does CI test containers where a machine can run them, say so aloud where it cannot, and pass over no other failure?"""

import os
import subprocess
from pathlib import Path

import pytest

from tests.bare_machine import Machine

ROOT = Path(__file__).resolve().parent.parent
CANNOT = 3


def checks(folder: Path, *, make: str = ":", can_run: int = 0) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """What CI says, and what it had made, on a machine whose commands do as told."""
    made = folder / "made"
    made.touch()
    commands = {
        "make": f'echo "$1" >> {made}; {make}',
        "sh": ":",
        "python3": f'[ "$1" = -c ] || exit {can_run}',
    }
    for name, does in commands.items():
        (folder / name).write_text(f"#!/bin/bash\n{does}\n")
        (folder / name).chmod(0o755)
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
    done = subprocess.run([ROOT / ".ci" / "run"], env=environment, capture_output=True, text=True)
    return done, made.read_text().split()


def test_containers_are_tested_where_they_can_run(tmp_path: Path) -> None:
    done, made = checks(tmp_path)
    assert (done.returncode, made, done.stderr) == (0, ["test", "test-postgresql", "test-container"], "")


def test_a_machine_that_cannot_run_any_is_said_aloud_and_is_no_failure(tmp_path: Path) -> None:
    done, made = checks(tmp_path, can_run=CANNOT)
    assert (done.returncode, made) == (0, ["test", "test-postgresql"])
    assert done.stderr.startswith("!!!!!!!! 没有测试容器")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("broken", [{"make": '[ "$1" = test ]'}, {"make": "exit 2"}, {"can_run": 1}], ids=str)
def test_whatever_else_fails_fails(tmp_path: Path, broken: dict[str, object]) -> None:
    assert checks(tmp_path, **broken)[0].returncode  # type: ignore[arg-type]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path, ROOT / "tests" / "container" / "ensure_docker.sh")


def test_who_may_not_install_an_engine_has_none(machine: Machine) -> None:
    ensured = machine.ensure()
    assert ensured.returncode == CANNOT
    assert ensured.stderr == "容器测试缺少：docker.io mmdebstrap，要以 root 身份在 Debian 上运行。\n"


def test_an_engine_that_cannot_be_installed_is_none(machine: Machine) -> None:
    machine.lets_install('[ "$1" = update ]')
    assert machine.ensure().returncode == CANNOT


def test_an_engine_that_is_there_is_enough(machine: Machine) -> None:
    for name in ("dockerd", "dpkg", "mmdebstrap"):
        machine.has(name)
    assert machine.ensure().returncode == 0
    assert not machine.log.exists()
