"""Words have the level at which HSK 3.0 lists them."""

import pytest

from site_app.words.levels import level


@pytest.mark.parametrize(("word", "expected"), [("我", 1), ("血压", 6), ("脑梗", None), ("", None), ("<b>", None)])
def test_a_word_has_the_level_of_its_list(word, expected):
    assert level(word) == expected
