"""Strokes come out of their npm package, or a site goes without them."""

import json

import pytest

from site_app.words import strokes
from tests.words.outlines import ONE, built, package


@pytest.fixture(autouse=True)
def nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(strokes, "FILE", tmp_path / "strokes.sqlite3")
    monkeypatch.setattr(strokes, "_FOLDER", tmp_path)
    strokes._known.cache_clear()
    yield
    strokes._known.cache_clear()


def test_they_are_taken_out_of_the_package_once(tmp_path):
    said = []
    whole = package(
        tmp_path, "一二", **{"package/README.md": "一", "package/all.json": "{}", "package/../../x.json": "{}"}
    )
    for _ in range(2):
        strokes.ensure_built(said.append, whole)
    assert json.loads(strokes.outline("二") or b"") == ONE
    assert strokes.drawn({"一", "二", "三"}) == {"一", "二"}
    assert len(said) == 2, "it says so when it makes them, and only then"
    assert not (tmp_path.parent / "x.json").exists()


def test_without_them_nothing_is_drawn():
    assert strokes.edition() == ""
    assert strokes.outline("一") is None
    assert strokes.drawn({"一"}) == set()


@pytest.mark.parametrize("what", ["", "一一", "a", "\x00", "\ud800", "' OR 1=1"])
def test_what_is_no_character_of_the_file_has_none(tmp_path, monkeypatch, what):
    built(tmp_path, monkeypatch)
    assert strokes.outline(what) is None


def test_a_broken_package_leaves_nothing_behind(tmp_path):
    broken = tmp_path / "broken.tgz"
    broken.write_bytes(package(tmp_path).read_bytes()[:60])
    with pytest.raises(strokes.StrokesMissing, match=r"broken\.tgz"):
        strokes.ensure_built(package=broken)
    assert not strokes.FILE.exists()
    assert [path.name for path in tmp_path.iterdir() if "sqlite" in path.name] == []


def test_without_npm_it_is_said_what_is_missing(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(strokes.StrokesMissing, match="npm"):
        strokes.ensure_built()


def test_what_npm_says_of_a_failure_is_passed_on(tmp_path, monkeypatch):
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'no network here' >&2\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    with pytest.raises(strokes.StrokesMissing, match="no network here"):
        strokes.ensure_built()
