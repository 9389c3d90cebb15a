"""Is a clip kept whole, and only as long as it is wanted?"""

import errno
import time
from pathlib import Path
from typing import Any

import pytest
import soundfile

from site_app.narration.clips import ClipStore
from site_app.narration.engines import Clip
from tests.narration.conftest import Whistle

NAME = "ab" + "0" * 38


@pytest.fixture
def clip(whistle: Whistle) -> Clip:
    return whistle.say((("ni3", "hao3"), "."), voice="", speed=1.0)


def test_a_clip_comes_back_as_it_was(tmp_path: Path, clip: Clip) -> None:
    store = ClipStore(tmp_path)
    store.put(NAME, clip)
    assert ClipStore(tmp_path).get(NAME) == clip


def test_what_was_never_put_is_not_there(tmp_path: Path) -> None:
    assert ClipStore(tmp_path / "no folder").get(NAME) is None


@pytest.mark.parametrize("damage", [b"", b"fLaC", b"no sound at all" * 99])
def test_a_damaged_clip_is_as_good_as_none(tmp_path: Path, clip: Clip, damage: bytes) -> None:
    store = ClipStore(tmp_path)
    store.put(NAME, clip)
    next(tmp_path.rglob("*.flac")).write_bytes(damage)
    assert store.get(NAME) is None
    store.put(NAME, clip)
    assert store.get(NAME) == clip


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, clip: Clip, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(soundfile.SoundFile, "write", full)
    with pytest.raises(OSError, match="No space"):
        ClipStore(tmp_path).put(NAME, clip)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_what_nobody_asks_for_is_given_up(tmp_path: Path, clip: Clip) -> None:
    store = ClipStore(tmp_path)
    store.put(NAME, clip)
    store.forget_unused(since=time.time() - 60)
    assert store.get(NAME) == clip
    store.forget_unused(since=time.time() + 60)
    assert store.get(NAME) is None
