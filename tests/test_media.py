"""Are uploaded images, and nothing else, served?"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

# Django looks after its connections when an answer is closed.
pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(media_root: Path):
    def store(name: str, content: bytes = b"image") -> None:
        (media_root / name).parent.mkdir(parents=True, exist_ok=True)
        (media_root / name).write_bytes(content)

    return store


@pytest.fixture
def answers(client: Client) -> Iterator[Callable[..., Any]]:
    """Asks for an address; what is answered is closed in the end, as a server would."""
    with ExitStack() as opened:
        yield lambda path, **headers: opened.enter_context(closing(client.get(path, headers=headers)))


@pytest.mark.parametrize(
    ("name", "content_type"),
    [("a.png", "image/png"), ("b.JPG", "image/jpeg"), ("images/c.webp", "image/webp")],
)
def test_an_image_has_its_own_type(answers, stored, name: str, content_type: str) -> None:
    stored(name)
    response = answers(f"/media/{name}")
    assert response.headers["Content-Type"] == content_type
    assert response.getvalue() == b"image"


def test_a_browser_may_keep_an_image_and_never_guesses(answers, stored) -> None:
    stored("a.png")
    response = answers("/media/a.png")
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_an_image_that_a_browser_has_is_not_sent_again(answers, stored) -> None:
    stored("a.png")
    first = answers("/media/a.png")
    again = answers("/media/a.png", if_modified_since=first.headers["Last-Modified"])
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["a.svg", "a.gif", "a.html", "a.png.html", "a", ".hidden.png", ".drafts/a.png"])
def test_other_files_stay_private(client: Client, stored, name: str) -> None:
    stored(name)
    assert client.get(f"/media/{name}").status_code == 404


@pytest.mark.parametrize("path", ["../db.png", "%2e%2e/db.png", "images/", "a.png%00", "missing.png"])
def test_a_path_leads_nowhere_else(client: Client, media_root: Path, path: str) -> None:
    (media_root.parent / "db.png").write_bytes(b"private")
    assert client.get(f"/media/{path}").status_code in {400, 404}


def test_images_are_only_read(client: Client, stored) -> None:
    stored("a.png")
    assert client.post("/media/a.png").status_code == 405
