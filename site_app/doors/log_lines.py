"""What does a line of the log look like? JSON for machines that collect logs, a sentence for whoever sits before it."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from site_app.doors.requests import ID, current

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "server_time", "taskName"}
"""What every record has; whatever else it carries was given to it by us."""


class JsonLine(logging.Formatter):
    """One JSON object, in one line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if name := current.get() or getattr(getattr(record, "request", None), "META", {}).get(ID):
            line["request_id"] = name
        line |= {key: value for key, value in vars(record).items() if key not in _OWN}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
