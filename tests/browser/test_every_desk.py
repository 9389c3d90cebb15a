"""Can everybody use the lists and forms that Django makes for each model, and what stands beside an article's form?"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.articles.test_every_desk import DESKS, one_of_each
from tests.browser.signing_in import let_in
from tests.factories import make_edition_in, make_superuser

pytestmark = pytest.mark.django_db(transaction=True)

WAYS = {
    "draft": ("submit", "publish_unreviewed"),
    "in_review": ("take_back", "request_changes", "approve"),
    "approved": ("publish",),
    "scheduled": ("unschedule",),
}


def test_no_desk_breaks_an_accessibility_rule(page: Page, axe: Callable[..., list[str]], media_root: object):
    let_in(page, make_superuser())
    addresses = ["/admin/password_change/"]
    for thing in one_of_each():
        desk = f"{thing._meta.app_label}/{thing._meta.model_name}"
        _look, add, _delete = DESKS[desk]
        addresses += [f"/admin/{desk}/", f"/admin/{desk}/{thing.pk}/change/", *([f"/admin/{desk}/add/"] if add else ())]
    for state, names in WAYS.items():
        article = make_edition_in(state).article_id
        addresses += [f"/admin/articles/article/{article}/editions/1/{name}/" for name in names]
    addresses.append(f"/admin/articles/article/{article}/history/")
    found = {}
    for address in addresses:
        page.goto(address)
        if broken := axe(page):
            found[address] = broken
    assert found == {}
