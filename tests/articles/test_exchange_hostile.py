"""Is each hostile file refused in one line that names it and the reason, quickly, in little memory, with nothing stored?"""

import resource
import stat
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from site_app.articles.exchange import apart
from site_app.articles.exchange.plan import Action, plan
from site_app.articles.exchange.reading import look_into
from site_app.articles.models import Article, Image, Person, Tag
from tests.documents.word_files import (
    CONTENT_TYPES,
    document,
    paragraph,
    picture,
    relationship,
    run,
    word_file,
)
from tests.factories import make_picture

pytestmark = pytest.mark.django_db

MEGABYTE = 1024**2
GOOD = "# 脑梗\n\n马上打120。\n"
RIGHT_TO_LEFT = "\u202e"


def zipped(*files: tuple[str | zipfile.ZipInfo, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, content in files:
            packed.writestr(name, content)
    return out.getvalue()


def named(name: str) -> bytes:
    """A zip whose only file has this name, in the directory as well."""
    stand_in = "x" * len(name.encode())
    return zipped((stand_in, GOOD)).replace(stand_in.encode(), name.encode())


def linked() -> bytes:
    entry = zipfile.ZipInfo("a.md")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zipped((entry, "/etc/passwd"))


def twice() -> bytes:
    return zipped(("a.md", GOOD), ("b.md", GOOD)).replace(b"b.md", b"A.md")


def locked(data: bytes) -> bytes:
    """With the mark of encryption on every entry."""
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(mark, start)) >= 0:
            flags = struct.unpack_from("<H", data, start + at)[0] | 1
            data = data[: start + at] + struct.pack("<H", flags) + data[start + at + 2 :]
            start += 4
    return data


def lying_bomb() -> bytes:
    """Says that it unpacks to a kilobyte."""
    data = bytearray(zipped(("a.md", b"a" * (50 * MEGABYTE))))
    struct.pack_into("<L", data, data.index(b"PK\x03\x04") + 22, 1024)
    struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 24, 1024)
    return bytes(data)


def many_entries(count: int) -> bytes:
    """A directory of entries that all point to one file."""
    one = zipped(("a.md", GOOD))
    start, end = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    directory = one[start:end] * count
    return (
        one[:start]
        + directory
        + b"PK\x05\x06"
        + struct.pack("<4H2LH", 0, 0, count % 65536, count % 65536, len(directory), start, 0)
    )


