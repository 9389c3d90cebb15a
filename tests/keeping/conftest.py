"""What do tests of keeping ask for?"""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from site_app.articles.images import store_image
from site_app.articles.models import Image
from tests.elsewhere import site_in
from tests.factories import make_article, make_picture, make_series, make_upload

Manage = Callable[..., subprocess.CompletedProcess[str]]


def make_image(shade: int = 0) -> Image:
    return store_image(upload=make_upload(make_picture(size=(8 + shade, 6))), alt=f"图{shade}")


@pytest.fixture
def sounding(tmp_path: Path, settings: Settings) -> Path:
    settings.NARRATION_ROOT = tmp_path / "narration"
    return tmp_path / "narration"


@pytest.fixture
def site(media_root: Path, sounding: Path) -> None:
    """An article in a series, and a picture."""
    make_article(series=make_series(), title="脑梗是什么")
    make_image()


@pytest.fixture
def backup(site: None, tmp_path: Path) -> Path:
    file = tmp_path / "site.zip"
    call_command("backup", str(file), verbosity=0)
    return file


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Manage]:
    """Runs a command of an empty site: its data folder and its database are new."""
    with site_in(tmp_path / "elsewhere") as site:
        yield site.manage
