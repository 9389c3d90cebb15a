"""Are readings that nobody is sure of pointed at?"""

import pytest

from site_app.articles.checks.readings import ReadingsAreCertain, ReadingsArePinyin
from tests.articles.checks.finding import found_by, places_of, said_by

pytestmark = pytest.mark.django_db

DOUBTFUL = "公众的生存率。"


def test_a_reading_that_is_no_pinyin_is_pointed_at():
    (finding,) = found_by(ReadingsArePinyin(), markdown="好\n\n说{卒中|cù xyz}。")
    assert (str(finding), places_of(finding)) == ("正文第3行第2列：“xyz”不是一个普通话音节。", [(3, 2)])


def test_a_doubtful_reading_is_counted_and_each_place_is_given():
    (finding,) = found_by(ReadingsAreCertain(), markdown=f"{DOUBTFUL}\n\n- 病人的*生存*率。")
    assert str(finding) == "“生存率”的“率”读lǜ还是shuài？有2处。定下来请写成 {率|lǜ}。"
    assert places_of(finding) == [(1, 6), (3, 10)]


def test_what_the_editor_wrote_is_certain():
    assert said_by(ReadingsAreCertain(), markdown="公众的{生存率|shēng cún lǜ}。") == []