def huge_png(width: int = 40_000, height: int = 40_000) -> bytes:
    """A PNG of more than a billion pixels, all black, in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    header = struct.pack(">2L5B", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1 + width // 8) * 100)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def shown(name: str, data: bytes) -> bytes:
    return zipped(("a.md", f"# 题\n\n正文![图]({name})"), (name, data))


def xml(declared: str) -> bytes:
    body = document(paragraph("&a;")).split("?>", 1)[1]
    return word_file(parts={"word/document.xml": f'<?xml version="1.0"?>{declared}{body}'})


LAUGHS = "".join(
    f'<!ENTITY {name} "{10 * f"&{before};"}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def related(kind: str, target: str, mode: str = "") -> bytes:
    return word_file(listed=(relationship("rIdX", kind, target, mode),))


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip bomb by ratio": ("a.zip", lambda: zipped(("a.md", b"a" * (19 * MEGABYTE))), "压缩炸弹"),
    "zip bomb that lies": ("a.zip", lying_bomb, "已经损坏"),
    "zip bomb by one file": ("a.zip", lambda: zipped(("a.md", b"a" * (30 * MEGABYTE))), "20 MB 的上限"),
    "zip bomb by total": (
        "a.zip",
        lambda: zipped(*((f"{n}.md", bytes(MEGABYTE)) for n in range(201))),
        "200 MB 的上限",
    ),
    "too many files": ("a.zip", lambda: zipped(*((f"{n}.md", "") for n in range(2_001))), "超过了2000个"),
    "a million entries": ("a.zip", lambda: many_entries(1_000_000), "超过了2000个"),
    "entries that share their bytes": ("a.zip", lambda: many_entries(50), "同名的文件有两个"),
    "zip in a zip": ("a.zip", lambda: zipped(("a.md", GOOD), ("b.zip", zipped(("c.md", GOOD)))), "又有压缩包"),
    "zip in a zip under another name": ("a.zip", lambda: zipped(("b.md", zipped(("c.md", GOOD)))), "又有压缩包"),
    "path upwards": ("a.zip", lambda: named("../../evil.md"), "别的目录"),
    "path upwards in the middle": ("a.zip", lambda: named("a/../../b.md"), "别的目录"),
    "absolute path": ("a.zip", lambda: named("/etc/evil.md"), "不是普通的相对路径"),
    "backslash": ("a.zip", lambda: named("..\\evil.md"), "不是普通的相对路径"),
    "drive letter": ("a.zip", lambda: named("C:evil.md"), "不是普通的相对路径"),
    "symbolic link": ("a.zip", linked, "符号链接"),
    "one name twice": ("a.zip", twice, "同名的文件有两个"),
    "NUL in a name": ("a.zip", lambda: named("a.md\x00.png"), "控制字符"),
    "line break in a name": ("a.zip", lambda: named("a\nb.md"), "控制字符"),
    "name from right to left": ("a.zip", lambda: zipped((f"a{RIGHT_TO_LEFT}dm.exe.md", GOOD)), "控制字符"),
    "encrypted zip": ("a.zip", lambda: locked(zipped(("a.md", GOOD))), "加了密码"),
    "no zip at all": ("a.zip", lambda: b"PK\x03\x04" + bytes(1000), "不是完好的 zip"),
    "cut zip": ("a.zip", lambda: zipped(("a.md", GOOD * 1000))[:-30], "不是完好的 zip"),
    "unknown kind": ("a.exe", lambda: b"MZ", "不认识这种文件"),
    "encrypted Word": ("a.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
    "old Word": ("a.doc", lambda: OLE, "旧的 .doc"),
    "no Word at all": ("a.docx", lambda: b"<html>", "只是叫这个名字"),
    "a zip called Word": ("a.docx", lambda: zipped(("a.md", GOOD)), "只是叫这个名字"),
    "macros by name": ("a.docm", word_file, "宏"),
    "macros inside": ("a.docx", lambda: word_file(parts={"word/vbaProject.bin": OLE}), "宏"),
    "macros by type": (
        "a.docx",
        lambda: word_file(
            parts={
                "[Content_Types].xml": CONTENT_TYPES.replace(
                    "wordprocessingml.document.main", "ms-word.document.macroEnabled.main"
                )
            }
        ),
        "宏",
    ),
    "10,000 pages": (
        "a.docx",
        lambda: word_file(parts={"docProps/app.xml": "<Properties><Pages>10000</Pages></Properties>"}),
        "10000页",
    ),
    "a million characters": (
        "a.docx",
        lambda: word_file(*[paragraph("脑梗是急症，" * 100)] * 1_700, is_packed=False),
        "超过了200000个字",
    ),
    "a part that is too long": (
        "a.docx",
        lambda: word_file(*[paragraph(run("脑", "<w:b/>") * 40)] * 4_000, is_packed=False),
        "太长了",
    ),
    "Word bomb": ("a.docx", lambda: word_file(parts={"word/media/image1.png": bytes(30 * MEGABYTE)}), "20 MB 的上限"),
    "remote picture": (
        "a.docx",
        lambda: word_file(
            paragraph(picture(link="link")),
            listed=(relationship("rIdX", "image", "http://a.example/x.png", "External"),),
        ),
        "引用了外部的图片",
    ),
    "picture from a file share": (
        "a.docx",
        lambda: related("image", "\\\\10.0.0.1\\x.png", "External"),
        "引用了外部的图片",
    ),
    "picture from the disk": ("a.docx", lambda: related("image", "file:///etc/passwd"), "引用了外部的内容"),
    "template": ("a.docx", lambda: related("attachedTemplate", "http://a.example/x.dotm", "External"), "外部的模板"),
    "OLE object": ("a.docx", lambda: related("oleObject", "embeddings/oleObject1.bin"), "OLE"),
    "embedded file": ("a.docx", lambda: word_file(parts={"word/embeddings/x.xlsx": b"PK"}), "嵌着别的文件"),
    "altChunk": ("a.docx", lambda: related("aFChunk", "chunk.html"), "altChunk"),
    "field that fetches": (
        "a.docx",
        lambda: word_file(paragraph('<w:r><w:instrText> INCLUDEPICTURE "http://a.example" </w:instrText></w:r>')),
        "INCLUDEPICTURE",
    ),
    "DDE": ("a.docx", lambda: word_file(paragraph('<w:fldSimple w:instr="DDEAUTO c:\\\\cmd.exe"/>')), "DDEAUTO"),
    "billion laughs": ("a.docx", lambda: xml(f'<!DOCTYPE w [<!ENTITY a "ha">{LAUGHS}]>'), "DTD"),
    "entity from a file": ("a.docx", lambda: xml('<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "DTD"),
    "DTD in UTF-16": (
        "a.docx",
        lambda: word_file(
            parts={
                "word/styles.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY a "b">]><a/>'.encode(
                    "utf-16"
                )
            }
        ),
        "DTD",
    ),
    "nested without end": (
        "a.docx",
        lambda: word_file(paragraph("<w:ins>" * 5_000 + run("a") + "</w:ins>" * 5_000)),
        "嵌套得太深",
    ),
    "broken XML": ("a.docx", lambda: word_file(parts={"word/document.xml": "<w:document>"}), "已经损坏"),
    "HTML called PNG": ("a.zip", lambda: shown("p.png", b"<script>alert(1)</script>"), "不是这种图片"),
    "PNG called JPEG": ("a.zip", lambda: shown("p.jpg", make_picture("PNG")), "不是这种图片"),
    "SVG": ("a.zip", lambda: shown("p.svg", b"<svg onload='alert(1)'/>"), "不认识这种文件"),
    "a billion pixels": ("a.zip", lambda: shown("p.png", huge_png()), "尺寸太大"),
    "a billion pixels in Word": (
        "a.docx",
        lambda: word_file(paragraph(picture()), parts={"word/media/image1.png": huge_png()}),
        "尺寸太大",
    ),
    "HTML called PNG in Word": (
        "a.docx",
        lambda: word_file(paragraph(picture()), parts={"word/media/image1.png": b"<script>"}),
        "不是这种图片",
    ),
    "GBK": ("a.md", lambda: ("脑梗是急症" * 20).encode("gb18030"), "GB18030"),
    "UTF-16": ("a.txt", lambda: "脑梗".encode("utf-16"), "UTF-16"),
    "control character": ("a.md", lambda: "脑梗\x1b[2J".encode(), "控制字符"),
    "text turned around": ("a.md", lambda: f"脑梗{RIGHT_TO_LEFT}120".encode(), "控制字符"),
    "YAML that multiplies": ("a.md", lambda: b"---\ntitle: &a [x,x]\ntags: [*a,*a]\n---\n\nx", "锚点"),
    "YAML that builds objects": (
        "a.md",
        lambda: b"---\ntitle: !!python/object/apply:os.system [id]\n---\n\nx",
        "类型标记",
    ),
    "six megabytes of text": ("a.md", lambda: b"a " * (3 * MEGABYTE), "5 MB"),
}


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """A busy machine is no reason to refuse a file for another reason; what is measured is processor time."""
    monkeypatch.setattr(apart, "PATIENCE", 30.0)


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_in_one_line(case, tmp_path):
    name, make, reason = HOSTILE[case]
    (tmp_path / "upload").write_bytes(make())
    (tmp_path / "found").mkdir()
    before, began = memory(), spent()
    found = plan(look_into([(tmp_path / "upload", name)], tmp_path / "found"))
    assert spent() - began < 20
    assert memory() - before < 100 * MEGABYTE
    refused = found.of(Action.REFUSE)
    assert any(reason in step.message for step in refused), [step.message for step in found.steps]
    assert all(step.name and "\n" not in step.name + step.message for step in refused)
    # A picture that nobody can show is refused for itself, and the text that shows it for it.
    assert not found.does_something or case in {"SVG"}
    assert not any(model.objects.exists() for model in (Article, Image, Person, Tag))


def test_a_zip_that_is_refused_for_one_file_says_that_nothing_of_it_was_read(tmp_path):
    (tmp_path / "upload").write_bytes(zipped(("../a.md", GOOD), ("b.md", GOOD)))
    (tmp_path / "found").mkdir()
    (step,) = plan(look_into([(tmp_path / "upload", "a.zip")], tmp_path / "found")).steps
    assert "所以整个 zip 都没有读" in step.message


def spent() -> float:
    """Seconds of processor time of this process and of those that it started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def memory() -> int:
    """The most that this process has ever taken, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def test_it_is_no_small_collection():
    assert len(HOSTILE) >= 30


def test_one_bad_file_of_a_zip_stops_no_other(tmp_path):
    (tmp_path / "upload").write_bytes(
        zipped(("a.md", GOOD), ("b.docx", b"<html>"), ("c.exe", "x"), ("__MACOSX/._a.md", "x"))
    )
    (tmp_path / "found").mkdir()
    found = plan(look_into([(tmp_path / "upload", "a.zip")], tmp_path / "found"))
    assert [(step.name, step.action.value) for step in found.steps] == [
        ("a.md", "create"),
        ("b.docx", "refuse"),
        ("c.exe", "refuse"),
    ]


def test_what_kills_its_reader_is_named_and_the_others_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "PATIENCE", 4.0)
    (tmp_path / "upload").write_bytes(
        zipped(("a.md", GOOD), ("b.docx", slow_word()), ("c.md", GOOD), method=zipfile.ZIP_STORED)
    )
    (tmp_path / "found").mkdir()
    found = plan(look_into([(tmp_path / "upload", "a.zip")], tmp_path / "found"))
    assert [(step.name, step.action.value) for step in found.steps][:3] == [
        ("a.md", "create"),
        ("b.docx", "refuse"),
        ("c.md", "create"),
    ]
    assert "太多时间或者内存" in found.of(Action.REFUSE)[0].message


def slow_word() -> bytes:
    """Within every limit, and more than the converter gets done."""
    return word_file(*[paragraph(run("脑", "<w:b/>") + run("梗"))] * 45_000, is_packed=False)


def test_nothing_of_an_upload_lies_outside_its_folder(tmp_path):
    (tmp_path / "upload").write_bytes(zipped(("deep/er/a.md", GOOD), ("p.png", make_picture())))
    (tmp_path / "found").mkdir()
    look_into([(tmp_path / "upload", "a.zip")], tmp_path / "found")
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()) == [
        "found/0/0",
        "found/0/1",
        "found/contents.json",
        "upload",
    ]
    assert Path(tmp_path / "found/0/0").read_text(encoding="utf-8") == GOOD
