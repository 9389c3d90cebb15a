"""Are finished pages kept within their bounds, and is only what is whole and of this build given out?"""

from pathlib import Path

import pytest

from site_app.front.build import build
from site_app.front.encodings import understood
from site_app.front.memory import Memory
from site_app.front.page import Page
from site_app.front.shelf import Shelf

HEADERS = [("Content-Type", "text/html"), ("Date", "today"), ("X-Request-ID", "1"), ("ETag", '"x"')]


def page(content: bytes = b"<p>" + b"x" * 2000) -> Page:
    return Page.of(content, HEADERS)


def test_memory_forgets_what_was_used_longest_ago() -> None:
    memory = Memory(most=20 * page().weight)
    for number in range(100):
        memory.put(number, "a", page())
        memory.get(0, "a")
    assert memory.taken <= memory.most
    assert memory.get(0, "a") is not None
    assert memory.get(1, "a") is None
    assert memory.get(99, "a") is not None


def test_memory_holds_pages_of_one_moment() -> None:
    memory = Memory(most=10**6)
    memory.put("key", "a", page())
    assert memory.get("key", "b") is None
    assert (len(memory), memory.taken) == (0, 0)
    memory.put("key", "b", page())
    memory.put("key", "b", page())
    assert memory.taken == page().weight


def test_a_page_that_would_push_all_others_out_is_not_kept() -> None:
    memory = Memory(most=page().weight)
    memory.put("key", "a", page())
    assert len(memory) == 0


def test_a_page_comes_back_from_the_shelf_as_it_went(tmp_path: Path) -> None:
    Shelf(tmp_path, "build", 10**6).put("http://localhost/", "a", page())
    found = Shelf(tmp_path, "build", 10**6).get("http://localhost/", "a")
    assert found == page()
    assert found.headers == (("Content-Type", "text/html"),)
    assert Shelf(tmp_path, "build", 10**6).get("http://localhost/", "b") is None
    assert Shelf(tmp_path, "other", 10**6).get("http://localhost/", "a") is None


@pytest.mark.parametrize("harm", [b"", b"{}\n", b"[]\n", b"null", b"\xff\xfe"])
def test_what_is_not_whole_is_not_given_out(harm: bytes, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "build", 10**6)
    shelf.put("key", "a", page())
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    whole = file.read_bytes()
    for broken in (harm, whole[:-1], whole[: len(whole) // 2], whole + b"x"):
        file.write_bytes(broken)
        assert shelf.get("key", "a") is None
    file.write_bytes(whole)
    assert shelf.get("key", "a") == page()


def test_the_shelf_has_its_bounds(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "build", 3 * len(page().as_bytes()))
    for number in range(10):
        shelf.put(f"key-{number}", "a", page())
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 3


def test_pages_of_former_moments_and_builds_are_cleared_away(tmp_path: Path) -> None:
    Shelf(tmp_path, "former", 10**6).put("key", "a", page())
    shelf = Shelf(tmp_path, "build", 10**6)
    for stamp in "ab":
        shelf.put("key", stamp, page())
    shelf._remove_others()
    assert [path.name for path in tmp_path.iterdir()] == ["build"]
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["b"]


def test_a_disk_that_cannot_be_written_to_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    shelf = Shelf(tmp_path / "file", "build", 10**6)
    shelf.put("key", "a", page())
    assert shelf.get("key", "a") is None


def test_a_build_is_told_from_another_by_its_settings_and_templates(settings, tmp_path: Path) -> None:
    first = build()
    assert first == build()
    settings.SITE_NAME = "别的名字"
    assert build() != first
    second = build()
    settings.BASE_DIR = tmp_path
    assert build() != second


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [("", ""), ("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("BR;q=0.1", "br"), ("br;q=0, gzip;q=0.5", "gzip"),
     ("identity", ""), ("*", "br"), ("*;q=0", ""), ("gzip;q=x", ""), ("deflate, *;q=0", ""), (";;,,=", "")],
)  # fmt: skip
def test_the_best_encoding_that_somebody_understands(accept: str, encoding: str) -> None:
    assert understood(accept) == encoding
