"""Is it noticed that something is missing which every article has?"""

import pytest

from site_app.articles.checks.completeness import NothingIsMissing, ReadersAreNamed
from tests.articles.checks.finding import found_by, said_by

pytestmark = pytest.mark.django_db


def test_what_is_missing_is_named_with_its_field():
    (finding,) = found_by(NothingIsMissing(), title="……", markdown="")
    assert str(finding) == "还没有写标题、正文。"
    assert [place.anchor for place in finding.places] == ["id_title", "id_markdown"]


@pytest.mark.parametrize(("readers", "count"), [("", 1), (" ", 1), ("老年人", 0)])
def test_readers_have_to_be_named(readers, count):
    assert len(said_by(ReadersAreNamed(), readers=readers)) == count
