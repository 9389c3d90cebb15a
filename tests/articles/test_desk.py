"""Does the first page say what needs doing, to whoever has to do it, and to nobody else?"""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from site_app.articles.desk import MOST, heaps
from site_app.articles.models import Edition
from site_app.articles.publishing import approve, request_changes, submit
from tests.articles.people import PEOPLE, make
from tests.factories import make_approved, make_draft, make_edition, make_edition_in, make_member, make_person

pytestmark = pytest.mark.django_db

OF_OTHER_ROOMS = {"narration_failed"}
SECTIONS = {
    "author": {"reported_readings", "to_change", "scheduled", "to_review_again", "broken_links"},
    "reviewer": {"to_review", "to_review_again"},
    "publisher": {"reported_readings", "to_change", "to_publish", "scheduled", "to_review_again", "broken_links"},
    "superuser": {
        "reported_readings",
        "to_review",
        "to_change",
        "to_publish",
        "scheduled",
        "to_review_again",
        "broken_links",
    },
    "nobody": set(),
    "anonymous": set(),
}


def titles(person, section) -> list[str]:
    return [line.title for heap in heaps(person) if heap.section.name == section for line in heap.lines]


def remarks(person, section) -> list[str]:
    return [line.remark for heap in heaps(person) if heap.section.name == section for line in heap.lines]


def make_due(days: int, **changes) -> Edition:
    """A live edition whose review is due in so many days."""
    edition = make_edition(**changes)
    today = timezone.localdate()
    Edition.objects.filter(pk=edition.pk).update(
        reviewed_by=make_person(), reviewed_on=today, review_due=today + timedelta(days=days)
    )
    return edition


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_sees_the_sections_of_their_work(person):
    assert {heap.section.name for heap in heaps(make(person))} - OF_OTHER_ROOMS == SECTIONS[person]


def test_what_is_in_review_waits_for_reviewers_who_have_not_written_it():
    reviewer = make_member("审核者")
    submit(edition=make_draft(title="别人的"))
    submit(edition=make_draft(title="自己的", by=reviewer))
    submit(edition=make_draft(title="署自己名的", written_by=make_person(user=reviewer)))
    assert titles(reviewer, "to_review") == ["别人的"]


def test_what_waits_longest_comes_first():
    for title in ("先", "后"):
        submit(edition=make_draft(title=title))
    assert titles(make_member("审核者"), "to_review") == ["先", "后"]


def test_an_author_is_told_what_to_change():
    author = make_member("作者")
    request_changes(edition=submit(edition=make_draft(by=author)), note="剂量写错了")
    request_changes(edition=submit(edition=make_draft()), note="别人的事")
    assert remarks(author, "to_change") == ["剂量写错了"]


def test_what_was_asked_last_counts():
    author = make_member("作者")
    edition = submit(edition=make_draft(by=author))
    request_changes(edition=edition, note="第一次")
    request_changes(edition=submit(edition=edition), note="第二次")
    assert remarks(author, "to_change") == ["第二次"]


def test_what_is_approved_waits_for_publishers():
    make_approved(title="好了")
    assert titles(make_member("发布者"), "to_publish") == ["好了"]


def test_a_scheduled_edition_has_its_time_and_time_zone():
    make_edition_in("scheduled")
    [remark] = remarks(make_member("发布者"), "scheduled")
    assert "（Asia/Shanghai 时间）" in remark


def test_authors_see_when_their_own_will_be_published():
    author = make_member("作者")
    make_edition_in("scheduled", by=author, title="我的")
    make_edition_in("scheduled", title="别人的")
    assert titles(author, "scheduled") == ["我的"]


def test_reviews_are_spoken_of_a_month_before_they_are_due():
    for days in (31, 30, 0, -2):
        make_due(days, title=f"{days}天")
    reviewer = make_member("审核者")
    assert titles(reviewer, "to_review_again") == ["-2天", "0天", "30天"]
    assert remarks(reviewer, "to_review_again") == ["已过期 2 天", "今天到期", "30 天以后到期"]


