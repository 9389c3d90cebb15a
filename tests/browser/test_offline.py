"""Can a reader take the site along, and is what they have always of one version?"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect
from pytest_django import Settings

from site_app.articles.models import Edition
from tests.browser.conftest import PATIENCE
from tests.browser.deploying import Deployment

pytestmark = pytest.mark.django_db(transaction=True)

KEPT = "async () => Promise.all((await caches.keys()).map(async (name) => [name, (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname)]))"
ASKED = "() => [document.documentElement.dataset.version, performance.getEntriesByType('resource').map((entry) => [new URL(entry.name).pathname, entry.responseStatus])]"
UNTIL = """async (waits) => {
    for (;;) {
        const { installing, waiting, active } = await navigator.serviceWorker.getRegistration();
        if (!installing && Boolean(waiting) === waits && active?.state === "activated") return;
        await new Promise((done) => setTimeout(done, 50));
    }
}"""
"""Resolves when the next version of the service worker waits, or when none does."""
RANGE = """async ([address, range]) => {
    const response = await fetch(address, { headers: { Range: range } });
    return [response.status, (await response.arrayBuffer()).byteLength, response.headers.get("Content-Range")];
}"""


@pytest.fixture
def site(settings: Settings, tmp_path: Path, narrated: Edition) -> Iterator[Deployment]:
    deployment = Deployment(settings, tmp_path / "deployed")
    deployment.deploy()
    yield deployment
    deployment.stop()


@pytest.fixture
def context(browser: Browser, site: Deployment) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=site.address, locale="zh-CN", viewport={"width": 390, "height": 800})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, faults: list[str]) -> Page:
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(f"script failed: {error}"))
    return page


def kept(page: Page) -> dict[str, list[str]]:
    return dict(page.evaluate(KEPT))


def cut(context: BrowserContext, site: Deployment) -> None:
    """No network, and nobody at its other end."""
    context.set_offline(True)
    site.stop()


def save(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("() => navigator.serviceWorker.ready")
    link = page.locator("a[data-keep]")
    link.click()
    expect(link.locator("[data-state=saved]")).to_be_visible(timeout=15_000)


def of_one_version(page: Page, site: Deployment) -> Any:
    """The version of a page; fails where something that it has loaded is missing or another's."""
    version, asked = page.evaluate(ASKED)
    files = page.evaluate("(version) => caches.open(`assets-${version}`).then((cache) => cache.keys()).then((all) => all.map((request) => new URL(request.url).pathname))", version)  # fmt: skip
    static = [(path, status) for path, status in asked if re.match(r"/static/(css|js)/", path)]
    assert len(static) > 5
    missing = [(path, status, path in files) for path, status in static if path not in files or status != 200]
    assert missing == [], (version, {name: len(paths) for name, paths in kept(page).items()})
    return version


