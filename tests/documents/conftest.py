"""What may the tests of source documents ask for?"""

from pathlib import Path

import pytest

from site_app.documents import Seeds, read_seeds

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"


@pytest.fixture(scope="session")
def seeds() -> Seeds:
    """What the seeds folder holds, read once."""
    return read_seeds(SEEDS)


@pytest.fixture(scope="session")
def source() -> str:
    """The text of the scraped source document."""
    return (SEEDS / "000_08eb4925235832b5.txt").read_text(encoding="utf-8")


@pytest.fixture
def seeds_folder(tmp_path: Path) -> Path:
    """A copy of the seeds folder that a test may change."""
    for path in SEEDS.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path
