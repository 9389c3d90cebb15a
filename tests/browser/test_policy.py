"""Does every page of the admin do without what the Content-Security-Policy forbids? (Those for readers: test_public_pages.)

What the browser refuses is an error in its console, and fails any test in this folder.
"""

import re

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Route, expect

from site_app.articles.bin import put_into_bin
from site_app.articles.models import Act
from site_app.articles.publishing import submit
from tests.articles.test_desk_doors import LOOK
from tests.browser.conftest import OpenPage
from tests.factories import make_draft, make_member, make_superuser

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_forbidden_is_noticed(page, faults) -> None:
    def with_a_style(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("<main", '<main style="color: red"', 1))

    page.route("**/about/", with_a_style)
    with page.expect_console_message(lambda message: message.type == "error"):
        page.goto("/about/")
    assert [fault.startswith("console: Applying inline style") for fault in faults] == [True]
    tries = (
        "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))",
        "document.body.innerHTML = '<img src=x onerror=\"window.ran = 1\">'",
        "document.body.setAttribute('onclick', 'window.ran = 1'); document.body.click()",
    )
    for one in tries:
        with page.expect_console_message(lambda message: message.type == "error"):
            page.evaluate(f"() => {{ try {{ {one} }} catch {{}} }}")
        assert page.evaluate("() => window.ran") is None
    assert len(faults) >= 1 + len(tries)
    faults.clear()


def test_no_page_of_the_admin_needs_what_is_forbidden(open_page: OpenPage, live_server, client, faults) -> None:
    edition = submit(edition=make_draft(by=make_member("作者")))
    binned = make_draft().article
    put_into_bin(article=binned)
    ids = {"pk": edition.article_id, "binned": binned.pk, "act": Act.objects.earliest("pk").pk}
    addresses = {f"/admin/articles/{path.format(**ids)}" for path in LOOK} | {"/admin/", "/admin/password_change/"}
    for model in admin.site._registry:
        for page_of in ("changelist", "add"):
            try:
                addresses.add(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page_of}"))
            except NoReverseMatch:
                continue
    alike = [
        address
        for address in addresses
        if re.search(r"/1/(take_back|approve|(un)?schedule|publish\w*|withdraw)/", address)
    ]
    page = open_page(viewport={"width": 1280, "height": 900})
    client.force_login(make_superuser())
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    for address in sorted(addresses - set(alike)):
        answer = page.goto(address)
        assert answer is not None
        if answer.status == 200:
            assert "script-src 'self'" in answer.headers["content-security-policy"]
        expect(page.locator("body")).to_be_visible()
        assert (address, faults) == (address, [])
