"""Is what readers see still what it was? Asked for each page that is served, so the answer has to cost next to nothing."""

from typing import Protocol

from django.db import connections


class Watch(Protocol):
    def stamp(self) -> str | None:
        """The same as before if and only if no page may have changed since; None when that is not known."""
        ...

    def close(self) -> None:
        """Watch no more."""
        ...


class Blind:
    """For databases that cannot be watched: nothing is ever known."""

    def stamp(self) -> str | None:
        return None

    def close(self) -> None:
        pass


def watch(using: str = "default") -> Watch:
    """For the site's database, as it is set up now."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        from site_app.front.watch.postgresql import PostgresqlWatch

        return PostgresqlWatch(using)
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():  # type: ignore[attr-defined]
        from site_app.front.watch.sqlite import SqliteWatch

        return SqliteWatch(str(connection.settings_dict["NAME"]))
    return Blind()
