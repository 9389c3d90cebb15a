"""Is the key of a private site made once and kept to its owner?"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from stat import S_IMODE

import pytest
from django.core.exceptions import ImproperlyConfigured

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


@pytest.mark.parametrize("content", [b"", b"short", b"\xff\xfe" * 40])
def test_a_file_that_holds_no_key_is_refused_with_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret_key").write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match=r"^密钥文件 .*secret_key 已损坏。删除它.*$"):
        kept_in(tmp_path / "secret_key")


def test_a_key_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "secret_key").mkdir()
    with pytest.raises(ImproperlyConfigured, match="无法读取：Is a directory。"):
        kept_in(tmp_path / "secret_key")
