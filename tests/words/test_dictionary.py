"""Words are looked up in CC-CEDICT, by the reading that they have in the text."""

import pytest

from site_app.words.dictionary import Entry, chosen, look_up


def test_a_word_has_an_entry_for_each_reading():
    assert look_up("大夫") == (
        Entry("大夫", "大夫", "dà fū", ("senior official (in imperial China)",)),
        Entry("大夫", "大夫", "dài fu", ("doctor", "physician")),
    )


def test_the_traditional_form_comes_with_it():
    (entry,) = look_up("高血压")
    assert (entry.traditional, entry.readings) == ("高血壓", ("gao1", "xue4", "ya1"))


@pytest.mark.parametrize("word", ["脑梗死的人", "", " ", "\n", "看\x00", "<b>", "%s", "\ud800", "看" * 10_000])
def test_what_is_no_word_of_the_dictionary_has_no_entry(word):
    assert look_up(word) == ()


@pytest.mark.parametrize(
    ("word", "readings", "gloss"),
    [
        ("大夫", ("dai4", "fu5"), "doctor"),
        ("得", ("dei3",), "to have to"),
        ("看", ("kan4",), "to see; to look at"),
        ("高", ("gao1",), "high"),  # not the surname
        ("个", ("ge5",), "(classifier used before a noun that has no specific classifier)"),  # read neutral in the text
        ("好", ("hao2",), "good"),  # no entry is read so: what is nearest comes first
        ("一点儿", ("yi1", "dian3", "er5"), "erhua variant of 一点 (yī diǎn)"),
    ],
)
def test_the_entry_that_is_read_so_comes_first(word, readings, gloss):
    assert chosen(look_up(word), readings)[0].glosses[0] == gloss


def test_another_reading_is_left_out():
    assert [entry.pinyin for entry in chosen(look_up("还"), ("huan2",))] == ["huán", "Huán"]


def test_what_nothing_is_known_of_stays_unknown():
    assert chosen((), ("nao3", "geng3")) == ()
