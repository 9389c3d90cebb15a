"""How do rows of a database become text that any other database can hold, and rows again?

A table is a file of lines, one row each, as a JSON list in the order of its columns, sorted by its key. The same content gives
the same bytes on SQLite and on PostgreSQL.
"""

import base64
import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from django.apps.registry import Apps
from django.db import connections, models
from django.utils.duration import duration_string

LEFT_OUT = frozenset({"sessions.session"})
"""Who is signed in now is nothing to bring back."""
_AT_ONCE = 200
"""Rows that are read or written together."""

Model = type[models.Model]


def kept(apps: Apps) -> dict[str, Model]:
    """The models whose rows are kept, by label (``articles.edition``), also those that only join two others."""
    found = {model._meta.label_lower: model for model in apps.get_models(include_auto_created=True)}
    return {
        label: model
        for label, model in sorted(found.items())
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped and label not in LEFT_OUT
    }


def columns(model: Model) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields]


def lines(model: Model, order: Sequence[str], using: str) -> Iterator[bytes]:
    """One line for each row; `order` is that of the columns, which differs between a model and its own past."""
    fields = _fields(model, order)
    names = [field.attname for field in fields]
    rows = model._base_manager.using(using).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=_AT_ONCE):
        said = [_said(field.get_prep_value(value)) for field, value in zip(fields, row, strict=True)]
        yield json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"


def fill(model: Model, order: Sequence[str], stored: Iterable[bytes], using: str) -> int:
    """Put rows into an empty table, just as they were; returns how many. Raises ValueError for what is no row."""
    connection = connections[using]
    fields, quote, count = _fields(model, order), connection.ops.quote_name, 0
    names = ", ".join(map(quote, order))
    places = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"
    with connection.cursor() as cursor:
        for some in _batches(stored):
            rows = [_row(fields, line, connection) for line in some]
            cursor.executemany(insert, rows)
            count += len(rows)
    return count


def last_number(model: Model, using: str) -> int:
    """The last key that the database gave to a row of the table; 0 where it gives none."""
    connection, key = connections[using], model._meta.pk
    if key.get_internal_type() not in ("AutoField", "BigAutoField", "SmallAutoField"):
        return 0
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [connection.ops.quote_name(table), key.column])
            (sequence,) = cursor.fetchone()
            cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def go_on_after(model: Model, number: int, using: str) -> None:
    """New rows get larger keys than this, so that no key is ever given twice."""
    connection, key = connections[using], model._meta.pk
    if not number:
        return
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
        else:
            quoted = connection.ops.quote_name(table)
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [quoted, key.column, number])


def _fields(model: Model, order: Sequence[str]) -> "list[models.Field[Any, Any]]":
    by_column = {field.column: field for field in model._meta.concrete_fields}
    return [by_column[column] for column in order]


def _row(fields: "Iterable[models.Field[Any, Any]]", line: bytes, connection: Any) -> list[Any]:
    return [
        field.get_db_prep_save(field.to_python(value), connection)
        for field, value in zip(fields, json.loads(line), strict=True)
    ]


def _said(value: Any) -> Any:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return duration_string(value)
        case Decimal() | uuid.UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode("ascii")
        case _:
            return value


def _batches(stored: Iterable[bytes]) -> Iterator[list[bytes]]:
    waiting = iter(stored)
    while some := list(islice(waiting, _AT_ONCE)):
        yield some
