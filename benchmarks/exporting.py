"""How long does it take to write a large site as files? `python -m benchmarks.exporting [ARTICLES]`

A site of generated articles is made in a temporary folder and exported twice with all processors; the second time nothing has
changed. 10,000 articles are some 280,000 files: this takes hours.
"""

import os
import re
import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.running import python, say

ARTICLES = 10_000


def main(arguments: list[str]) -> None:
    count, jobs = int(arguments[0]) if arguments else ARTICLES, os.cpu_count() or 1
    with tempfile.TemporaryDirectory(prefix="bench-export-") as folder:
        site, there = Path(folder) / "site", Path(folder) / "public"
        site.mkdir()
        python(site, "-m", "benchmarks.filled_site", str(count))
        say(f"{count:,} generated articles, {jobs} processes")
        for name in ("first export", "again, nothing changed"):
            begun, worked = time.perf_counter(), _worked()
            said = python(site, "manage.py", "export_site", str(there), "--jobs", str(jobs))
            pages, files, written = map(int, re.findall(r"\d+", said)[:3])
            say(
                f"{name}: {time.perf_counter() - begun:,.0f} s, {_worked() - worked:,.0f} s of processor; "
                f"{pages:,} pages, {files:,} files, {written:,} of them written"
            )


def _worked() -> float:
    """Seconds that ended processes worked."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(sys.argv[1:])
