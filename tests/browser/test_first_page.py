"""Is the desk's first page, and are its lists, fit to be used by everybody, on every screen?"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from site_app.articles.models import Edition
from site_app.articles.publishing import request_changes, submit
from tests.browser.signing_in import let_in
from tests.factories import make_approved, make_draft, make_edition, make_edition_in, make_person, make_superuser

pytestmark = pytest.mark.django_db(transaction=True)

LISTS = ("/admin/", "/admin/articles/article/", "/admin/articles/act/", "/admin/narration/narration/")


@pytest.fixture
def signed_in(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Opens pages for somebody who has something of everything to do."""
    person = make_superuser()
    submit(edition=make_draft(title="突然说不出话怎么办", written_by=make_person("王作者")))
    note = "第二段的剂量和指南不一样，请查一查再写。" * 8
    request_changes(edition=submit(edition=make_draft(title="糖尿病人怎么吃水果", by=person)), note=note)
    make_approved(title="高血压的药能不能停")
    make_edition_in("scheduled", title="老年人防跌倒")
    today = timezone.localdate()
    for number in range(12):
        due = today + timedelta(days=number - 2)
        edition = make_edition(title=f"认识脑梗之{number}")
        Edition.objects.filter(pk=edition.pk).update(reviewed_by=make_person(), reviewed_on=today, review_due=due)

    return lambda **options: let_in(open_page(**options), person)


def test_they_are_for_everybody_and_no_wider_than_the_screen(signed_in, is_for_everybody):
    page = signed_in()
    for address in LISTS:
        page.goto(address)
        is_for_everybody(page)


def test_every_line_can_be_reached_by_the_keyboard_alone(signed_in):
    page = signed_in(java_script_enabled=False)
    page.goto("/admin/")
    page.get_by_role("link", name="突然说不出话怎么办").press("Enter")
    page.wait_for_url("**/editions/1/")
    page.goto("/admin/")
    page.get_by_role("region", name="审核到期").get_by_role("link", name="全部").press("Enter")
    expect(page.locator("#result_list tbody tr")).to_have_count(12)
