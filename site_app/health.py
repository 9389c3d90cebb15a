"""Is this process alive, and can the site be used? For whoever watches over it, before any other question is asked.

`/healthz` answers as long as the process does. `/readyz` names what the site needs and what is wrong with it: the database,
its migrations, the data folder, the compiled readings that saving an article takes; it answers 503 while one of them fails. Whether a worker is there is told, and is no reason
to send nobody here: pages are read without it. `/metrics`, where the site has a token for it, is for the same watchers.
"""

import tempfile
from collections.abc import Callable, Mapping

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

Answer = Callable[[HttpRequest], HttpResponseBase]


class HealthMiddleware:
    """Answers these addresses by whatever name and protocol the watcher asks; stands before everything that refuses."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info == "/healthz":
            return _never_kept(HttpResponse("ok\n", content_type="text/plain"))
        if request.path_info == "/readyz":
            found = needs()
            return _never_kept(JsonResponse(found, status=200 if all(said == "ok" for said in found.values()) else 503))
        if request.path_info == "/metrics" and settings.METRICS_TOKEN:
            from site_app.metrics import metrics  # models are there by now

            return metrics(request)
        return self.get_response(request)


def needs() -> Mapping[str, str]:
    """What the site needs, each with "ok" or what is wrong, without a word that would help an attacker."""
    return {"database": _database(), "migrations": _migrations(), "storage": _storage(), "engine": _engine()}


_is_migrated = False
_has_readings = False


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "unreachable"
    return "ok"


def _migrations() -> str:
    """Asked until the answer is yes; a process does not outlive its code."""
    global _is_migrated
    if not _is_migrated:
        try:
            executor = MigrationExecutor(connection)
            _is_migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError:
            return "unknown"
    return "ok" if _is_migrated else "missing"


def _engine() -> str:
    """Asked until the answer is yes, too; the engine itself stays out of processes that only serve."""
    global _has_readings
    if not _has_readings:
        from site_app.pinyin import dictionary

        _has_readings = dictionary.is_built()
    return "ok" if _has_readings else "missing"


def _storage() -> str:
    try:
        with tempfile.TemporaryFile(dir=settings.DATA_DIR) as file:
            file.write(b"ready")
    except OSError:
        return "not writable"
    return "ok"


def _never_kept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
