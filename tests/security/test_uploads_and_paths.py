"""Does a file that is not what it is called get in, and does an address lead out of its folder?"""

from io import BytesIO
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from django.test import Client
from PIL import Image, PngImagePlugin

from site_app.articles.models import Image as Stored
from tests.factories import make_article, make_editor
from tests.security.attacks import attacks

SCRIPT = b"<script>attack()</script>"
SECRET = b"nobody-may-read-this"


def picture(format: str = "PNG", **options) -> bytes:
    out = BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, format, **options)
    return out.getvalue()


def png_with_words() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SCRIPT.decode())
    words.add_itxt("XML:com.adobe.xmp", SCRIPT.decode())
    return picture(pnginfo=words)


POLYGLOTS = {
    # whose pixels are kept, and nothing else
    "png with a script behind": picture() + SCRIPT,
    "png with a script in its words": png_with_words(),
    "jpeg with a script behind": picture("JPEG") + SCRIPT,
    "jpeg with a script in its comment": picture("JPEG", comment=SCRIPT),
    "gif with a script behind": picture("GIF") + b"/*" + SCRIPT + b"*/",
    "gif with a script in its comment": picture("GIF", comment=SCRIPT),
    "webp with a script behind": picture("WEBP") + SCRIPT,
    "png with a zip behind": picture() + b"PK\x03\x04" + SCRIPT + b"PK\x05\x06" + bytes(18),
    "png with a page before the end": picture()[:-12] + b"\0\0\0\x19tEXt" + SCRIPT + b"\0\0\0\0" + picture()[-12:],
}
NO_PICTURES = {
    "page": SCRIPT,
    "page that begins like a gif": b"GIF89a/*" + SCRIPT + b"*/=1;",
    "page that begins like a png": b"\x89PNG\r\n\x1a\n" + SCRIPT,
    "page that begins like a jpeg": b"\xff\xd8\xff\xe0" + SCRIPT,
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="attack()"/>',
    "svg with a doctype": b'<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>',
    "pdf": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(attack())>>>>",
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n",
    "tiff": picture("TIFF"),
    "bmp": picture("BMP"),
    "ico": picture("ICO"),
    "program": b"\x7fELF" + bytes(60),
    "nothing": b"",
    "zip": b"PK\x05\x06" + bytes(18),
    "half a png": picture()[:40],
}
NAMES = [
    "a.png",
    "../../a.html",
    "a.svg",
    "a.php\0.png",
    "<script>attack()</script>.png",
    "con",
    ".htaccess",
    "x" * 300 + ".png",
]


def send(client: Client, data: bytes, name: str, content_type: str = "image/png"):
    upload = BytesIO(data)
    upload.name = name
    return client.post("/admin/markdown/image/", {"image": upload})


@pytest.fixture
def editor(client: Client, media_root) -> Client:
    client.force_login(make_editor())
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("kind", POLYGLOTS)
def test_of_a_picture_that_is_something_else_too_the_pixels_stay(editor: Client, media_root: Path, kind: str) -> None:
    answer = send(editor, POLYGLOTS[kind], "a.html")
    if answer.status_code == 400:
        assert not Stored.objects.exists()
        return
    served = Client().get(answer.json()["address"])
    assert served.headers["Content-Type"] in ("image/png", "image/jpeg", "image/webp")
    assert served.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert b"attack" not in served.getvalue()
    assert not [
        path for path in media_root.rglob("*") if path.is_file() and path.suffix not in (".png", ".jpg", ".webp")
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", NO_PICTURES)
def test_what_is_no_picture_is_not_kept(editor: Client, media_root: Path, kind: str) -> None:
    assert send(editor, NO_PICTURES[kind], "a.png").status_code == 400
    assert not Stored.objects.exists()
    assert not [path for path in media_root.rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_the_name_of_a_file_decides_nothing(editor: Client, media_root: Path) -> None:
    addresses = {send(editor, picture(), name).json()["address"] for name in NAMES}
    assert len(addresses) == 1
    assert all(path.is_relative_to(media_root) for path in media_root.rglob("*"))


@pytest.mark.django_db
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(editor: Client) -> None:
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert out.tell() < 100_000, "small to send"
    assert send(editor, out.getvalue(), "a.png").status_code == 400


@pytest.mark.django_db
def test_no_address_leads_out_of_its_folder(client: Client, settings, tmp_path: Path) -> None:
    for name in ("media", "narration", "static", "intake"):
        (tmp_path / name / "images").mkdir(parents=True)
        (tmp_path / name / ".secret.png").write_bytes(SECRET)
        (tmp_path / name / "secret.txt").write_bytes(SECRET)
    for name in ("secret.txt", "secret_key", "db.sqlite3", ".env"):
        (tmp_path / name).write_bytes(SECRET)
    settings.MEDIA_ROOT, settings.NARRATION_ROOT = tmp_path / "media", tmp_path / "narration"
    make_article()
    got = {}
    for path in attacks("paths"):
        # As a server passes it on: nothing is tidied up, what is encoded is decoded once.
        answer = client.request(PATH_INFO=unquote_to_bytes(path).decode("latin-1"))
        body = answer.getvalue()
        assert SECRET not in body, path
        assert b"root:" not in body, path
        got[path] = answer.status_code
    assert {path: status for path, status in got.items() if status not in (301, 302, 400, 404)} == {}
