"""Has anybody changed what readers see in the PostgreSQL database, on whatever machine?

A thread listens. Several times a second it sends itself a word the way that news of changes goes: as long as the word
comes back, nothing that was sent before it can have been missed. When it does not, nothing is known, and pages are made
anew until it does.
"""

import logging
import os
import secrets
import threading
from time import monotonic
from typing import Any

from site_app.front.triggers import CHANNEL, NOTES

PULSE = 0.25
"""Seconds between two words to itself."""
TRUSTED = 0.9
"""Seconds for which an answer holds after the last word came back."""
REST = 1.0
"""Seconds before another try at a database that is away."""
MOST_NOTES = 100
"""Notes of changes that are kept; older ones tell nothing more."""

_IMPATIENT = {"application_name": "front watch", "connect_timeout": 5, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2,
              "tcp_user_timeout": 5000}  # fmt: skip

logger = logging.getLogger(__name__)


class PostgresqlWatch:
    """Listens from the first question on, in each server process for itself."""

    def __init__(self, using: str) -> None:
        self._using = using
        self._lock = threading.Lock()
        self._listener: int | None = None
        self._thread: threading.Thread | None = None
        self._stamp: str | None = None
        self._until = 0.0
        self._ended = threading.Event()

    def stamp(self) -> str | None:
        if self._listener != os.getpid():
            self._start()
        return self._stamp if monotonic() < self._until else None

    def close(self) -> None:
        """Listen no more; back when the connection is closed."""
        self._ended.set()
        if self._thread:
            self._thread.join()

    def _start(self) -> None:
        with self._lock:
            if self._listener != os.getpid():
                self._listener = os.getpid()
                self._thread = threading.Thread(target=self._listen, daemon=True, name="front-watch")
                self._thread.start()

    def _listen(self) -> None:
        import psycopg

        while not self._ended.is_set():
            try:
                with psycopg.connect(**self._parameters(), autocommit=True) as connection:
                    self._follow(connection)
            except psycopg.Error as failure:
                self._stamp = None
                logger.warning("changes cannot be followed, pages are made anew: %s", type(failure).__name__)
                self._ended.wait(REST)

    def _parameters(self) -> dict[str, Any]:
        from django.db import connections

        connection = connections[self._using]
        given = connection.get_connection_params()
        names = ("dbname", "user", "password", "host", "port", "service", "passfile", "sslmode", "sslrootcert", "sslcert",
                 "sslkey", "options", "connect_timeout")  # fmt: skip
        return {**_IMPATIENT, **{name: given[name] for name in names if given.get(name)}}

    def _follow(self, connection: Any) -> None:
        own = f"front_{secrets.token_hex(8)}"
        connection.execute(f"LISTEN {CHANNEL}")
        connection.execute(f"LISTEN {own}")
        sent = monotonic()
        self._stamp, self._until = _noted(connection), sent + TRUSTED
        is_back = True
        while not self._ended.is_set():
            if is_back and monotonic() - sent >= PULSE:
                sent, is_back = monotonic(), False
                connection.execute(f"NOTIFY {own}")
            heard = {news.channel for news in connection.notifies(timeout=PULSE, stop_after=1)}
            if CHANNEL in heard:
                self._stamp = None  # until it is known what was noted
                self._stamp = _noted(connection)
            if own in heard:
                is_back, self._until = True, sent + TRUSTED


def _noted(connection: Any) -> str | None:
    """What all notes together say; None while there are none."""
    count, said = connection.execute(
        f"SELECT count(*), md5(string_agg(value::text, ',' ORDER BY value)) FROM {NOTES}"
    ).fetchone()
    if count > MOST_NOTES:
        connection.execute(f"DELETE FROM {NOTES} WHERE value < (SELECT max(value) FROM {NOTES}) AND made_by IS NULL")
        return _noted(connection)
    return said if count else None
