"""Are words above the stated level told, and no others?"""

import pytest

from site_app.articles.checks.hsk import WordsFitTheLevel
from site_app.articles.hsk import BEYOND, level_of
from site_app.articles.lexicon import Prescription, change_lexicon
from tests.articles.checks.finding import found_by, places_of, said_by

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("word", "level"), [("你好", 1), ("功能", 5), ("我的", 1), ("饕餮", BEYOND)])
def test_a_word_that_is_not_listed_is_as_hard_as_its_characters(word, level):
    assert level_of(word) == level


def test_a_text_without_a_stated_level_is_not_measured():
    assert said_by(WordsFitTheLevel(), markdown="饕餮。") == []


def test_harder_words_come_with_their_level_most_frequent_first():
    (finding,) = found_by(WordsFitTheLevel(), markdown="我障碍。\n\n功能，障碍。", level=1)
    said = str(finding)
    assert said.startswith("有2个词超过HSK 1级，最常用的在前：障碍（")
    assert "级，2次）、功能（" in said
    assert places_of(finding) == [(1, 2), (3, 1)]


def test_the_highest_band_has_one_level():
    assert said_by(WordsFitTheLevel(), markdown="障碍。", level=9) == []


def test_names_numbers_and_explained_terms_are_never_told():
    change_lexicon(prescribe=[Prescription("卒中", "cù zhòng", explanation="脑子里的血管突然出了问题。")])
    assert said_by(WordsFitTheLevel(), markdown="北京，王小明，一百二十，卒中。", level=1) == []
