"""What may every test of practising ask for?"""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.narration.conftest import make_heard, narration_root, whistle

__all__ = ["make_heard", "narration_root", "whistle"]


@pytest.fixture
def packages(tmp_path: Path, settings: Settings) -> Path:
    """Where packages are kept: an empty folder."""
    settings.DATA_DIR = tmp_path / "data"
    return tmp_path / "data/packages"
