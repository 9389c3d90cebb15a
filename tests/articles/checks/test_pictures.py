"""Does every picture have words, or say that it needs none?"""

import pytest

from site_app.articles.checks.pictures import PicturesAreDescribed
from tests.articles.checks.finding import found_by, places_of, said_by
from tests.factories import make_draft

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("alt", ["", " ", "……", "请在这里写图片说明", "IMG_1234.jpg", "photo.png"])
def test_a_picture_without_a_description_is_found(alt):
    (said,) = said_by(PicturesAreDescribed(), markdown=f"![{alt}](/media/images/a.png)")
    assert "写“装饰图”" in said


@pytest.mark.parametrize("alt", ["血管被堵住", "装饰图", "{卒中|cù zhòng}的症状"])
def test_a_described_or_decorative_picture_is_fine(alt):
    assert said_by(PicturesAreDescribed(), markdown=f"![{alt}](/media/images/a.png)") == []


def test_each_is_pointed_at():
    found = found_by(PicturesAreDescribed(), markdown="甲\n\n![](/a.png)\n\n乙![](/a.png)")
    assert [places_of(finding) for finding in found] == [[(3, 1)], [(5, 2)]]


def test_screen_readers_pass_over_a_decorative_picture():
    body = make_draft(markdown="![装饰图](/a.png)").rendering("hanzi").body
    assert 'alt=""' in body
    assert "装饰图" not in body
