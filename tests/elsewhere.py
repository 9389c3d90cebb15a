"""What is a site of its own, which a test runs in other processes? A data folder, and a database of the kind that the tests are run on."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from typing import Any
from uuid import uuid4

from django.db import connection

from site_app.keeping.places import address_of, bare_connection

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Site:
    folder: Path
    name: str
    """Of its PostgreSQL database; empty where the database is a file in the folder."""

    @property
    def address(self) -> str:
        """What `DATABASE_URL` says."""
        return address_of({**connection.settings_dict, "NAME": self.name}, {}) if self.name else ""

    def environment(self, **variables: str) -> dict[str, str]:
        own = {"DATA_DIR": str(self.folder), "DATABASE_URL": self.address}
        return {**os.environ, "DJANGO_SETTINGS_MODULE": "site_app.settings", **own, **variables}

    def manage(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)]
        return subprocess.run(command, env=self.environment(), capture_output=True, text=True, cwd=self.folder.parent)

    def first_row(self, query: str) -> tuple[Any, ...] | None:
        """What the database answers to somebody else than the site."""
        import psycopg

        if self.name:
            with psycopg.connect(self.address) as opened:
                return opened.execute(query.encode()).fetchone()
        with closing(sqlite3.connect(self.folder / "db.sqlite3", timeout=20)) as file:
            found: tuple[Any, ...] | None = file.execute(query).fetchone()
            return found


@contextmanager
def site_in(folder: Path, like: Site | None = None) -> Iterator[Site]:
    """One without anything, or with what another has, whose processes have ended. Its database is gone afterwards."""
    if like:
        copytree(like.folder, folder, dirs_exist_ok=True)
    if connection.vendor != "postgresql":
        yield Site(folder, "")
        return
    site = Site(folder, f"elsewhere_{uuid4().hex}")
    _tell(f"CREATE DATABASE {site.name}{f' TEMPLATE {like.name}' if like else ''}")
    try:
        yield site
    finally:
        _tell(f"DROP DATABASE {site.name} WITH (FORCE)")


def _tell(order: str) -> None:
    with bare_connection() as server:
        server.autocommit = True
        server.execute(order.encode())
