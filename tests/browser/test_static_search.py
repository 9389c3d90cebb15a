"""Does the search of a copy, without a server, find what the server finds?"""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from site_app.articles.models import Edition
from site_app.export import search_index, writing
from site_app.export.exporting import export
from site_app.finding.indexing import index
from site_app.finding.query import understood
from site_app.finding.ranking import rank
from tests.browser.conftest import OpenPage
from tests.factories import make_article
from tests.finding.conftest import index_all, publish_known, typed_queries

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
ASK = """async ([queries]) => {
    const { search } = await import("/static/js/static_search.js");
    const found = [];
    for (const [typed, tolerant] of queries) {
        const { ids, inPart } = await search("/search/index/", typed, tolerant);
        found.push([ids, inPart]);
    }
    return found;
}"""
ODD = [
    "",
    "  ",
    "的",
    "CT",
    "3",
    "𠀀",
    "？！",
    "a'b",
    "脑梗naogeng",
    "腦梗",
    "ＣＴ",
    "nǎogěng 康复",
    "xian",
    "lü4",
    "zzz",
    "<b>",
]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "public").mkdir()
    return tmp_path / "public"


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """Of a server that knows files alone."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_it_finds_the_same_in_the_same_order(browser: Browser, folder: Path, address: str) -> None:
    publish_known()
    index_all()
    for name, content in search_index.files():
        writing.write(folder / name, content)
    (folder / "static").symlink_to(ROOT / "static")
    (folder / "index.html").write_text("<!doctype html><title>x</title>")
    queries = [(typed, tolerant) for typed, tolerant, _, _ in typed_queries()]
    queries += [(typed, tolerant) for typed in ODD for tolerant in (False, True)]
    page = browser.new_page()
    page.goto(f"{address}/")
    answers = page.evaluate(ASK, [queries])
    page.close()
    differing = {}
    for (typed, tolerant), (ids, in_part) in zip(queries, answers, strict=True):
        ranking = rank(understood(typed, tolerant=tolerant))
        # What is equally good up to the last bit may stand in another order.
        if (set(ids), ids[:1], in_part) != ({*ranking.ids}, [*ranking.ids[:1]], ranking.in_part):
            differing[typed, tolerant] = ids[:5], ranking.ids[:5]
    assert differing == {}


def test_a_reader_searches_on_a_copy(open_page: OpenPage, folder: Path, address: str, axe) -> None:
    make_article(title="脑梗是什么", summary="脑梗是急症。")
    for number in range(11):
        make_article(title=f"脑梗 {number}")
    index([*Edition.objects.live()])
    assert export(folder).broken == []
    page: Page = open_page(viewport={"width": 390, "height": 800})
    page.goto(f"{address}/")
    page.locator("input[name=q]").first.fill("naogeng shi")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="找到 12 篇文章")).to_be_visible()
    assert axe(page) == []
    page.locator("#static-search a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("脑梗是什么")
    page.goto(f"{address}/search/?q=脑梗")
    expect(page.locator("#static-search li")).to_have_count(10)
    expect(page.locator("#static-search mark").first).to_have_text("脑梗")
    page.get_by_role("button", name="再看一些").click()
    expect(page.locator("#static-search li")).to_have_count(12)
    page.goto(f"{address}/search/?q=没有这样的词")
    expect(page.get_by_role("heading", name="没有找到")).to_be_visible()
