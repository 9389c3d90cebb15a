"""How does a test ask for pages as the web server does?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import RequestFactory

from site_app.front.handler import Front


@dataclass(slots=True)
class Got:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


Ask = Callable[..., Got]


def asking(front: Front) -> Ask:
    """`ask("/about/", method="HEAD", accept_encoding="br")`: names of headers are written as those of variables."""

    def ask(path: str, *, method: str = "GET", **headers: str) -> Got:
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        request = RequestFactory().generic(method, path, headers=said)
        got = Got()

        def start(status: str, given: list[tuple[str, str]], *_: Any) -> None:
            got.status, got.headers = int(status[:3]), dict(given)

        answer: Any = front(request.environ, start)
        got.body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        return got

    return ask


@pytest.fixture
def front(transactional_db: None, settings: Any, tmp_path: Any) -> Front:
    """A server process that has just started. Its connection of its own sees what is committed."""
    settings.DATA_DIR = tmp_path
    return Front()


@pytest.fixture
def ask(front: Front) -> Ask:
    return asking(front)
