"""Does an editor hear of a reading that the traditional edition cannot have?"""

import pytest

from site_app.articles.checks.traditional import TraditionalFitsTheReadings
from site_app.articles.models import Edition
from tests.factories import make_draft

pytestmark = pytest.mark.django_db


def findings(markdown: str) -> list[tuple[str, int]]:
    edition: Edition = make_draft(markdown=markdown)
    return [(str(finding.message), len(finding.places)) for finding in TraditionalFitsTheReadings().findings(edition)]


def test_a_reading_of_no_traditional_character_is_told_once_with_its_places():
    ((message, places),) = findings("洗{头发|tóu fèi}。\n\n{头发|tóu fèi}长。")
    assert message.startswith("“头发”的“发”标的是 fèi，繁体版写成“髮”，这个字没有这个读音（2处）。")
    assert places == 2


def test_what_can_be_written_is_not_told():
    assert findings("头发发干，饼干干净，{干|gàn}活，心脏，皇后，后来。") == []
