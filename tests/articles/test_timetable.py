"""Is what was scheduled published at its time, once, or sent back with a reason?"""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from site_app.articles import checks, timetable
from site_app.articles.drafting import PublishingRefused
from site_app.articles.models import Act, Edition
from site_app.articles.publishing import request_changes, schedule, take_back, unschedule, withdraw
from site_app.articles.timetable import publish_due
from tests.factories import make_approved, make_article, make_draft, make_member

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MORNING = NOON - timedelta(hours=4)


def make_scheduled(at: datetime = NOON, *, by=None, **changes) -> Edition:
    return schedule(edition=make_approved(**changes), at=at, by=by, now=MORNING)


def test_it_is_published_at_its_time_and_not_before():
    publisher = make_member("发布者")
    edition = make_scheduled(by=publisher)
    assert publish_due(NOON - timedelta(seconds=1)) == []
    assert publish_due(NOON) == [edition]
    edition.refresh_from_db()
    assert (edition.state, edition.published_at, edition.published_by) == ("published", NOON, publisher)


def test_it_is_published_once():
    make_scheduled()
    publish_due(NOON)
    assert publish_due(NOON) == []
    assert Act.objects.filter(kind="publish").count() == 1


def test_it_supersedes_what_was_live_until_then():
    article = make_article()
    make_scheduled(article=article, title="新题目")
    assert article.live_edition.number == 1
    publish_due(NOON)
    assert article.live_edition.number == 2


def test_the_log_says_that_the_site_did_it():
    make_scheduled()
    publish_due(NOON)
    act = Act.objects.get(kind="publish")
    assert (act.by, act.by_name, act.at) == (None, "网站", NOON)


def test_the_permission_that_counts_is_the_one_at_the_time_of_scheduling():
    publisher = make_member("发布者")
    edition = make_scheduled(by=publisher)
    publisher.groups.clear()
    publish_due(NOON)
    assert Edition.objects.get(pk=edition.pk).state == "published"


def test_what_is_refused_at_its_time_goes_back_and_the_log_says_why(monkeypatch):
    edition = make_scheduled()
    monkeypatch.setattr(checks, "reasons_against", lambda *_asked: ["链接断了。"])
    publish_due(NOON)
    edition.refresh_from_db()
    assert (edition.state, edition.scheduled_for) == ("approved", None)
    act = Act.objects.get(kind="send_back")
    assert (act.from_state, act.to_state, act.note) == ("scheduled", "approved", "链接断了。")


def test_the_clock_does_not_bring_back_what_was_withdrawn_meanwhile():
    article = make_article()
    edition = make_scheduled(article=article, title="新题目")
    withdraw(article=article, reason="有误")
    assert publish_due(NOON) == []
    edition.refresh_from_db()
    assert (edition.state, edition.scheduled_for) == ("approved", None)
    assert Act.objects.get(kind="unschedule").note == "文章撤下了。"


def test_one_that_fails_stays_and_holds_up_no_other(monkeypatch, caplog):
    broken, whole = make_scheduled(title="坏"), make_scheduled(title="好")
    publish = timetable.publish

    def fail(*, edition, now):
        if edition.title == "坏":
            raise RuntimeError("no disk today")
        return publish(edition=edition, now=now)

    monkeypatch.setattr(timetable, "publish", fail)
    assert publish_due(NOON) == [whole]
    assert Edition.objects.get(pk=broken.pk).state == "scheduled"
    assert "no disk today" in caplog.text
    monkeypatch.setattr(timetable, "publish", publish)
    assert publish_due(NOON) == [broken]


@pytest.mark.parametrize("change", [unschedule, take_back, lambda edition: request_changes(edition=edition, note="改")])
def test_what_was_stopped_in_time_is_not_published(change):
    edition = make_scheduled()
    change(edition=edition)
    assert publish_due(NOON) == []
    assert edition.scheduled_for is None


def test_a_time_that_has_passed_is_refused():
    edition = make_approved()
    with pytest.raises(PublishingRefused, match="现在以后"):
        schedule(edition=edition, at=NOON, now=NOON)


def test_nothing_due_costs_one_query(django_assert_num_queries):
    make_scheduled()
    make_draft()
    with django_assert_num_queries(1):
        publish_due(MORNING)


def test_the_command_says_what_it_published():
    make_scheduled(title="好")
    out = StringIO()
    call_command("publish_due", stdout=out)
    assert out.getvalue() == "已发布：好 · 1\n"


def test_the_command_says_what_was_sent_back(monkeypatch):
    make_scheduled(title="坏")
    monkeypatch.setattr(checks, "reasons_against", lambda *_asked: ["链接断了。"])
    out = StringIO()
    call_command("publish_due", stdout=out)
    assert out.getvalue() == "没有发布，原因见发布记录：坏 · 1\n"
