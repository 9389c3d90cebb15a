"""Where is a new database built, and how does it take the place of the site's in one step?

Of SQLite the new one is a file, and takes its place by being renamed. Of PostgreSQL it is a schema of the same database, whose
tables change places with the site's in one transaction. What was there before is kept under a name with the date.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from django.db import connection, transaction

if TYPE_CHECKING:
    import psycopg

_SECRETS = ("DATABASE_URL", "DATABASE_URL_FILE")
_PATIENCE = 3.0
"""Seconds for which a busy server may still count connections that have been closed; those of a site stay."""


class Place:
    """A new, empty database beside the site's."""

    environment: Mapping[str, str]
    """Variables under which a program of the site works with it."""

    def take_over(self, kept: Path) -> str:
        """Make it the site's, and keep what was there, in the folder `kept` or beside it; returns where that is now."""
        raise NotImplementedError


@contextmanager
def beside(folder: Path, name: str) -> Iterator[Place]:
    """Gone when it was not needed. `folder` is empty and on the same disk as the site's data; `name` tells it from others."""
    if connection.vendor == "sqlite":
        yield _File(folder)
        return
    place = _Schema(folder, name)
    try:
        yield place
    finally:
        place.drop()


def somebody_is_connected() -> bool:
    """Whether others use the database of the site; of SQLite the lock of `running` tells."""
    if connection.vendor == "sqlite":
        return False
    # What this process itself keeps ready is no user.
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # of PostgreSQL alone
    asked = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    until = monotonic() + _PATIENCE
    with bare_connection() as bare:
        bare.autocommit = True  # a transaction is told the same each time
        while (found := bare.execute(asked).fetchone()) and found[0]:
            if monotonic() > until:
                return True
            sleep(0.05)
    return False


def bare_connection() -> "psycopg.Connection[Any]":
    """One to the site's PostgreSQL that no pool knows: it tells at once what is wrong. Raises psycopg.Error."""
    import psycopg

    return psycopg.connect(address_of(connection.settings_dict, {}))


class _File(Place):
    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.file = folder / "db.sqlite3"
        self.environment = {**_without_database(), "DATA_DIR": str(folder)}

    def take_over(self, kept: Path) -> str:
        live = Path(connection.settings_dict["NAME"])
        connection.close()
        _made_one(self.file)
        if not live.exists():
            self.file.replace(live)
            return ""
        kept.mkdir(parents=True)
        with suppress(sqlite3.Error):  # what is damaged, or used by somebody, is kept with its log
            _made_one(live)
        for file in (live, *_logs(live)):
            if file.exists():
                _linked(file, kept / file.name)
        _synced(kept)
        for log in _logs(live):
            log.unlink(missing_ok=True)
        self.file.replace(live)
        _synced(live.parent)
        return str(kept / live.name)


class _Schema(Place):
    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir()
        self.name, self.former = f"new_{name}", f"before_restore_{name}"
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {self.name}")
        address = address_of(connection.settings_dict, {"options": f"-c search_path={self.name}"})
        self.environment = {**_without_database(), "DATA_DIR": str(folder), "DATABASE_URL": address}

    def drop(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {self.name} CASCADE")

    def take_over(self, kept: Path) -> str:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '10s'")
            cursor.execute("SELECT current_schema()")
            here = cursor.fetchone()[0]
            moved = 0
            for kind, what in _things(cursor, self.name):
                if (kind, what) in _things(cursor, here):
                    if not moved:
                        cursor.execute(f"CREATE SCHEMA {self.former}")
                    moved += 1
                    cursor.execute(f'ALTER {kind} "{here}".{what} SET SCHEMA {self.former}')
                cursor.execute(f'ALTER {kind} {self.name}.{what} SET SCHEMA "{here}"')
        return f"schema {self.former}" if moved else ""


def _things(cursor: Any, schema: str) -> list[tuple[str, str]]:
    """What can move: tables (with their indexes and sequences) and functions, as ALTER names them."""
    cursor.execute(
        "SELECT 'TABLE', quote_ident(relname) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
        " WHERE nspname = %s AND relkind IN ('r', 'p')"
        " UNION ALL SELECT 'FUNCTION', quote_ident(proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')'"
        " FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = %s AND prokind = 'f'"
        " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') ORDER BY 1, 2",
        [schema, schema],
    )
    return list(cursor.fetchall())


def address_of(described: Mapping[str, Any], options: Mapping[str, str]) -> str:
    """The URL of a PostgreSQL database; `options` go with those that it has."""
    said = {name: str(value) for name, value in described["OPTIONS"].items() if name not in ("pool", "isolation_level")}
    user = ":".join(quote(str(described[name]), safe="") for name in ("USER", "PASSWORD") if described[name])
    where = f"{quote(described['HOST'], safe='[]')}:{described['PORT'] or 5432}"
    query = urlencode({**said, **options}, quote_via=quote)
    return f"postgresql://{user}{'@' if user else ''}{where}/{quote(described['NAME'], safe='')}?{query}"


def _without_database() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _SECRETS}


def _made_one(database: Path) -> None:
    """Bring what the log holds into the file, so that the file is all there is."""
    with closing(sqlite3.connect(database, timeout=2)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        opened.execute("PRAGMA journal_mode = DELETE")
    _synced(database)


def _logs(database: Path) -> list[Path]:
    return [database.with_name(f"{database.name}{end}") for end in ("-wal", "-shm")]


def _linked(file: Path, place: Path) -> None:
    try:
        os.link(file, place)
    except OSError:  # some file systems know no second name
        shutil.copyfile(file, place)
        _synced(place)


def _synced(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