def test_what_was_replaced_is_not_reviewed_again():
    edition = make_due(-1)
    reviewer = make_member("审核者")
    draft = submit(edition=make_draft(article=edition.article, title="新题目"))
    approve(edition=draft, by=reviewer, reviewed_by=make_person("张医生"))
    assert titles(reviewer, "to_review_again") == ["脑梗是什么"]
    Edition.objects.filter(pk=edition.pk).update(state="superseded")
    assert titles(reviewer, "to_review_again") == []


def test_links_that_readers_cannot_follow_are_counted_by_edition():
    live, draft = make_edition(title="查过的"), make_draft(title="草稿")
    for edition in (live, draft):
        for number, is_broken in enumerate([True, True, False]):
            edition.checked_links.create(
                address=f"https://example.org/{number}", checked_at=timezone.now(), is_broken=is_broken
            )
    publisher = make_member("发布者")
    assert titles(publisher, "broken_links") == ["查过的"]
    assert remarks(publisher, "broken_links") == ["2 个链接打不开"]


def test_a_long_section_shows_its_beginning_and_counts_all():
    for number in range(MOST + 2):
        submit(edition=make_draft(title=f"第{number}篇"))
    [heap] = [heap for heap in heaps(make_member("审核者")) if heap.section.name == "to_review"]
    assert (heap.count, len(heap.lines)) == (MOST + 2, MOST)


@pytest.mark.parametrize("person", ["author", "reviewer", "publisher", "superuser"])
def test_every_way_on_can_be_gone(person):
    by = make(person)
    request_changes(edition=submit(edition=make_draft(by=by)), note="改")
    submit(edition=make_draft())
    make_approved()
    make_edition_in("scheduled", by=by)
    due = make_due(3, by=by)
    due.checked_links.create(address="https://example.org/", checked_at=timezone.now(), is_broken=True)
    client = Client()
    client.force_login(by)
    page = client.get("/admin/")
    shown = page.context["heaps"]
    for heap in shown:
        assert heap.lines or heap.section.name in {*OF_OTHER_ROOMS, "reported_readings"}
        for address in (heap.everything, *(line.address for line in heap.lines)):
            assert f'href="{address.replace("&", "&amp;")}"' in page.text or not heap.lines
            assert client.get(address).status_code == 200


def test_the_whole_list_holds_what_was_counted():
    reviewer = make_member("审核者")
    submit(edition=make_draft(title="等着的"))
    make_draft(title="还在写")
    client = Client()
    client.force_login(reviewer)
    [heap] = [heap for heap in heaps(reviewer) if heap.section.name == "to_review"]
    page = client.get(heap.everything)
    assert page.context["cl"].result_count == heap.count == 1
    assert "等着的" in page.text


def test_who_has_nothing_to_do_is_told_so_kindly():
    client = Client()
    client.force_login(make_member("审核者"))
    assert "没有等您审核的文章。" in client.get("/admin/").text


def test_who_may_nothing_is_told_whom_to_ask():
    client = Client()
    client.force_login(make("nobody"))
    assert "请网站的管理员把它加入" in client.get("/admin/").text


def test_a_title_cannot_bring_markup_onto_the_page():
    submit(edition=make_draft(title="<b>粗</b>"))
    client = Client()
    client.force_login(make_member("审核者"))
    assert "&lt;b&gt;粗&lt;/b&gt;" in client.get("/admin/").text


def test_the_first_page_costs_the_same_however_much_there_is_to_do(django_assert_max_num_queries):
    client = Client()
    client.force_login(make("superuser"))
    client.get("/admin/")
    for _ in range(MOST + 1):
        submit(edition=make_draft())
        make_approved()
        make_edition_in("scheduled")
        make_due(1)
    with django_assert_max_num_queries(
        17
    ):  # session, user, second step, welcome, a list and a count for each section, the log
        client.get("/admin/")
