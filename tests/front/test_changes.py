"""Does the next reader see what has changed, whoever changed it and however, and do other changes cost no page?"""

import subprocess
import sys
from datetime import datetime

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from site_app.articles.models import Article, Edition, Person, Rendering, Series, Tag
from site_app.articles.publishing import withdraw
from site_app.front import watched
from site_app.front.handler import Front
from site_app.front.triggers import take_away
from site_app.keeping.places import address_of
from site_app.narration import narrating
from site_app.narration.models import Narration
from site_app.pages.feedback import take_down
from tests.factories import make_article, make_draft, make_edition, make_lexicon_entry, make_series, make_tag
from tests.front.conftest import asking

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article() -> Article:
    return make_article(series=make_series(), tags=(make_tag(),))


def made(front: Front) -> int:
    return front.counts["made"]


def test_a_new_edition_is_seen_by_the_next_reader(ask, article):
    address = article.get_absolute_url()
    assert "新的题目" not in ask(address).body.decode()
    make_edition(article=article, title="新的题目")
    assert "新的题目" in ask(address).body.decode()
    withdraw(article=article, reason="有误")
    assert ask(address).status == 410


def test_so_is_every_other_change(front, ask, article):
    other = make_article(title="另一篇")
    address = article.get_absolute_url()
    changes = [
        lambda: Tag.objects.update(name="别的名字"),
        lambda: Series.objects.update(title="别的系列"),
        lambda: Rendering.objects.filter(edition__article=article).update(body="<p>别的</p>"),
        lambda: Edition.objects.filter(article=article).update(review_due=timezone.localdate()),
        lambda: Person.objects.update(name="刘医生"),
        lambda: article.tags.clear(),
        lambda: Article.objects.filter(pk=other.pk).update(slug="other-address"),
        lambda: Narration.objects.bulk_create([Narration(edition=article.live_edition, voice="a", pace="b", place=0)]),
        lambda: Narration.objects.update(state="failed"),
        lambda: Article.objects.filter(pk=article.pk).delete(),
    ]
    for number, change in enumerate(changes):
        ask(address)
        before = made(front)
        change()
        ask(address)
        assert made(front) == before + 1, f"change {number}"


def test_what_colleagues_and_readers_do_costs_no_page(front, ask, article):
    make_draft(article=article, title="还在写")
    Narration.objects.create(edition=article.live_edition, voice="a", pace="b", place=0)
    ask(article.get_absolute_url())
    user = User.objects.create_superuser("boss")
    draft = article.draft
    doings = [
        lambda: Client().force_login(user),
        lambda: Client().get("/admin/"),
        lambda: make_draft(article=article, title="写完了"),
        lambda: take_down(edition=article.live_edition, view="hanzi", useful=True, words=""),
        lambda: Narration.objects.update(spoken=0, updated_at=timezone.now()),
        lambda: make_lexicon_entry(),
        lambda: draft.delete(),
        lambda: connection.cursor().execute("UPDATE django_session SET session_data = ''"),
    ]
    for number, do in enumerate(doings):
        do()
        ask(article.get_absolute_url())
        assert made(front) == 1, f"doing {number}"


def test_what_is_rolled_back_changes_nothing(front, ask, article):
    ask(article.get_absolute_url())
    with transaction.atomic():
        Tag.objects.update(name="别的名字")
        transaction.set_rollback(True)
    ask(article.get_absolute_url())
    assert made(front) == 1


def test_another_process_is_noticed_whatever_it_uses(ask, article):
    """Not even Django: whoever repairs a database by hand is no exception."""
    address = f"/tags/{article.tags.get().slug}/"
    assert "天黑" not in ask(address).body.decode()
    driver, database = "sqlite3", str(connection.settings_dict["NAME"])
    if connection.vendor == "postgresql":
        driver, database = "psycopg", address_of(connection.settings_dict, {})
    change = f"import {driver}; c = {driver}.connect({database!r}); c.execute({SQL!r}); c.commit()"
    subprocess.run([sys.executable, "-c", change], check=True)
    assert "天黑" in ask(address).body.decode()


SQL = "UPDATE articles_tag SET name = '天黑'"


class Unsteady:
    """A site that changes while its pages are being made, so many times."""

    def __init__(self, changes: int) -> None:
        self.left, self.asked = changes, 0

    def stamp(self) -> str:
        self.asked += 1
        if self.left and self.asked > 1:
            self.left -= 1
        return f"{self.left}"

    def close(self) -> None:
        pass


@pytest.mark.parametrize(("changes", "kept"), [(0, 1), (1, 1), (2, 1), (9, 0)])
def test_a_page_is_made_again_when_the_site_changes_meanwhile(changes, kept, article):
    front = Front(watch_with=Unsteady(changes))
    assert asking(front)(article.get_absolute_url()).status == 200
    assert len(front._memory) == kept


def test_while_tables_are_made_anew_nothing_is_kept(front, ask, article):
    ask(article.get_absolute_url())
    try:
        take_away()
        for _ in range(2):
            assert ask(article.get_absolute_url()).status == 200
        assert made(front) == 3
        Tag.objects.update(name="这时改的")
    finally:
        call_command("migrate", verbosity=0)  # as after one that was killed
    assert "这时改的" in ask(article.get_absolute_url()).body.decode()
    ask(article.get_absolute_url())
    assert made(front) == 4
    before = front._watch.stamp()
    call_command("migrate", verbosity=0)
    assert front._watch.stamp() == before, "a start that has nothing to do changes nothing"


def test_a_table_that_somebody_made_anew_by_hand_is_watched_again(front, ask, article):
    """Its triggers went with it; the note of who put them up is as before."""
    with connection.cursor() as cursor:
        on = f' ON "{Tag._meta.db_table}"' if connection.vendor == "postgresql" else ""
        cursor.execute(f'DROP TRIGGER "front_update_{Tag._meta.db_table}"{on}')
    call_command("migrate", verbosity=0)
    ask(article.get_absolute_url())
    Tag.objects.update(name="这时改的")
    assert "这时改的" in ask(article.get_absolute_url()).body.decode()


def test_what_is_overdue_is_so_from_midnight_on(front, ask, article):
    ask(article.get_absolute_url())
    front._day, front._midnight = "20000101", 0.0
    ask(article.get_absolute_url())
    assert made(front) == 1
    front._midnight = datetime.now().timestamp() - 1  # noqa: DTZ005  a moment
    front._stamp = ""
    front._day = "20000101"
    ask(article.get_absolute_url())
    assert front._day == f"{timezone.localdate():%Y%m%d}"


def test_the_database_file_may_not_be_there(tmp_path):
    from site_app.front.watch.sqlite import SqliteWatch

    assert SqliteWatch(str(tmp_path / "none.sqlite3")).stamp() is None
    assert not (tmp_path / "none.sqlite3").exists()


def test_what_does_not_count_is_named_rightly():
    from django.apps import apps

    labels = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    assert labels >= watched.UNSEEN
    assert watched.UNSEEN_COLUMNS.keys() | watched.OF_AN_EDITION.keys() <= labels
    for label, columns in watched.UNSEEN_COLUMNS.items():
        assert columns <= {field.column for field in apps.get_model(label)._meta.local_concrete_fields}


def test_a_voice_is_heard_of_when_it_is_there(front, ask, article, settings):
    narrating.ask_for([article.live_edition])
    before = ask(article.get_absolute_url()).body
    Narration.objects.filter(place=0).update(digest="0" * 32, duration=1000, state="ready")
    assert ask(article.get_absolute_url()).body != before
