"""Can the locked packages be installed anywhere, and only as they were locked?"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-s3.txt", "requirements-test.txt")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==\S+( ; [^\\]+)? \\(\n    --hash=sha256:[0-9a-f]{64}( \\)?)+$", re.MULTILINE)


def statements(lock: str) -> str:
    """The lock without its comments."""
    return re.sub(r"^ *#.*\n", "", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_hashes_and_nothing_else_is_said(lock: str) -> None:
    assert PINNED.sub("", statements(lock)).strip() == ""


@pytest.mark.parametrize("lock", LOCKS)
def test_no_place_is_named(lock: str) -> None:
    assert not re.search(r"://|(^|\s)/\w|index|find-links", (ROOT / lock).read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS)
def test_it_serves_other_systems_too(lock: str) -> None:
    hashes_of_pillow = re.search(r"^pillow==.*?(?=^\w)", statements(lock), re.MULTILINE | re.DOTALL)
    assert hashes_of_pillow is not None
    assert hashes_of_pillow[0].count("--hash=") > 20


def test_the_tests_run_with_the_packages_that_the_site_runs_with() -> None:
    runtime, testing = ({match[0] for match in PINNED.finditer(statements(lock))} for lock in (LOCKS[0], LOCKS[-1]))
    assert runtime < testing
