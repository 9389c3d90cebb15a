"""What does a first visit to an article with pinyin cost, in bytes over the wire? `python -m benchmarks.first_visit`

Chromium with an empty cache opens the page and waits until nothing more comes; counted is what DevTools says came over the
wire, headers included, before sound and pictures.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.running import HOT, ROOT, Site, python, say
from tests.browser.chromium import launch

LIMIT = 60_000
PICTURES_AND_SOUND = ("Image", "Media")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-visit-") as folder:
        python(Path(folder), "-m", "benchmarks.filled_site", "0")
        with Site(Path(folder)) as site:
            site.until_it_answers(HOT)
            rows = visit(site.address + HOT)
    for kind, path, size in sorted(rows, key=lambda row: -row[2]):
        say(f"{size:>7} {kind:<11} {path}")
    total = sum(size for kind, _, size in rows if kind not in PICTURES_AND_SOUND)
    say(f"{total:>7} before pictures and sound")
    kept = ROOT / "benchmarks" / "results"
    kept.mkdir(exist_ok=True)
    (kept / "first_visit.json").write_text(json.dumps({"bytes": total, "requests": len(rows)}))
    sys.exit(f"more than {LIMIT}" if total > LIMIT else 0)


def visit(address: str) -> list[tuple[str, str, int]]:
    """(kind, path, bytes) of each answer."""
    from playwright.sync_api import sync_playwright

    asked: dict[str, tuple[str, str]] = {}
    rows: list[tuple[str, str, int]] = []
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        page = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN").new_page()
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")

        def note(event: dict[str, Any]) -> None:
            path = "/" + event["response"]["url"].split("/", 3)[3]
            asked[event["requestId"]] = (event["type"], path)

        def weigh(event: dict[str, Any]) -> None:
            rows.append((*asked.get(event["requestId"], ("Other", "?")), int(event["encodedDataLength"])))

        devtools.on("Network.responseReceived", note)
        devtools.on("Network.loadingFinished", weigh)
        page.goto(address, wait_until="networkidle")
        browser.close()
    return rows


if __name__ == "__main__":
    main()
