"""Are sentences that are too long pointed at?"""

import pytest

from site_app.articles.checks.sentences import SentencesAreShort
from tests.articles.checks.finding import found_by, places_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("length", "count"), [(60, 0), (61, 1)])
def test_sixty_characters_are_the_most(length, count):
    text = "，".join(["走" * 10] * 6) + "走" * (length - 60)
    assert len(found_by(SentencesAreShort(), markdown=f"{text}。")) == count


def test_it_is_told_where_it_begins():
    (finding,) = found_by(SentencesAreShort(), markdown="短。\n\n也短。" + "很长的话" * 16 + "。")
    assert places_of(finding) == [(3, 4)]
    assert "有64个字" in str(finding)
