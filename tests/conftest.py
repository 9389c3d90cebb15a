"""What may every test ask for?"""

from pathlib import Path

import hypothesis
import pytest
from django.contrib import admin
from django.core.cache import caches
from pytest_django import Settings

from benchmarks.running import free_port as a_free_port
from site_app.catalogue import compile_catalogues
from site_app.doors.limits import tally

# How long an example takes says more about the machine than about the code. The same examples every time: whether a change
# may land is not left to chance.
hypothesis.settings.register_profile(
    "site", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("site")

ROOT = Path(__file__).resolve().parent.parent

# Before anything is collected: a fresh tree holds no compiled translations, and Django reads them once.
compile_catalogues()


def pytest_configure() -> None:
    """A server opens the admin's modules for the first who comes; tests ask what there is while they are collected."""
    admin.autodiscover()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: what is broken underneath shows in seconds. Of them the longest files come first, or one
    process would be left with the longest while the others have nothing to do. Real parts on a busy machine sometimes fail
    where the site does not: a test may try once more, and is then named at the end."""

    def is_browser(item: pytest.Item) -> bool:
        return "browser" in item.path.relative_to(ROOT).parts

    def place(item: pytest.Item) -> tuple[bool, int]:
        return is_browser(item), -item.path.stat().st_size if is_browser(item) else 0

    items.sort(key=place)
    for item in items:
        item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def free_port() -> int:
    """A port of this machine that no server has."""
    return a_free_port()


@pytest.fixture(autouse=True)
def nobody_is_there() -> None:
    """The next test's articles have the same ids."""
    caches["presence"].clear()


@pytest.fixture(autouse=True)
def nobody_has_sent_anything() -> None:
    """The next test's readers have the same address."""
    for name in ("forms", "sign_in"):
        caches[name].clear()
    tally().clear()


@pytest.fixture
def media_root(tmp_path: Path, settings: Settings) -> Path:
    """An empty folder for uploads."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return tmp_path / "media"
