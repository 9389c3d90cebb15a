"""What does whoever watches the site get to know in figures? Prometheus' format at `/metrics`, for whoever has the token.

Without METRICS_TOKEN there is no such address.
"""

import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from site_app.articles.models import Article, Edition
from site_app.narration.models import Narration


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Counted by all server processes of this machine, and looked up now."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not _has_token(request):
        return HttpResponse("token\n", status=401, content_type="text/plain", headers={"WWW-Authenticate": "Bearer"})
    from site_app.doors.metrics import counted

    return HttpResponse(counted() + "".join(_lines()).encode(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _has_token(request: HttpRequest) -> bool:
    scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "bearer" and secrets.compare_digest(
        given.strip().encode(), settings.METRICS_TOKEN.encode()
    )


def _lines() -> Iterator[str]:
    for name, what, figures in (
        ("site_tasks", "Tasks in the background that are not done", _tasks()),
        ("site_narrations", "Sounds of published articles, by state", _narrations()),
        ("site_articles_published", "Articles that readers see", {"": Article.objects.published().count()}),
        ("site_editions", "Editions that are kept", {"": Edition.objects.count()}),
        ("site_database_bytes", "Size of the database", {"": database_bytes()}),
    ):
        yield f"# HELP {name} {what}\n# TYPE {name} gauge\n"
        yield from (f"{name}{labels} {figure}\n" for labels, figure in figures.items())


def _tasks() -> dict[str, int]:
    asked = DBTaskResult.objects.exclude(status="SUCCESSFUL").values_list("queue_name", "status")
    counts = asked.annotate(count=Count("pk")).order_by()
    return {f'{{queue="{queue}",status="{status.lower()}"}}': count for queue, status, count in counts}


def _narrations() -> dict[str, int]:
    counts = dict(Narration.objects.live().values_list("state").annotate(count=Count("pk")).order_by())
    return {f'{{state="{state}"}}': counts.get(state, 0) for state in Narration.State.values}


def database_bytes() -> int:
    """What the database takes on its disk; of SQLite with what waits to be written into it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    file = Path(str(connection.settings_dict["NAME"]))
    return sum(part.stat().st_size for part in (file, file.with_name(f"{file.name}-wal")) if part.exists())
