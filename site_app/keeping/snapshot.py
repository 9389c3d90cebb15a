"""How is the database seen as it was at one moment, while others write to it?

By a connection of its own in one transaction: SQLite's write-ahead log and PostgreSQL's REPEATABLE READ both show it the
moment at which it began to read, and let everybody go on writing.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.migrations.recorder import MigrationRecorder

ALIAS = "snapshot"


@contextmanager
def snapshot() -> Iterator[str]:
    """The name of the connection, to be used with `using`; it can only read."""
    live = connections[DEFAULT_DB_ALIAS]
    options = {name: value for name, value in live.settings_dict["OPTIONS"].items() if name != "pool"}
    if live.vendor == "postgresql":
        from psycopg import IsolationLevel

        options["isolation_level"] = IsolationLevel.REPEATABLE_READ
        only_read = "SET TRANSACTION READ ONLY"
    else:
        options["transaction_mode"] = "DEFERRED"
        only_read = "PRAGMA query_only = 1"
    own = type(live)({**live.settings_dict, "OPTIONS": options, "CONN_MAX_AGE": 0}, ALIAS)
    connections[ALIAS] = own
    try:
        with transaction.atomic(using=ALIAS):
            with own.cursor() as cursor:
                cursor.execute(only_read)
            MigrationRecorder(own).applied_migrations()  # the first look decides which moment it is
            yield ALIAS
    finally:
        own.close()
        del connections[ALIAS]


def applied(using: str) -> dict[str, list[str]]:
    """The migrations that made the database what it is, by app."""
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connections[using]).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found
