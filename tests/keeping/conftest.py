"""What do tests of keeping ask for?"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from site_app.articles.images import store_image
from site_app.articles.models import Image
from tests.elsewhere import empty_database
from tests.factories import make_article, make_picture, make_series, make_upload

ROOT = Path(__file__).resolve().parents[2]
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
    with empty_database() as address:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "site_app.settings",
            "DATA_DIR": str(tmp_path / "elsewhere"),
            "DATABASE_URL": address,
        }

        def manage(*arguments: object) -> subprocess.CompletedProcess[str]:
            command = [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)]
            return subprocess.run(command, env=environment, capture_output=True, text=True, cwd=tmp_path)

        yield manage
