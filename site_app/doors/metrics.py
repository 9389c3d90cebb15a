"""What does Prometheus get to know? Loaded only where METRICS_TOKEN is set.

Each server process counts in a file of its own below DATA_DIR/metrics; whichever is asked adds them up. Each machine counts
for itself, and is asked for itself.
"""

import os
import time
from collections.abc import Mapping
from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, Histogram, generate_latest, multiprocess

KEPT = 24 * 60 * 60
"""Seconds for which the file of a process that has ended is still counted."""

_seconds = Histogram(
    "site_request_seconds",
    "Time that an answer took, by view and class of status",
    ["method", "view", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
_front = Gauge("site_front_answers", "Answers by where their page came from", ["source"], multiprocess_mode="sum")
_followed: list[Mapping[str, int]] = []
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})


def note(method: str, view: str, status: int, seconds: float) -> None:
    """Count one answer. Labels are few: the view's name stands for all its addresses."""
    known = method if method in _METHODS else "other"
    _seconds.labels(known, view or "none", f"{status // 100}xx").observe(seconds)
    for counts in _followed:
        for source, number in counts.items():
            _front.labels(source).set(number)


def follow(counts: Mapping[str, int]) -> None:
    """Tell of these counts, too, as they are when the process next answers something that is not stored."""
    _followed.append(counts)


def counted() -> bytes:
    """What all processes of this machine counted, in Prometheus' text format."""
    folder = Path(os.environ["PROMETHEUS_MULTIPROC_DIR"])
    _forget_the_dead(folder)
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry, path=str(folder))  # type: ignore[no-untyped-call]
    return generate_latest(registry)


def _forget_the_dead(folder: Path) -> None:
    for file in folder.glob("*_*.db"):
        number = file.stem.rpartition("_")[2]
        if number.isdigit() and not Path(f"/proc/{number}").exists() and time.time() - file.stat().st_mtime > KEPT:
            file.unlink(missing_ok=True)
