"""How does whoever runs the site hear that something failed? By e-mail, seldom, and without anybody's data.

A message holds time, request id, path and the traceback; no form, no cookie, no address, no variable. Where a secret of the
site stands in it, it is struck out.
"""

import logging
import threading
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import send_mail

from site_app.doors.limits import Limit
from site_app.doors.requests import current

MOST_IN_AN_HOUR = 10
_SHORTEST = 6
"""Characters; shorter ones would strike out ordinary words."""
_NOBODYS_FAULT = (
    "site.mail",
    "django.security.DisallowedHost",
    "django.security.RequestDataTooBig",
    "django.security.TooMany",
)
"""What these say is no failure of the site's: that a message was not sent, that a stranger asked by another name or sent too much."""
_formatter = logging.Formatter()


class ErrorMail(logging.Handler):
    """Sends each kind of failure once an hour to ERROR_MAIL_TO, and not more than ten messages in all."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.sending: threading.Thread | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if not settings.ERROR_MAIL_TO or record.name.startswith(_NOBODYS_FAULT):
            return
        hour = 60 * 60
        if Limit("error-mail-of-a-kind", 1, hour).wait(_kind(record)) or Limit(
            "error-mail", MOST_IN_AN_HOUR, hour
        ).wait("site"):
            return
        message = _subject(record), without_secrets(_body(record))
        # A mail server that does not answer holds up nobody who reads.
        self.sending = threading.Thread(target=_send, args=message, daemon=True)
        self.sending.start()


def without_secrets(text: str) -> str:
    database = settings.DATABASES["default"]
    secrets = (
        settings.SECRET_KEY,
        settings.EMAIL_HOST_PASSWORD,
        settings.METRICS_TOKEN,
        settings.CACHE_URL,
        unquote(urlsplit(settings.CACHE_URL).password or ""),
        settings.OBJECT_STORAGE.get("secret_key", ""),
        str(database.get("PASSWORD") or ""),
    )
    for secret in secrets:
        if len(secret) >= _SHORTEST:
            text = text.replace(secret, "…")
    return text


def _kind(record: logging.LogRecord) -> str:
    error = record.exc_info[0] if record.exc_info else None
    trace = record.exc_info[2] if record.exc_info else None
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else record.msg
    # The same in every process, which `hash` is not.
    return sha256(f"{record.name} {error.__name__ if error else ''} {place}".encode()).hexdigest()[:16]


def _subject(record: logging.LogRecord) -> str:
    error = record.exc_info[0] if record.exc_info else None
    return f"[{settings.SITE_NAME}] {error.__name__ if error else record.name}"


def _body(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    lines = [
        f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%d %H:%M:%S} UTC",
        f"request {current.get() or '–'}",
        f"{request.method} {request.path_info}" if request is not None and hasattr(request, "path_info") else "",
        f"{record.name}: {record.getMessage()}",
        _formatter.formatException(record.exc_info) if record.exc_info else "",
    ]
    return "\n".join(line for line in lines if line)


def _send(subject: str, body: str) -> None:
    try:
        send_mail(subject, body, None, list(settings.ERROR_MAIL_TO))
    except OSError as error:
        logging.getLogger("site.mail").warning("An error report could not be sent: %s", error)
