"""What does reading aloud cost, and do readers of the pages notice? `python -m benchmarks.narrating`

A site with the seed series is served as `make run` serves it, from a folder of its own. Its pages are asked for before,
while and after the whole series is read in every voice and pace; then one sentence of an article is changed.
"""

import os
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import ProxyHandler, build_opener

from benchmarks.engines import ROOT
from site_app.narration.voices import SOUNDS

_ASKED = 150
"""Pages in one measurement."""
_SERVER = ("--interface", "wsgi", "--workers", "2", "--blocking-threads", "1", "--no-ws", "--host", "127.0.0.1")


class Site:
    """A new site with the seeds, in a folder of its own."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._environment = {**os.environ, "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "site_app.settings"}
        sound = ROOT / "benchmarks" / "sound"
        for folder in ("model", "voices"):
            (sound / folder).mkdir(parents=True, exist_ok=True)
            (data / "narration").mkdir(exist_ok=True)
            (data / "narration" / folder).symlink_to(sound / folder)
        for command in (["collectstatic", "--no-input"], ["setup"]):
            self.manage(*command)

    def manage(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self._environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def begin(self, *command: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=self._environment, stdout=subprocess.DEVNULL
        )

    def played(self) -> float:
        """Seconds of all sound."""
        with closing(sqlite3.connect(self._data / "db.sqlite3")) as database:
            (milliseconds,) = database.execute("SELECT sum(duration) FROM narration_narration").fetchone()
        return float(milliseconds or 0) / 1000

    def clips(self) -> int:
        return len(list((self._data / "narration" / "clips").rglob("*.flac")))

    @contextmanager
    def served(self) -> Iterator[str]:
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            port = free.getsockname()[1]
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "granian",
                *_SERVER,
                "--port",
                str(port),
                "--log-level",
                "error",
                "site_app.wsgi:application",
            ],
            cwd=ROOT,
            env=self._environment,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _until_it_answers(address)
            yield address
        finally:
            server.terminate()
            server.wait(30)


_OPEN = build_opener(ProxyHandler({})).open


def _until_it_answers(address: str) -> None:
    for _ in range(300):
        try:
            _OPEN(address).read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


def _pages(address: str) -> list[str]:
    home = _OPEN(address).read().decode()
    articles = sorted(set(re.findall(r'href="(/articles/[a-z0-9-]+/)"', home)))
    return [address + article + view for article in articles for view in ("", "ruby/", "pinyin/")]


def _milliseconds(pages: list[str], times: int = _ASKED) -> list[float]:
    """How long each of so many answers took, one after the other."""
    taken = []
    for number in range(times):
        began = time.perf_counter()
        _OPEN(pages[number % len(pages)]).read()
        taken.append(1000 * (time.perf_counter() - began))
    return taken


def main() -> None:
    with TemporaryDirectory() as folder:
        site = Site(Path(folder))
        with site.served() as address:
            pages = _pages(address)
            _milliseconds(pages)
            before = _milliseconds(pages)
            began = time.perf_counter()
            narrating = site.begin("narrate")
            meanwhile: list[float] = []
            while narrating.poll() is None:
                meanwhile += _milliseconds(pages, 15)
                time.sleep(1)
            took = time.perf_counter() - began
            after = _milliseconds(pages)
        _say(
            f"pages: median before {_median(before)}, meanwhile {_median(meanwhile)} ({len(meanwhile)} asked), after {_median(after)}"
        )
        usual = statistics.median(before + after)
        _say(f"meanwhile ÷ before and after: {statistics.median(meanwhile) / usual:.2f}")
        _say(f"reading took {took:.0f} s for {site.played():.0f} s of sound: {took / site.played():.2f}")
        spoken = site.clips()
        began = time.perf_counter()
        site.manage("shell", "--verbosity=0", "-c", _CHANGE_ONE_SENTENCE)
        site.manage("narrate")
        _say(
            f"one sentence changed: {site.clips() - spoken} clips spoken for {len(SOUNDS)} sounds, "
            f"of {spoken} in all, in {time.perf_counter() - began:.0f} s"
        )


_CHANGE_ONE_SENTENCE = """
from dataclasses import replace
from site_app.articles.models import Article, Reference
from site_app.articles.drafting import save_draft
from site_app.articles.publishing import publish_unreviewed
articles = [one for one in Article.objects.published() if "患者" in one.live_edition.markdown]
article = max(articles, key=lambda article: len(article.live_edition.markdown))
live = article.live_edition
about = replace(live.particulars, readers="家属", references=(Reference("a", "指南", "学会", 2022),))
words = replace(live.words, markdown=live.markdown.replace("患者", "病人", 1))
draft = save_draft(article=article, words=words, particulars=about)
assert draft.markdown != live.markdown
publish_unreviewed(edition=draft, reason="measuring")
"""


def _median(milliseconds: list[float]) -> str:
    return f"{statistics.median(milliseconds):.1f} ms"


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  this is what the command is for


if __name__ == "__main__":
    main()
