"""How does a test ask for pages as the web server does?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection
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
        if connection.vendor == "postgresql":
            settle(front)

        def start(status: str, given: list[tuple[str, str]], *_: Any) -> None:
            got.status = int(status[:3])
            got.headers = {name: value for name, value in given if name != "X-Request-ID"}  # each request has its own

        answer: Any = front(request.environ, start)
        got.body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        return got

    return ask


def settle(front: Front) -> None:
    """Wait until PostgreSQL has told what was committed so far: no reader is as quick as a test."""
    front._watch.stamp()
    sleep(0.05)
    until = monotonic() + 5
    while front._watch.stamp() is None and monotonic() < until:
        sleep(0.01)


@pytest.fixture
def front(transactional_db: None, settings: Any, tmp_path: Any) -> Iterator[Front]:
    """A server process that has just started. Its connection of its own sees what is committed."""
    settings.DATA_DIR = tmp_path
    front = Front()
    yield front
    front._watch.close()


@pytest.fixture
def ask(front: Front) -> Ask:
    return asking(front)
