"""All that is measured of the site, into docs/benchmarks.md: `python -m benchmarks.everything [PART…] [FILE OF SENTENCES…]`

Parts: readings, visit, serving, crashing, readers, exporting; all of them when none is named. Of parts that are not run the last results stay.
`BENCH_DATABASE_URL` names an empty PostgreSQL database, on which crashes and readers are tried as well.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from benchmarks.running import ROOT, machine, say

RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "benchmarks.md"
PARTS = ("readings", "visit", "serving", "crashing", "readers", "exporting")

TOLD = {"readings": "Readings", "crashing": "Crashes", "readers": "Readers", "exporting": "Export"}
"""Parts of which the page shows what they said, each under its title."""


def main(arguments: list[str]) -> None:
    parts = [part for part in PARTS if part in arguments] or [*PARTS]
    files = [argument for argument in arguments if argument not in PARTS]
    RESULTS.mkdir(exist_ok=True)
    database = os.environ.get("BENCH_DATABASE_URL", "")
    failed = []
    for part in parts:
        say(f"==> {part}")
        for command in _commands(part, files, database):
            output, status = _run(command)
            if status:
                failed.append(command)
            if part in TOLD:
                on = "-postgresql" if database in command and database else ""
                (RESULTS / f"{part}{on}.txt").write_text(output)
    write()
    if failed:
        sys.exit("\n".join(f"failed: {' '.join(command)}" for command in failed))


def _commands(part: str, files: list[str], database: str) -> Iterator[list[str]]:
    if part == "readings":
        yield ["benchmarks.bench", *files]
    elif part == "visit":
        yield ["benchmarks.first_visit"]
    else:
        yield [f"benchmarks.{part}"]
        if database and part in ("crashing", "readers"):
            yield [f"benchmarks.{part}", database]


def _run(command: list[str]) -> tuple[str, int]:
    """What it said, while it is shown, and its exit code."""
    said = []
    with subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            sys.stdout.write(line)
            sys.stdout.flush()
            said.append(line)
    return "".join(said), process.returncode


def write() -> None:
    """The page, from what is known."""
    now = f"{datetime.now(UTC):%Y-%m-%d}"
    parts = [
        "# Benchmarks\n",
        f"Measured by `make bench` on {machine()}, {now}. Server and load share the machine; ratios are to nginx serving the same "
        "compressed bytes in the same seconds (`wrk -t2 -c16`, two workers each), medians of four rounds. They carry over to other "
        "machines, requests a second do not. The article is 《脑梗是什么》 with pinyin above.\n",
        *_table(),
    ]
    for name, title in TOLD.items():
        for on in ("", "-postgresql"):
            file = RESULTS / f"{name}{on}.txt"
            if file.exists():
                parts += [f"## {title}{', on PostgreSQL' if on else ''}\n", file.read_text().strip() + "\n"]
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    say(f"written: {PAGE.relative_to(ROOT)}")


def _table() -> Iterator[str]:
    found = _known("serving")
    sizes = sorted(found, key=int)
    if not sizes:
        return
    head = " | ".join(f"{int(size):,} articles" for size in sizes)
    yield f"| what | {head} | wanted |\n|---|{'--:|' * len(sizes)}--:|" + "".join(
        f"\n| {what} | {' | '.join(_shown(found[size], name, form) for size in sizes)} | {wanted} |"
        for what, name, form, wanted in ROWS
        if any(name in found[size] for size in sizes)
    )
    visit = _known("first_visit")
    if visit:
        yield f"\nA first visit to it takes {visit['bytes'] / 1000:.1f} kB in {visit['requests']} answers, headers included, before sound and pictures (wanted: 60 at most).\n"


ROWS = (
    ("article, kept page", "hot", "{:.2f} of nginx", "0.35"),
    ("article, unchanged (304)", "304", "{:.2f} of nginx", "0.35"),
    ("6,000 pages, more than memory holds", "shelf", "{:.3f} of nginx", "0.03"),
    ("article, through view and template", "view", "{:.4f} of nginx", ""),
    ("article, nginx of compose.yaml in front", "container", "{:.2f} of nginx", "0.85"),
    ("article, while a draft of it is saved 20 times a second", "draft_saves", "{:.2f} of without saves", "0.75"),
    ("article, while it is published anew 20 times a second", "live_saves", "{:.2f} of without saves", "0.75"),
    ("– errors meanwhile", "live_errors", "{:.0f}", "0"),
    ("– stale pages among 366 requests right after a save", "stale", "{:.0f}", "0"),
    ("errors in all runs", "errors", "{:.0f}", "0"),
    ("nginx, requests a second", "nginx/s", "{:,.0f}", ""),
    ("kept page, requests a second", "hot/s", "{:,.0f}", ""),
    ("view and template, requests a second", "view/s", "{:,.0f}", ""),
    ("memory of a worker after its first page, MB", "rss_first", "{:.0f}", ""),
    ("memory of a worker after all runs, MB", "rss", "{:.0f}", "75"),
    ("start to first page, s", "start_s", "{:.2f}", "0.6"),
    ("saving 10,000 characters, ms", "save_ms", "{:.0f}", "120"),
    ("publishing them, ms", "publish_ms", "{:.0f}", ""),
    ("search, median ms", "search_ms", "{:.1f}", ""),
    ("search, 95th percentile ms", "search_95_ms", "{:.1f}", "50"),
)


def _shown(found: dict[str, float], name: str, form: str) -> str:
    return form.format(found[name]) if name in found else "–"


def _known(name: str) -> dict[str, Any]:
    file = RESULTS / f"{name}.json"
    known: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    return known


if __name__ == "__main__":
    main(sys.argv[1:])
