"""Is what was published there after a crash? `python -m benchmarks.crashing [TIMES] [postgresql://…]`

While somebody publishes one edition after the other and others read, all processes of the site are killed with SIGKILL at random
moments and started again. Afterwards every edition that was said to be published has to be there, the database has to be
whole, and no page may ever have said half of one edition and half of another.
"""

import contextlib
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.publisher import MARK, SENTENCES, SLUG
from benchmarks.running import ROOT, Site, environment, free_port, get, python, say

TIMES = 100
UNTIL_KILLED = (0.3, 2.0)
"""Seconds after the site answers again."""
_MARKED = re.compile(MARK.format(r"(\d+)"))


@dataclass
class Seen:
    acknowledged: list[int] = field(default_factory=list)
    """Numbers of editions."""
    pages: int = 0
    broken: list[str] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)


def main(arguments: list[str]) -> None:
    times = next((int(argument) for argument in arguments if argument.isdigit()), TIMES)
    database = next((argument for argument in arguments if "://" in argument), "")
    with tempfile.TemporaryDirectory(prefix="bench-crash-") as folder:
        faults = crash(Path(folder), times, database)
    sys.exit("\n".join(faults) or None)


def crash(folder: Path, times: int, database: str = "") -> list[str]:
    """What went wrong, a line each."""
    more = {"DJANGO_SETTINGS_MODULE": "benchmarks.plain_files"} | ({"DATABASE_URL": database} if database else {})
    python(folder, "manage.py", "migrate", "-v0", **more)
    port, seen = free_port(), Seen()
    readers = [threading.Thread(target=_read, args=(port, seen), daemon=True) for _ in range(3)]
    try:
        page = _kill_again_and_again(folder, times, port, seen, readers, more)
    finally:
        seen.stopping.set()
        for reader in readers:
            if reader.is_alive():
                reader.join(30)
    faults = [*seen.broken[:10], *_lost(folder, seen, page, more)]
    say(
        f"{times} times killed; {len(seen.acknowledged)} editions acknowledged, {seen.pages} pages read; {len(faults)} faults"
    )
    return faults


def _kill_again_and_again(
    folder: Path, times: int, port: int, seen: Seen, readers: list[threading.Thread], more: dict[str, str]
) -> bytes:
    """The page as the last server shows it."""
    dice = random.Random()
    for turn in range(times):
        publisher = _publisher(folder, seen, more)
        site = Site(folder, port=port, **more)
        try:
            if turn == 0:
                _until_published(publisher, seen)
                for reader in readers:
                    reader.start()
            site.until_it_answers(f"/articles/{SLUG}/")
            time.sleep(dice.uniform(*UNTIL_KILLED))
        finally:
            publisher.kill()
            site.kill()
            publisher.wait()
    with Site(folder, port=port, **more) as site:
        return get(f"{site.address}/articles/{SLUG}/")[2]


def _until_published(publisher: "subprocess.Popen[str]", seen: Seen) -> None:
    while not seen.acknowledged:
        if publisher.poll() is not None:
            raise SystemExit("nothing can be published")
        time.sleep(0.1)


def _publisher(folder: Path, seen: Seen, more: dict[str, str]) -> "subprocess.Popen[str]":
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.publisher", "0.02"], cwd=ROOT,
                               env=environment(folder, **more), stdout=subprocess.PIPE, text=True)  # fmt: skip

    def listen() -> None:
        assert process.stdout
        with process.stdout:
            seen.acknowledged += (int(line) for line in process.stdout if line.endswith("\n"))

    threading.Thread(target=listen, daemon=True).start()
    return process


def _read(port: int, seen: Seen) -> None:
    """One reader; what is not answered at all is no page."""
    turn = 0
    while not seen.stopping.is_set():
        turn += 1
        view = ("", "ruby/")[turn % 2]
        try:
            status, headers, body = get(f"http://127.0.0.1:{port}/articles/{SLUG}/{view}")
        except OSError:
            time.sleep(0.02)
            continue
        except Exception as error:  # a connection that broke in the middle
            if type(error).__name__ not in ("IncompleteRead", "RemoteDisconnected", "BadStatusLine"):
                raise
            continue
        if status == 200 and int(headers.get("Content-Length", len(body))) == len(body):
            seen.pages += 1
            seen.broken += _halves(body.decode())
        elif status >= 500:
            seen.broken.append(f"{status} from {view or 'hanzi'}")


def _halves(page: str) -> list[str]:
    """What shows that a page is not one whole page of one edition."""
    text = re.sub(r"<rt[^>]*>.*?</rt>|<[^>]+>", "", page)
    numbers = {*_MARKED.findall(text)}
    if len(numbers) != 1 or not page.rstrip().endswith("</html>"):
        return [f"a page of editions {sorted(numbers)}, {len(page)} characters"]
    return [] if text.count(MARK.format(*numbers)) > SENTENCES else ["a page that lacks sentences"]


_CHECK = """
from django.db import connection
from site_app.articles.models import Article, Edition, Rendering
found = Edition.objects.filter(article__slug={slug!r})
published = found.exclude(published_at=None)
print(*published.values_list("number", flat=True))
print(found.live().get().number)
print(Rendering.objects.filter(edition__in=published).count() == 3 * published.count())
with connection.cursor() as cursor:
    if connection.vendor == "sqlite":
        cursor.execute("PRAGMA integrity_check")
        print(cursor.fetchone()[0])
        cursor.execute("PRAGMA foreign_key_check")
        print(len(cursor.fetchall()))
    else:
        print("ok")
        print(0)
"""


def _lost(folder: Path, seen: Seen, page: bytes, more: dict[str, str]) -> list[str]:
    answer = python(folder, "manage.py", "shell", "-v0", "-c", _CHECK.format(slug=SLUG), **more).splitlines()
    published, live, views, integrity, orphans = answer[-5:]
    there = {*map(int, published.split())}
    faults = [f"edition {number} was acknowledged and is lost" for number in seen.acknowledged if number not in there]
    faults += [] if integrity == "ok" else [f"integrity: {integrity}"]
    faults += [] if orphans == "0" else [f"{orphans} rows refer to nothing"]
    faults += [] if views == "True" else ["an edition lacks a view"]
    faults += [] if int(live) >= max(seen.acknowledged) else ["a former edition is live"]
    with contextlib.suppress(IndexError):
        shown = _MARKED.findall(page.decode())[0]
        faults += [] if int(shown) >= max(seen.acknowledged) else [f"the page shows {shown}"]
    return faults


if __name__ == "__main__":
    main(sys.argv[1:])
