"""Has another connection to the SQLite file changed what readers see?

`PRAGMA data_version` is a look at shared memory that tells whether anybody has committed anything. Only then is the note
read that the triggers keep: a session or a task that was stored leaves it as it was.
"""

import sqlite3
import threading
from contextlib import suppress

from site_app.front.triggers import NOTES


class SqliteWatch(threading.local):
    """A connection for each thread that asks. It reads alone, and sees each commit as soon as it is made."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._cursor: sqlite3.Cursor | None = None
        self._seen: int | None = None
        self._stamp: str | None = None

    def stamp(self) -> str | None:
        try:
            cursor = self._cursor or self._open()
            (version,) = cursor.execute("PRAGMA data_version").fetchone()
            if version != self._seen:
                # What is committed between the two questions is noticed by the next one.
                row = cursor.execute(f"SELECT value FROM {NOTES}").fetchone()
                self._stamp = row[0] if row else None
                self._seen = version
            return self._stamp
        except sqlite3.Error:
            self.close()
            return None

    def _open(self) -> sqlite3.Cursor:
        # Not `mode=ro`: the first one who reads may have to make the index of the log.
        connection = sqlite3.connect(f"file:{self._path}?mode=rw", uri=True, isolation_level=None, timeout=5)
        connection.execute("PRAGMA query_only = ON")
        self._cursor, self._seen = connection.cursor(), None
        return self._cursor

    def close(self) -> None:
        """What this thread has opened."""
        cursor, self._cursor, self._seen, self._stamp = self._cursor, None, None, None
        if cursor:
            with suppress(sqlite3.Error):
                cursor.connection.close()
