"""How does the database itself note that readers would see something else now?

By triggers, so that nothing that writes can forget it, whatever process, command or SQL does: the note is part of the
writer's transaction, and is there if and only if the change is. Notes are no model: a copy of the contents needs none.

SQLite keeps one value that is another after each change. PostgreSQL keeps one row for each transaction that changed
something, since a single row would make writers wait for one another, and wakes whoever listens.
"""

import hashlib
from collections.abc import Iterator
from itertools import product

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from site_app.front.watched import EDITIONS, ON_THE_DESK, Watched, watched

NOTES = "front_stamp"
CHANNEL = "front_stamp"
"""On which PostgreSQL tells of changes."""
_PREFIX = "front_"
_EVENTS = ("INSERT", "UPDATE OF {columns}", "DELETE")
_OPEN = ", ".join(f"'{state}'" for state in ON_THE_DESK)


def put_up(using: str = "default") -> None:
    """Have all changes noted from now on. Changes nothing where that is so already, or where tables are not (yet, or any
    more) those of this program: after `migrate` to an earlier state nothing is stored."""
    connection = connections[using]
    if not _has_all_tables(connection):
        return
    wanted = [*_statements(connection.vendor)]
    digest = hashlib.sha256("\n".join(wanted).encode()).hexdigest()[:16]
    with transaction.atomic(using), connection.cursor() as cursor:
        if _made_by(connection) == digest and _there(connection) == {_name(*of) for of in product(_EVENTS, watched())}:
            return
        _drop(connection)
        cursor.execute(f"CREATE TABLE {NOTES} (value {_KIND[connection.vendor]} PRIMARY KEY, made_by varchar(16))")
        for statement in wanted:
            cursor.execute(statement)
        cursor.execute(f"INSERT INTO {NOTES} (value, made_by) VALUES ({_NEW[connection.vendor]}, '{digest}')")


def take_away(using: str = "default") -> None:
    """Before tables are made anew: triggers would go with them, or stand in the way. Until `put_up` nothing is stored."""
    with transaction.atomic(using):
        _drop(connections[using])


def _has_all_tables(connection: BaseDatabaseWrapper) -> bool:
    introspection = connection.introspection
    with connection.cursor() as cursor:
        there = set(introspection.table_names(cursor))
        return all(
            table.table in there
            and {column.name for column in introspection.get_table_description(cursor, table.table)} >= {*table.columns}
            for table in watched()
        )


def _made_by(connection: BaseDatabaseWrapper) -> str:
    if NOTES not in connection.introspection.table_names():
        return ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(made_by) FROM {NOTES}")
        return str(cursor.fetchone()[0])


def _there(connection: BaseDatabaseWrapper) -> set[str]:
    """The triggers that there are: they go with a table that is made anew."""
    with connection.cursor() as cursor:
        cursor.execute(_THERE[connection.vendor])
        return {name for (name,) in cursor.fetchall() if name.startswith(_PREFIX)}


def _drop(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in _there(connection):
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute(
                "SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
                " AND proname LIKE 'front\\_%%' ESCAPE '\\'",
                [],
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP FUNCTION "{name}"() CASCADE')
            cursor.execute(f"NOTIFY {CHANNEL}")
        cursor.execute(f"DROP TABLE IF EXISTS {NOTES}")


_THERE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE relnamespace = current_schema()::regnamespace AND NOT tgisinternal",
}
_KIND = {"sqlite": "text", "postgresql": "bigint"}
_NEW = {"sqlite": "hex(randomblob(8))", "postgresql": "pg_current_xact_id()::text::bigint"}


def _statements(vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield _FUNCTION.format(name="front_changed", when="true")
    for table in watched():
        yield from _on_sqlite(table) if vendor == "sqlite" else _on_postgresql(table)


def _name(event: str, watched: Watched) -> str:
    return f"{_PREFIX}{event.split()[0].lower()}_{watched.table}"


def _on_sqlite(watched: Watched) -> Iterator[str]:
    """Row by row, which is the only way there."""
    columns = ", ".join(f'"{column}"' for column in watched.columns)
    for event, rows in zip(_EVENTS, (("NEW",), ("OLD", "NEW"), ("OLD",)), strict=True):
        when = f" WHEN {_left_the_desk(watched, rows)}" if watched.edition else ""
        yield (
            f'CREATE TRIGGER "{_name(event, watched)}" AFTER {event.format(columns=columns)} ON "{watched.table}"{when} '
            f"BEGIN UPDATE {NOTES} SET value = {_NEW['sqlite']}; END"
        )


_FUNCTION = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {when} THEN
    INSERT INTO front_stamp (value) VALUES (pg_current_xact_id()::text::bigint) ON CONFLICT DO NOTHING;
    PERFORM pg_notify('front_stamp', '');
  END IF;
  RETURN NULL;
END $$
"""


def _on_postgresql(watched: Watched) -> Iterator[str]:
    """Row by row here, too: a statement that finds no row changes nothing."""
    columns = ", ".join(f'"{column}"' for column in watched.columns)
    function = f"{_PREFIX}changed"
    if watched.edition:
        function = f"{_PREFIX}{watched.table}"
        yield _FUNCTION.format(name=function, when=_left_the_desk(watched, ("OLD", "NEW")))
    for event in _EVENTS:
        yield (
            f'CREATE TRIGGER "{_name(event, watched)}" AFTER {event.format(columns=columns)} ON "{watched.table}" '
            f"FOR EACH ROW EXECUTE FUNCTION {function}()"
        )


def _left_the_desk(watched: Watched, rows: tuple[str, ...]) -> str:
    """A condition on the changed row, as it was or as it is."""
    if watched.table == EDITIONS:
        return " OR ".join(f"{row}.state NOT IN ({_OPEN})" for row in rows)
    keys = ", ".join(f"{row}.{watched.edition}" for row in rows)
    return f"EXISTS (SELECT 1 FROM {EDITIONS} WHERE id IN ({keys}) AND state NOT IN ({_OPEN}))"
