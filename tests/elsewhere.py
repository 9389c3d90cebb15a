"""Where does a site that a test starts in another process keep its data? On the kind of database that the tests are run on."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.db import connection

from site_app.keeping.places import address_of, bare_connection


@contextmanager
def empty_database() -> Iterator[str]:
    """The address of a PostgreSQL database of its own, gone afterwards; "" where the site has SQLite's file in its data folder."""
    if connection.vendor != "postgresql":
        yield ""
        return
    name = f"elsewhere_{uuid4().hex}"
    _tell(f"CREATE DATABASE {name}")
    try:
        yield address_of({**connection.settings_dict, "NAME": name}, {})
    finally:
        _tell(f"DROP DATABASE {name} WITH (FORCE)")


def _tell(order: str) -> None:
    with bare_connection() as bare:
        bare.autocommit = True
        bare.execute(order)
