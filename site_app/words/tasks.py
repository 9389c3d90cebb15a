"""What do words have done in the background?"""

import logging

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from site_app.articles.tasks import QUEUE
from site_app.words import strokes

logger = logging.getLogger(__name__)


@task(queue_name=QUEUE)
def bring_strokes() -> None:
    """Without a network or npm, pages show no strokes; the next start tries again."""
    try:
        strokes.ensure_built(logger.info)
    except strokes.StrokesMissing as missing:
        logger.warning("%s", missing)


def is_waiting() -> bool:
    """Whether the strokes are ordered, and nobody has begun to bring them: starts order them once."""
    ordered = DBTaskResult.objects.filter(task_path=bring_strokes.module_path)
    return ordered.filter(status=TaskResultStatus.READY).exists()
