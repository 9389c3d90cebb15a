"""Who looks at the timetable while nobody else does?"""

import logging
import threading

from django.db import close_old_connections
from django.utils import timezone

from site_app.articles.timetable import publish_due

EVERY = 15.0
"""Seconds between two looks: the longest that anything is late, whatever else the process is busy with."""

logger = logging.getLogger(__name__)


def keep_the_timetable(stop: threading.Event) -> None:
    """Publish what is due, again and again until told to stop; a look that fails is logged, and the next one taken."""
    while not stop.is_set():
        close_old_connections()
        try:
            publish_due(timezone.now())
        except Exception:
            logger.exception("nobody knows whether anything is due")
        stop.wait(EVERY)
