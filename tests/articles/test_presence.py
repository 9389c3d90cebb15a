"""Does each of two editors learn that the other is there, without a commit to the database?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from site_app.articles.presence import STAYS, ago, others, report
from tests.factories import make_draft, make_editor, make_member

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 2, 8, 0, tzinfo=UTC)


def test_nobody_is_told_of_themselves():
    assert report(1, make_editor(), NOW).who == ""


def test_the_other_is_named_with_their_last_activity():
    other = make_editor(name="li", last_name="李医生")
    report(1, other, NOW)
    found = report(1, make_editor(), NOW + timedelta(seconds=70))
    assert (found.who, found.when) == ("李医生也在编辑这篇文章", "（最后活动：1 分钟前）")


def test_being_there_is_not_being_active():
    other, me = make_editor(), make_editor()
    report(1, other, NOW)
    report(1, other, NOW + timedelta(minutes=4), is_active=False)
    assert report(1, me, NOW + timedelta(minutes=8)).when == "（最后活动：8 分钟前）"


def test_several_are_named_together():
    for name in ("甲", "乙"):
        report(1, make_editor(name=name), NOW)
    found = report(1, make_editor(), NOW)
    assert (found.who, found.when) == ("甲、乙也在编辑这篇文章", "（最后活动：甲 刚刚，乙 刚刚）")


def test_whoever_is_not_heard_of_has_gone():
    other, me = make_editor(name="甲"), make_editor()
    report(1, other, NOW)
    assert others(1, me, NOW + STAYS - timedelta(seconds=1)) == ["甲"]
    assert others(1, me, NOW + STAYS) == []


def test_each_article_has_its_own_company():
    report(1, make_editor(), NOW)
    assert report(2, make_editor(), NOW).who == ""


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=59), "刚刚"),
        (timedelta(minutes=1), "1 分钟前"),
        (timedelta(minutes=59), "59 分钟前"),
        (timedelta(hours=1), "1 小时前"),
        (timedelta(days=2, hours=5), "2 天前"),
        (-timedelta(seconds=5), "刚刚"),
    ],
)
def test_how_long_ago(passed, words):
    assert ago(NOW, NOW + passed) == words


def test_a_report_writes_nothing_to_the_database(django_assert_max_num_queries):
    by = make_member("作者")
    article = make_draft(by=by).article
    client = Client()
    client.force_login(by)
    with django_assert_max_num_queries(8) as asked:
        answer = client.post(f"/admin/articles/article/{article.pk}/presence/")
    assert answer.json() == {"who": "", "when": ""}
    assert {query["sql"].split()[0] for query in asked.captured_queries} == {"SELECT"}


def test_a_report_needs_the_token():
    by = make_member("作者")
    client = Client(enforce_csrf_checks=True)
    client.force_login(by)
    assert client.post(f"/admin/articles/article/{make_draft(by=by).article_id}/presence/").status_code == 403


def test_whoever_only_looks_is_not_announced():
    article = make_draft(by=make_member("作者")).article
    looker, editor = Client(), Client()
    looker.force_login(make_member("审核者", name="看的人"))
    editor.force_login(make_editor())
    address = f"/admin/articles/article/{article.pk}/change/"
    looker.get(address)
    assert "看的人" not in editor.get(address).text
