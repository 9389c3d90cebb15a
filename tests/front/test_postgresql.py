"""Is a change heard of from PostgreSQL, and is nothing believed while nothing can be heard?"""

import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from site_app.articles.models import Tag
from site_app.front.handler import Front
from site_app.front.triggers import NOTES
from site_app.front.watch.postgresql import MOST_NOTES, TRUSTED, PostgresqlWatch
from tests.factories import make_article, make_draft, make_edition, make_tag
from tests.front.conftest import asking

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="another database"),
]


@pytest.fixture
def watch() -> Iterator[PostgresqlWatch]:
    watch = PostgresqlWatch("default")
    until(watch.stamp)
    yield watch
    watch.close()


def until(holds: Callable[[], object], seconds: float = 5) -> float:
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < seconds
        time.sleep(0.002)
    return time.monotonic() - begun


def test_a_change_is_heard_of_within_a_moment(watch):
    tag = make_tag()
    for number in range(5):
        before = watch.stamp()
        Tag.objects.filter(pk=tag.pk).update(name=f"名字{number}")
        assert until(lambda before=before: watch.stamp() not in (None, before)) < 0.5


def test_what_no_reader_sees_is_not(watch):
    article = make_article()
    time.sleep(0.2)
    before = until(watch.stamp) and watch.stamp()
    make_draft(article=article, title="还在写")
    make_draft(article=article, title="写完了")
    connection.cursor().execute("UPDATE django_session SET session_data = ''")
    time.sleep(0.2)
    assert watch.stamp() == before


def test_a_page_follows_its_edition(watch):
    article = make_article()
    front = Front(watch_with=watch)
    ask = asking(front)
    ask(article.get_absolute_url())
    until(lambda: ask(article.get_absolute_url()) and front.counts["memory"])
    before = watch.stamp()
    make_edition(article=article, title="新的题目")
    until(lambda: watch.stamp() not in (None, before), 1)
    assert "新的题目" in ask(article.get_absolute_url()).body.decode()


def test_who_hears_nothing_believes_nothing(watch):
    """As through a broken wire; then again, as soon as there is somebody to listen to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'front watch'")
        assert cursor.fetchall()
    until(lambda: watch.stamp() is None, TRUSTED + 0.5)
    until(watch.stamp, 10)


def test_notes_do_not_pile_up(watch):
    tag = make_tag()
    for number in range(MOST_NOTES + 20):
        Tag.objects.filter(pk=tag.pk).update(name=f"名字{number}")
    time.sleep(0.5)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {NOTES}")
        assert cursor.fetchone()[0] <= MOST_NOTES + 1
    assert until(watch.stamp) < 1
