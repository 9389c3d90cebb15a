"""Does every list stay as cheap with many rows, say what it holds, and lead on?"""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from site_app.articles.models import Article, Edition
from site_app.articles.publishing import submit
from tests.articles.people import make
from tests.factories import (
    make_approved,
    make_article,
    make_draft,
    make_edition,
    make_edition_in,
    make_lexicon_entry,
    make_member,
    make_person,
    make_series,
    make_tag,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"
MOST_QUERIES = 12
LISTS = [
    reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist") for model in admin.site._registry
]


@pytest.fixture
def client():
    client = Client()
    client.force_login(make("superuser"))
    return client


def found(client, **asked) -> set[str]:
    return {str(article) for article in client.get(LIST, asked).context["cl"].queryset}


def fill(count: int) -> None:
    for number in range(count):
        tag, series = make_tag(f"标签{number}"), make_series(f"系列{number}")
        article = make_article(tags=(tag,), series=series, title=f"题目{number}", written_by=make_person(f"人{number}"))
        submit(edition=make_draft(article=article, title="改"))
        make_lexicon_entry(f"词{'长' * number}", " ".join(["cí", *["cháng"] * number]))
        make_approved(reviewed_by=make_person(f"审{number}"))


def queries_of(client, address) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_list_costs_twelve_queries_at_most(client):
    fill(4)
    costs = {address: queries_of(client, address) for address in LISTS}
    assert {address: cost for address, cost in costs.items() if cost > MOST_QUERIES} == {}


@pytest.mark.parametrize("person", ["author", "reviewer", "publisher"])
def test_so_it_does_for_members_of_a_group_who_filter_and_search(person):
    client = Client()
    client.force_login(make(person))
    fill(4)
    asked = ("", "?author=me&due=soon&q=timu", "?waiting=to_review_again&state=published&o=5")
    assert max(queries_of(client, LIST + query) for query in asked) <= MOST_QUERIES


@pytest.mark.parametrize(
    ("due", "titles"),
    [("overdue", {"昨天"}), ("soon", {"今天", "30天"}), ("", {"昨天", "今天", "30天", "31天", "没有"})],
)
def test_articles_by_when_their_review_is_due(client, due, titles):
    today = timezone.localdate()
    for title, days in {"昨天": -1, "今天": 0, "30天": 30, "31天": 31}.items():
        edition = make_edition(title=title)
        due_on = today + timedelta(days=days)
        Edition.objects.filter(pk=edition.pk).update(
            reviewed_by=make_person(), reviewed_on=today, review_due=due_on, number=days + 40
        )
    make_article(title="没有")
    assert found(client, due=due) == titles


def test_articles_by_author_and_reviewer(client):
    author, reviewer = make_person("王"), make_person("李")
    make_approved(title="两人的", written_by=author, reviewed_by=reviewer)
    make_draft(title="别人的")
    assert found(client, author=author.pk) == found(client, reviewer=reviewer.pk) == {"两人的"}
    assert found(client, reviewer=author.pk) == set()


def test_people_are_offered_who_wrote_or_reviewed_something(client):
    make_draft(written_by=make_person("王作者"))
    make_person("李无事")
    page = client.get(LIST).text
    assert "王作者" in page
    assert "李无事" not in page


def test_one_s_own_articles():
    author = make_member("作者")
    client = Client()
    client.force_login(author)
    make_draft(title="我的", by=author)
    make_draft(title="别人的")
    assert found(client, author="me") == {"我的"}


@pytest.mark.parametrize("asked", [{"author": "x"}, {"reviewer": "1 OR 1"}, {"due": "x"}, {"state": "x"}])
def test_an_address_that_was_made_up_filters_nothing(client, asked):
    make_draft(title="甲")
    assert found(client, **asked) == {"甲"}


def test_a_section_of_somebody_else_s_work_holds_nothing():
    client = Client()
    client.force_login(make_member("作者"))
    make_approved()
    assert found(client, waiting="to_publish") == set()


def test_articles_are_sorted_by_their_last_change(client):
    for title in ("先", "后"):
        make_draft(title=title)
    Edition.objects.filter(title="先").update(updated_at=timezone.now() + timedelta(hours=1))
    assert [str(article) for article in client.get(LIST, {"o": "-5"}).context["cl"].queryset] == ["先", "后"]


def test_the_log_leads_to_the_edition_and_outlives_it(client):
    edition = make_edition_in("in_review")
    address = f"/admin/articles/article/{edition.article_id}/editions/1/"
    assert address in client.get("/admin/articles/act/").text
    Article.objects.all().delete()
    page = client.get("/admin/articles/act/").text
    assert address not in page
    assert "脑梗是什么 · 1" in page


def test_who_may_not_look_is_told_whom_to_ask_and_led_back():
    client = Client()
    client.force_login(make("nobody"))
    refused = client.get(LIST)
    assert refused.status_code == 403
    assert "请网站的管理员" in refused.text
    assert 'href="/admin/"' in refused.text
