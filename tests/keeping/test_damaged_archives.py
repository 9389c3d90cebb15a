"""Is whatever is no whole archive of this site refused in one line, with nothing changed?"""

import hashlib
import json
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from site_app.keeping.archive import MARK, content_now
from site_app.keeping.manifest import NAME
from tests.keeping.archives import Parts, part, parts_of, saying, written

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = "tables/articles.article.jsonl"
LABEL = "articles.article"

Damage = Callable[[Path, bytes, Parts], Any]


def picture_of(parts: Parts) -> str:
    return next(name for name in parts if name.startswith("media/"))


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 0x20]) + data[place + 1 :]


def in_the_middle_of(name: str) -> Damage:
    def damage(file: Path, data: bytes, parts: Parts) -> None:
        with zipfile.ZipFile(file) as archive:
            info = archive.getinfo(name if name != "picture" else picture_of(parts))
        file.write_bytes(flipped(data, info.header_offset + 30 + len(info.filename) + 20 + info.compress_size // 2))

    return damage


def with_parts(change: Callable[[Parts], Parts]) -> Damage:
    return lambda file, data, parts: written(file, change(parts))


def with_table(new: Callable[[bytes], bytes], rows: int | None = None) -> Damage:
    """The manifest tells just what is there: only what it means is wrong."""

    def change(parts: Parts) -> Parts:
        data = new(parts[TABLE])

        def tell(said: dict[str, Any]) -> None:
            said["tables"][LABEL] |= part(data) | ({} if rows is None else {"rows": rows})

        return {**saying(parts, tell, honest=True), TABLE: data}

    return with_parts(change)


def with_file(name: str, data: bytes = b"x") -> Damage:
    def change(parts: Parts) -> Parts:
        said = saying(parts, lambda said: said["files"].update({name: part(data)}), honest=True)
        return {**said, name: data}

    return with_parts(change)


def telling(**changes: Any) -> Damage:
    return with_parts(lambda parts: saying(parts, lambda said: said.update(changes)))


def link(file: Path, data: bytes, parts: Parts) -> None:
    name = picture_of(parts)
    with zipfile.ZipFile(file, "w") as archive:
        for one, content in parts.items():
            info = zipfile.ZipInfo(one)
            info.external_attr = (0o120777 if one == name else 0o100600) << 16
            archive.writestr(info, content)
        archive.comment = MARK + hashlib.sha256(parts[NAME]).hexdigest().encode()


def twice(file: Path, data: bytes, parts: Parts) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(TABLE, parts[TABLE])
        archive.comment = MARK + hashlib.sha256(parts[NAME]).hexdigest().encode()


def locked(file: Path, data: bytes, parts: Parts) -> None:
    """Every entry of the list of contents says that it needs a password."""
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data = data[: place + 8] + struct.pack("<H", data[place + 8] | 1) + data[place + 10 :]
        place = data.find(b"PK\x01\x02", place + 4)
    file.write_bytes(data)


def folder(file: Path, data: bytes, parts: Parts) -> None:
    file.unlink()
    file.mkdir()


def bomb(file: Path, data: bytes, parts: Parts) -> None:
    zeros = b"0" * (96 * 1024 * 1024)
    with_file("media/images/" + "0" * 40 + ".png", zeros)(file, data, parts)


def bomb_that_lies(file: Path, data: bytes, parts: Parts) -> None:
    """Its list of contents tells the size of the picture, and there is a thousand times as much."""
    name = picture_of(parts)
    small = len(parts[name])
    written(file, {**parts, name: parts[name] + b"0" * 50_000_000})
    whole = file.read_bytes()
    entry = whole.rfind(name.encode()) - 46
    file.write_bytes(whole[: entry + 24] + struct.pack("<I", small) + whole[entry + 28 :])


def newer(said: dict[str, Any]) -> None:
    said["migrations"]["articles"].append("9999_from_tomorrow")


def other_columns(said: dict[str, Any]) -> None:
    said["tables"][LABEL]["columns"][0] = "number"


DAMAGED: dict[str, tuple[Damage, str]] = {
    "there is none": (lambda file, data, parts: file.unlink(), "没有文件"),
    "a folder": (folder, "没有文件"),
    "empty": (lambda file, data, parts: file.write_bytes(b""), "损坏"),
    "no zip": (lambda file, data, parts: file.write_text("备份" * 999), "损坏"),
    "cut in the middle": (lambda file, data, parts: file.write_bytes(data[: len(data) // 2]), "损坏"),
    "cut by a byte": (lambda file, data, parts: file.write_bytes(data[:-1]), "损坏"),
    "without its beginning": (lambda file, data, parts: file.write_bytes(data[100:]), "损坏"),
    "a bit in a table": (in_the_middle_of(TABLE), "损坏"),
    "a bit in a picture": (in_the_middle_of("picture"), "损坏"),
    "a bit in the manifest": (in_the_middle_of(NAME), "损坏"),
    "a zip of something else": (lambda file, data, parts: written(file, {"a.txt": b""}, comment=b""), "不是本站的备份"),
    "without manifest": (with_parts(lambda parts: {k: v for k, v in parts.items() if k != NAME}), "不是本站的备份"),
    "a manifest of another": (
        lambda file, data, parts: written(file, parts, comment=MARK + b"0" * 64),
        "损坏",
    ),
    "a manifest that is no JSON": (with_parts(lambda parts: {**parts, NAME: b"{"}), "损坏"),
    "a manifest as deep as a well": (with_parts(lambda parts: {**parts, NAME: b"[" * 100_000}), "损坏"),
    "another kind": (telling(kind="photo album"), "损坏"),
    "a newer format": (telling(format=2), "更新版本"),
    "a format that is no number": (telling(format="1"), "损坏"),
    "a newer database": (with_parts(lambda parts: saying(parts, newer)), "9999_from_tomorrow"),
    "other tables": (with_parts(lambda parts: saying(parts, other_columns)), "另一个网站"),
    "other content than it tells": (telling(content="0" * 64), "损坏"),
    "a negative size": (
        with_parts(lambda parts: saying(parts, lambda said: said["tables"][LABEL].update(size=-1))),
        "损坏",
    ),
    "a table is missing": (with_parts(lambda parts: {k: v for k, v in parts.items() if k != TABLE}), "损坏"),
    "a picture is missing": (
        with_parts(lambda parts: {k: v for k, v in parts.items() if k != picture_of(parts)}),
        "损坏",
    ),
    "a picture is another": (with_parts(lambda parts: {**parts, picture_of(parts): b"?"}), "损坏"),
    "a file too many": (with_parts(lambda parts: {**parts, "media/images/x.png": b"x"}), "不该有"),
    "a table twice": (twice, "损坏"),
    "a way out": (with_file("media/../../evil.png"), "不该有"),
    "a way from the root": (with_file("/etc/evil.png"), "不该有"),
    "a way of Windows": (with_file("media\\..\\evil.png"), "不该有"),
    "a page as picture": (with_file("media/images/evil.html"), "不该有"),
    "a hidden file": (with_file("media/.htaccess.png"), "不该有"),
    "a link": (link, "不该有"),
    "with a password": (locked, "损坏"),
    "a bomb": (bomb, "大得不合常理"),
    "a bomb that lies": (bomb_that_lies, "损坏"),
    "a row that is no JSON": (with_table(lambda data: b"[1,\n"), "损坏"),
    "a row too short": (with_table(lambda data: b"[1]\n", rows=1), "损坏"),
    "a row too many": (with_table(lambda data: data + data), "损坏"),
}


def told(folder: Path) -> dict[str, tuple[int, float]]:
    """What lies in a folder, and when it was changed."""
    return {str(path): (path.stat().st_size, path.stat().st_mtime) for path in folder.rglob("*") if path.is_file()}


def test_each_is_refused_in_one_line_with_nothing_changed(backup: Path, tmp_path: Path) -> None:
    data, parts = backup.read_bytes(), parts_of(backup)
    content, media = content_now(), told(tmp_path / "media")
    lying_about = {path.name for path in settings.DATA_DIR.iterdir()}
    said: dict[str, str] = {}
    for number, (name, (damage, _)) in enumerate(DAMAGED.items()):
        file = tmp_path / f"{number}.zip"
        file.write_bytes(data)
        damage(file, data, parts)
        try:
            call_command("restore", str(file))
        except CommandError as error:
            said[name] = str(error)
    assert {name for name in DAMAGED if name not in said} == set()
    assert {name: line for name, line in said.items() if DAMAGED[name][1] not in line or "\n" in line} == {}
    assert content_now() == content
    assert told(tmp_path / "media") == media
    assert {path.name for path in settings.DATA_DIR.iterdir()} - lying_about <= {"running.lock"}


def test_a_whole_one_passes_the_check(backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("restore", str(backup), only_check=True)
    assert "备份完整" in capsys.readouterr().out


def test_only_the_owner_can_read_it(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in backup.parent.iterdir() if path.name.startswith(".")] == []


def test_what_is_no_archive_is_not_written_over(site: None, tmp_path: Path) -> None:
    precious = tmp_path / "db.sqlite3"
    precious.write_bytes(b"precious" * 100)
    with pytest.raises(CommandError, match="没有覆盖"):
        call_command("backup", str(precious))
    assert precious.read_bytes() == b"precious" * 100


def test_an_older_archive_gives_way_to_a_newer_one(backup: Path) -> None:
    before = backup.stat().st_ino
    call_command("backup", str(backup), verbosity=0)
    assert backup.stat().st_ino != before
    assert json.loads(parts_of(backup)[NAME])["missing"] == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_named(site: None, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(CommandError, match="没有写成"):
        call_command("backup", str(tmp_path / "closed" / "a.zip"))


def test_a_folder_gets_an_archive_named_after_the_time(site: None, tmp_path: Path, settings) -> None:
    settings.BACKUP_DIR = tmp_path / "many"
    settings.BACKUP_DIR.mkdir()
    call_command("backup", verbosity=0)
    assert [path.name.endswith(".backup.zip") for path in settings.BACKUP_DIR.iterdir()] == [True]


def test_a_lost_picture_is_told_and_the_rest_is_kept(site: None, media_root: Path, tmp_path: Path) -> None:
    next(media_root.rglob("*.png")).unlink()
    with pytest.raises(CommandError, match="缺1个文件"):
        call_command("backup", str(tmp_path / "a.zip"))
    call_command("restore", str(tmp_path / "a.zip"), only_check=True)


def test_a_picture_that_has_decayed_is_told(site: None, media_root: Path, tmp_path: Path) -> None:
    next(media_root.rglob("*.png")).write_bytes(b"decayed")
    with pytest.raises(CommandError, match="已损坏"):
        call_command("backup", str(tmp_path / "a.zip"))
