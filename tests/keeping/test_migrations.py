"""Does a site with content go back through all of its migrations, and forth again, without losing a word?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from site_app.articles.models import Edition
from site_app.front.triggers import NOTES
from tests.factories import make_article, make_edition_in, make_series, make_tag
from tests.keeping.conftest import make_image

# Django draws all models anew for each step.
pytestmark = pytest.mark.django_db(transaction=True)

WORDS = ("article__slug", "number", "title", "summary", "markdown")
OURS = sorted(config.label for config in apps.get_app_configs() if config.name.startswith("site_app."))


@pytest.fixture
def migrate():
    def to(*goals: tuple[str, str | None]) -> None:
        for label, name in goals:
            call_command("migrate", label, name or "zero", verbosity=0)

    yield to
    call_command("migrate", verbosity=0)


def words(model: Any = Edition) -> list[tuple[Any, ...]]:
    return list(model.objects.order_by("article__slug", "number").values_list(*WORDS))


def test_all_of_them_back_and_forth(migrate: Callable[..., None], site: None) -> None:
    make_article(title="高血压", tags=(make_tag(),), series=make_series("别的"))
    for state in ("draft", "in_review", "approved", "scheduled", "superseded", "withdrawn"):
        make_edition_in(state, title=f"状态 {state}")
    make_image(3)
    before = words()
    graph = MigrationExecutor(connection).loader.graph
    firsts = [key for key in graph.nodes if key[0] == "articles" and key[1].startswith("0001")]
    others = [(label, None) for label in OURS if label != "articles" and any(key[0] == label for key in graph.nodes)]
    migrate(*others)
    migrate(*firsts)
    past = MigrationExecutor(connection).loader.project_state(firsts).apps
    assert words(past.get_model("articles", "Edition")) == before
    assert NOTES not in connection.introspection.table_names(), "no triggers on tables of another time"
    call_command("migrate", verbosity=0)
    assert words() == before
    assert NOTES in connection.introspection.table_names(), "changes are noted again"
    call_command("migrate", check_unapplied=True, verbosity=0)
