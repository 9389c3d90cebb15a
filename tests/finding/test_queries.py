"""Does what a reader types lead to the article that they mean?"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from site_app.finding.models import Findable
from site_app.finding.query import understood
from site_app.finding.ranking import rank
from tests.finding.conftest import index_all, publish_known, typed_queries

# Everything that is to be found is made before the first of them asks.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _everything_is_published(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Made once, and undone when the last of these tests has asked."""
    with django_db_blocker.unblock(), transaction.atomic():
        publish_known()
        index_all()
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(("typed", "tolerant", "first", "kind"), typed_queries())
def test_the_right_article_comes_first(typed: str, tolerant: bool, first: str, kind: str) -> None:
    found = rank(understood(typed, tolerant=tolerant)).ids
    slugs = dict(Findable.objects.filter(pk__in=found[:3]).values_list("pk", "article__slug"))
    assert [slugs[key] for key in found[:3]][:1] == [first]