def test_a_saved_article_is_read_and_heard_without_a_network(page, context, site, narrated, axe):
    article = narrated.article.get_absolute_url()
    save(page, f"{article}ruby/")
    names = kept(page)
    assert {*names[f"saved:{article}"]} >= {article, f"{article}ruby/", f"{article}pinyin/"}
    assert any(path.startswith("/words/") for path in names[f"saved:{article}"])
    assert not any(path.startswith("/admin") for paths in names.values() for path in paths)
    cut(context, site)

    page.goto(f"{article}ruby/?some=setting")
    expect(page.locator("h1")).to_contain_text("康")
    expect(page.locator("a[data-keep] [data-state=saved]")).to_be_visible()
    page.locator("#s1 ruby").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".read-aloud .start").click()
    expect(page.locator(".sentence.is-spoken")).not_to_have_count(0)
    (sound,) = [path for path in names[f"saved:{article}"] if path.endswith((".opus", ".mp3"))]
    whole = page.evaluate(
        "(address) => fetch(address).then((response) => response.arrayBuffer()).then((all) => all.byteLength)", sound
    )
    assert page.evaluate(RANGE, [sound, "bytes=10-19"]) == [206, 10, f"bytes 10-19/{whole}"]
    assert page.evaluate(RANGE, [sound, "bytes=-5"]) == [206, 5, f"bytes {whole - 5}-{whole - 1}/{whole}"]
    assert page.evaluate(RANGE, [sound, f"bytes={whole - 3}-"]) == [206, 3, f"bytes {whole - 3}-{whole - 1}/{whole}"]
    assert page.evaluate(RANGE, [sound, f"bytes={whole}-"]) == [416, 0, f"bytes */{whole}"]

    page.goto(f"{article}pinyin/")
    expect(page.locator("h1")).to_contain_text("Kāngfù")
    page.goto("/120/ruby/")
    expect(page.locator(".dial")).to_be_visible()
    page.goto("/")
    expect(page.locator(".view-choice")).to_be_visible()
    with pytest.raises(Error, match=r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION"):
        context.new_page().goto("/admin/")

    page.goto("/about/")  # is not kept: what is kept is shown
    expect(page.locator("h1")).to_have_text("存在这台设备上的文章")
    expect(page.locator("[data-saved-instead]")).to_be_visible()
    item = page.locator("[data-saved] li")
    expect(item.locator("a")).to_have_text("康复")
    expect(item.locator(".summary")).to_contain_text(re.compile(r"\d (kB|MB)，有朗读"))
    expect(page.locator("[data-saved-sum]")).to_contain_text("浏览器最多给本站")
    assert axe(page) == []
    item.locator("button").click()
    expect(page.locator("[data-saved-status]")).to_have_text("《康复》已经从设备上删去。")
    expect(page.locator("[data-saved-none]")).to_be_visible()
    assert [name for name in kept(page) if name.startswith("saved:")] == []


def test_two_versions_one_after_the_other_are_never_mixed(page, context, site, narrated):
    article = narrated.article.get_absolute_url()
    save(page, article)
    first = of_one_version(page, site)
    site.deploy()

    # A page that was open goes on with what it has: the server has forgotten its modules.
    page.locator(".read-aloud .start").click()
    expect(page.locator(".sentence.is-spoken")).not_to_have_count(0)
    page.goto("/about/")
    second = page.evaluate("() => document.documentElement.dataset.version")
    assert second != first
    page.evaluate(UNTIL, True)
    assert of_one_version(page, site) == second

    # Without a network now, the former worker still answers, with pages of the former version.
    context.set_offline(True)
    page.goto("/")
    assert of_one_version(page, site) == first
    context.set_offline(False)
    page.goto("about:blank")
    page.close()
    page = context.new_page()
    page.goto("/")
    page.evaluate(UNTIL, False)
    assert of_one_version(page, site) == second
    names = kept(page)
    assert f"shell-{first}" not in names
    assert f"assets-{first}" in names  # the saved article needs them

    cut(context, site)
    page.goto("/")
    assert of_one_version(page, site) == second
    page.goto(article)
    assert of_one_version(page, site) == first
    expect(page.locator("a[data-keep] [data-state=saved]")).to_be_visible()
    page.locator(".read-aloud .start").click()
    expect(page.locator(".sentence.is-spoken")).not_to_have_count(0)
    page.goto("/saved/")
    page.locator("[data-saved] li button").click()
    expect(page.locator("[data-saved-none]")).to_be_visible()
    assert f"assets-{first}" not in kept(page)


def test_nothing_is_saved_where_the_site_has_become_another_meanwhile(page, site, narrated):
    page.goto(narrated.article.get_absolute_url())
    page.evaluate("() => navigator.serviceWorker.ready")
    site.deploy()
    page.locator("a[data-keep]").click()
    expect(page.locator("a[data-keep] [data-state=outdated]")).to_be_visible()
    assert [name for name in kept(page) if name.startswith("saved:")] == []
