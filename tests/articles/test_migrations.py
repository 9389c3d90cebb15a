"""Do sites that were there before reviews keep their articles, and can they go back?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

FIRST, LAST = "0001_articles_editions_and_lexicon", "0008_checks_and_what_words_mean"

# Django draws all models anew for each step.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def migrate():
    """Brings the articles app to a migration; gives the models as they were then."""

    def to(name: str) -> Callable[[str], Any]:
        call_command("migrate", "articles", name, verbosity=0)
        models = MigrationExecutor(connection).loader.project_state([("articles", name)]).apps
        return lambda model: models.get_model(*(model.split(".") if "." in model else ("articles", model)))

    yield to
    call_command("migrate", verbosity=0)


def fill(model: Callable[[str], Any]) -> None:
    """A site of the first version: one article in each state, and one draft beside a live edition."""
    author = model("auth.User").objects.create(username="editor")
    now = timezone.now()
    for slug, editions in {
        "live": [("published", None), ("draft", author)],
        "old": [("superseded", author), ("published", author)],
        "gone": [("withdrawn", author)],
        "new": [("draft", None)],
    }.items():
        article = model("Article").objects.create(slug=slug)
        for number, (state, by) in enumerate(editions, 1):
            was_public = None if state == "draft" else now
            model("Edition").objects.create(
                article=article,
                number=number,
                title=slug,
                markdown="正文。",
                state=state,
                author=by,
                change_note="给同事看",
                published_at=was_public,
            )


def rows(model: Callable[[str], Any], *fields: str) -> list[tuple[Any, ...]]:
    return list(
        model("Edition").objects.order_by("article__slug", "number").values_list("article__slug", "state", *fields)
    )


BEFORE = [
    ("gone", "withdrawn"),
    ("live", "published"),
    ("live", "draft"),
    ("new", "draft"),
    ("old", "superseded"),
    ("old", "published"),
]


def test_what_was_there_says_that_nobody_reviewed_it_and_goes_back_with_its_content(migrate, settings):
    settings.SITE_NAME = "听得懂的健康"
    fill(migrate(FIRST))
    model = migrate(LAST)
    assert rows(model) == BEFORE
    reason = "在有审核以前发布。"
    assert rows(model, "unreviewed_reason", "withdrawal", "is_minor", "written_by__name") == [
        ("gone", "withdrawn", reason, "error", True, None),
        ("live", "published", reason, "", True, "编辑部"),
        ("live", "draft", "", "", False, None),
        ("new", "draft", "", "", False, None),
        ("old", "superseded", reason, "", True, None),
        ("old", "published", reason, "", True, None),
    ]
    assert model("Edition").objects.filter(writers__username="editor").count() == 4

    editions = model("Edition").objects
    editions.filter(article__slug="live", state="draft").update(state="scheduled", scheduled_for=timezone.now())
    editions.filter(article__slug="new").update(state="changes_requested")
    # A group that has members or other permissions stays.
    group = model("auth.Group").objects.get(name="作者")
    model("auth.User").objects.create(username="member").groups.add(group)
    model("auth.Group").objects.get(name="审核者").permissions.add(
        model("auth.Permission").objects.get(content_type__app_label="auth", codename="view_user")
    )
    model = migrate(FIRST)
    assert rows(model) == BEFORE
    assert set(model("Edition").objects.values_list("markdown", flat=True)) == {"正文。"}
    kept = model("auth.Group").objects
    assert set(kept.values_list("name", flat=True)) == {"作者", "审核者"}
    assert not kept.get(name="作者").permissions.exists()
    assert rows(migrate(LAST)) == BEFORE


def test_the_groups_come_and_go_and_who_knows_the_desk_is_not_asked_to_practise(migrate):
    user = migrate("0011_what_the_site_says_is_stored_as_a_message")("auth.User")
    known = user.objects.create(username="known", last_login=timezone.now())
    user.objects.create(username="new")
    model = migrate("0012_first_steps_are_practised")
    assert list(model("Welcome").objects.values_list("account", "answer")) == [(known.pk, "declined")]

    migrate(FIRST)
    model = migrate(LAST)
    groups = model("auth.Group").objects
    assert {group.name: group.permissions.filter(content_type__model="edition").count() for group in groups.all()} == {
        "作者": 1,
        "审核者": 1,
        "发布者": 4,
    }
    assert not migrate(FIRST)("auth.Group").objects.exists()
