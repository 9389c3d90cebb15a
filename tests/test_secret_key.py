"""Is the key of a private site made once and kept to its owner?"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from stat import S_IMODE

from site_app.secret_key import kept_in


def test_it_is_made_once(tmp_path: Path) -> None:
    key = kept_in(tmp_path / "secret_key")
    assert len(key) >= 50
    assert kept_in(tmp_path / "secret_key") == key


def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    kept_in(tmp_path / "secret_key")
    assert S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as starters:
        keys = set(starters.map(kept_in, [tmp_path / "secret_key"] * 40))
    assert len(keys) == 1


def test_it_leaves_no_draft_behind(tmp_path: Path) -> None:
    kept_in(tmp_path / "secret_key")
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
