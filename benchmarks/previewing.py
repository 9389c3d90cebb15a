"""How soon does an editor see a change? `python -m benchmarks.previewing`

A site is served as `make run` serves it, from a folder of its own. In Chromium an article of 10,000 characters is opened
and one character is typed, twenty times, each time in another paragraph: how long it takes until the page beside the text
shows it, and what the server's processor works for it.
"""

import os
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.engines import ROOT
from benchmarks.gold import read_gold
from benchmarks.narrating import Site
from tests.browser.chromium import launch

CHARACTERS, CHANGES, WARM = 10_000, 20, 6
PAUSE = 150
"""Milliseconds that the script waits for another keystroke; see ``static/admin_desk/preview/asking.js``."""
BOUND = 300
"""Milliseconds from the end of the pause to the page."""
PASSWORD = "zao-fa-xian-zao-zhi-liao"
ARTICLE = f"""
from pathlib import Path
from django.contrib.auth.models import User
from site_app.articles.drafting import save_draft
from site_app.articles.models import Article
from site_app.articles.models.edition import Words
User.objects.create_superuser("writer", password="{PASSWORD}")
text = Path("{{path}}").read_text(encoding="utf-8")
print("article", save_draft(article=Article(), words=Words("预防脑梗", "怎样预防。", text), by=None).article_id)
"""
TYPED = """
([offset, pause]) => new Promise((resolve) => {
  const field = document.querySelector("[name=markdown]");
  const pane = document.querySelector(".live-preview");
  field.focus();
  field.setSelectionRange(offset, offset);
  const began = performance.now();
  // The frame is drawn when the second of two turns comes.
  const drawn = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began - pause)));
  pane.addEventListener("preview-shown", drawn, { once: true });
  document.execCommand("insertText", false, "血");
})
"""


def text() -> str:
    """Headings and paragraphs of 200 characters, of sentences that speak of health."""
    sentences = [known.text for known in read_gold(ROOT / "benchmarks" / "gold" / "health.txt")]
    blocks: list[str] = []
    paragraph = ""
    for number in range(CHARACTERS):
        paragraph += sentences[number % len(sentences)]
        if len(paragraph) > 200:
            blocks += [f"## 第{len(blocks) // 2 + 1}节", paragraph]
            paragraph = ""
        if sum(map(len, blocks)) >= CHARACTERS:
            break
    return "\n\n".join(blocks)


def main() -> None:
    os.environ["NARRATION_ENGINE"] = "device"
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        site, path = Site(Path(folder)), Path(folder) / "text.md"
        path.write_text(text(), encoding="utf-8")
        said = site.manage("shell", "-c", ARTICLE.format(path=path))
        number = said.split("article")[-1].strip()
        browser = launch(playwright.chromium)
        with site.served() as address:
            page = browser.new_page(base_url=address, viewport={"width": 1400, "height": 900})
            page.goto("/admin/login/")
            page.fill("[name=username]", "writer")
            page.fill("[name=password]", PASSWORD)
            page.click("[type=submit]")
            page.goto(f"/admin/articles/article/{number}/change/")
            page.frame_locator(".live-preview iframe").locator(".article-text p").first.wait_for(timeout=60_000)
            measured = {view: _measure(page, view) for view in ("hanzi", "ruby", "pinyin")}
        browser.close()
    _say("| view | median ms after the pause | slowest ms | processor ms of the server |\n|---|--:|--:|--:|")
    for view, (times, busy) in measured.items():
        _say(f"| {view} | {statistics.median(times):.0f} | {max(times):.0f} | {busy:.0f} |")
    if any(statistics.median(times) > BOUND for times, _busy in measured.values()):
        sys.exit("the preview comes too late")


def _measure(page: Page, view: str) -> tuple[list[float], float]:
    """(milliseconds from the end of the pause to the drawn page, those of the server's processor for each change)"""
    page.locator(f".live-preview button[value={view}]").click()
    page.frame_locator(".live-preview iframe").locator(f".article-text[data-view={view}] p").first.wait_for()
    length = page.locator("[name=markdown]").evaluate("field => field.value.length")
    # In the middle of paragraphs, each time of another one; until every server process has seen the text.
    offsets = [int(length * (number + 0.7) / (CHANGES + WARM)) for number in range(CHANGES + WARM)]
    for offset in offsets[:WARM]:
        _type(page, offset)
    before = _worked()
    times = [_type(page, offset) for offset in offsets[WARM:]]
    return times, (_worked() - before) / CHANGES


def _type(page: Page, offset: int) -> float:
    taken: Any = page.evaluate(TYPED, [offset, PAUSE])
    return float(taken)


def _worked() -> float:
    """Milliseconds that the server's processes have kept a processor busy so far."""
    parents = {pid: int(fields[1]) for pid, fields in _processes()}
    busy = {pid: int(fields[11]) + int(fields[12]) for pid, fields in _processes()}
    servers = {
        pid
        for pid, parent in parents.items()
        if parent == os.getpid() and b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes()
    }
    while more := {pid for pid, parent in parents.items() if parent in servers} - servers:
        servers |= more
    return sum(busy.get(pid, 0) for pid in servers) * 1000 / os.sysconf("SC_CLK_TCK")


def _processes() -> Iterator[tuple[int, list[str]]]:
    """Of each process the fields of /proc/<pid>/stat behind its name."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            yield int(stat.parent.name), stat.read_text().rpartition(") ")[2].split()
        except OSError:
            continue  # ended meanwhile


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  this is what the command is for


if __name__ == "__main__":
    main()
