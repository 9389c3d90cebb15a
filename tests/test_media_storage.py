"""Do pictures lie in a bucket as well as in a folder, under the same addresses?"""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from site_app import environment
from site_app.articles.images import delete_image, store_image
from site_app.keeping.checking import checked
from site_app.keeping.examining import machine
from tests.factories import make_picture, make_upload


class Bucket(BaseHTTPRequestHandler):
    """As much of S3 as keeping pictures takes."""

    kept: dict[str, bytes] = {}

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            size, _, rest = body.partition(b"\r\n")
            body = rest[: int(size.partition(b";")[0], 16)]
        self.kept[urlsplit(self.path).path] = body
        self._answer(200, b"")

    def do_GET(self) -> None:
        found = self.kept.get(urlsplit(self.path).path)
        self._answer(404 if found is None else 200, found or b"")

    do_HEAD = do_GET  # noqa: N815

    def do_DELETE(self) -> None:
        self.kept.pop(urlsplit(self.path).path, None)
        self._answer(204, b"")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"x"')
        self.send_header("Last-Modified", "Sat, 28 Nov 2026 00:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def bucket(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    Bucket.kept = {}
    with ThreadingHTTPServer(("127.0.0.1", 0), Bucket) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("MEDIA_URL", f"s3://key:ge%2Fheim@127.0.0.1:{server.server_port}/health/pictures?tls=off")
        settings.OBJECT_STORAGE = environment.object_storage("MEDIA_URL")
        kind = {"BACKEND": "site_app.media_storage.ObjectStorage", "OPTIONS": settings.OBJECT_STORAGE}
        settings.STORAGES = {**settings.STORAGES, "default": kind}
        yield Bucket.kept
        server.shutdown()


@pytest.mark.django_db(transaction=True)
def test_a_picture_goes_there_and_comes_back(bucket: dict[str, bytes], client: Client, tmp_path: Path) -> None:
    data = make_picture()
    image = store_image(upload=make_upload(data), alt="图")
    assert [*bucket] == [f"/health/pictures/{image.file}"]
    assert image.markdown == f"![图](/media/{image.file})"
    response = client.get(f"/media/{image.file}")
    assert response.getvalue() == bucket[f"/health/pictures/{image.file}"]
    assert response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"]
    assert client.get("/media/images/none.png").status_code == 404
    call_command("backup", str(tmp_path / "a.zip"), verbosity=0)
    assert [*checked(tmp_path / "a.zip").manifest.files] == [f"media/{image.file}"]
    delete_image(image)
    assert bucket == {}
    assert [finding.level for finding in machine.bucket()] == ["ok"]
    assert bucket == {}, "the doctor leaves nothing behind"


@pytest.mark.parametrize(
    "address",
    ["s3://host/bucket", "s3://key:geheim@host", "https://key:geheim@host/bucket", "s3://key:geheim@host/b?tls=maybe"],
)
def test_an_address_that_cannot_be_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("MEDIA_URL", address)
    with pytest.raises(ImproperlyConfigured, match="MEDIA_URL") as refusal:
        environment.object_storage("MEDIA_URL")
    assert "geheim" not in str(refusal.value)


def test_without_its_packages_the_start_stops_with_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIA_URL", "s3://key:secret@host/bucket")
    monkeypatch.setattr(environment, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match="requirements-s3"):
        environment.object_storage("MEDIA_URL")
