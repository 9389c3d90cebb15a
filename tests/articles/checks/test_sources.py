"""Is it noticed when an edition rests on nothing that a reader could find?"""

import pytest

from site_app.articles.checks.sources import MarkersHaveSources, RestsOnASource, SourcesAreCited
from site_app.articles.models import Reference
from tests.articles.checks.finding import found_by, places_of, said_by
from tests.factories import SOURCE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("references", "count"), [((), 1), ((Reference("a", "标题"),), 1), ((Reference("a"), SOURCE), 0)]
)
def test_one_complete_source_is_enough(references, count):
    assert len(said_by(RestsOnASource(), references=references)) == count


def test_a_marker_without_a_source_is_pointed_at():
    (finding,) = found_by(MarkersHaveSources(), markdown="甲。\n\n乙[^none]。")
    assert (str(finding), places_of(finding)) == ("正文里的脚注 [^none] 没有对应的来源。", [(3, 2)])


def test_a_source_that_nothing_cites_is_named():
    assert said_by(SourcesAreCited(), markdown="甲[^who2023]。", references=(SOURCE, Reference("b"))) == [
        "来源“b”在正文里没有脚注。"
    ]
