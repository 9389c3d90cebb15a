import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_app.pinyin import annotate
from site_app.pinyin.notation import parse_readings
from site_app.pinyin.speech import speak
from site_app.pinyin.speech.symbols import _COMPARED, _IN_ADDRESS
from site_app.pinyin.speech.units import UNITS
from site_app.pinyin.speech.wording import READINGS, words_of
from site_app.pinyin.syllables import LEGAL, tone, toneless
from site_app.pinyin.tokens import Sentence, Syllable, Word

HEALTH = st.text(
    "0123456789０２一二不两三五九百点年月日号第个天次周小时血压看好很老虎玩儿里，。、：（）《“”"
    " .,-–—~～/:：%‰℃°+−±×xX*<>≤≥=¥$#&@·^²³⁹⁻₂½①Ⅱ\u00a0kgmLHdhsUWμCTIVabNo\ud800😀й"
)


def unsegmented(text: str) -> Sentence:
    return Sentence((Word(tuple(map(Syllable, text)), "x"),))


@settings(deadline=None)  # the first example compiles the dictionary
@given(st.one_of(st.text(), HEALTH))
def test_spans_join_to_the_text_whatever_it_holds(text):
    for sentence in annotate(text):
        spans = speak(sentence)
        assert "".join(sentence.text[span.start : span.end] for span in spans) == sentence.text
        assert all(span.start < span.end for span in spans)


@settings(deadline=None)
@given(HEALTH)
def test_every_syllable_is_legal_or_a_letter(text):
    for sentence in annotate(text):
        for span in speak(sentence):
            for syllable in (syllable for word in span.words for syllable in word):
                assert syllable.character
                assert not syllable.reading or toneless(syllable.reading) in LEGAL
                assert bool(syllable.reading) == bool(syllable.citation)


@settings(deadline=None)
@given(HEALTH)
def test_sandhi_changes_only_the_tones_of_yi_bu_and_third_tones(text):
    for sentence in annotate(text):
        for span in speak(sentence):
            for syllable in (syllable for word in span.words for syllable in word):
                if syllable.reading != syllable.citation:
                    assert toneless(syllable.reading) == toneless(syllable.citation)
                    is_third = (tone(syllable.citation), tone(syllable.reading)) == (3, 2)
                    assert is_third or syllable.character in ("一", "不")


def test_hanzi_keep_the_word_and_the_readings_of_the_sentence():
    words = (("血压", ("xue4", "ya1")), ("高", ("gao1",)), ("。", (None,)))
    sentence = Sentence(tuple(Word(tuple(map(Syllable, *word))) for word in words))
    spans = speak(sentence)
    assert [sentence.text[span.start : span.end] for span in spans] == ["血压", "高", "。"]
    assert [[s.citation for word in span.words for s in word] for span in spans] == [["xue4", "ya1"], ["gao1"], []]


def test_what_changes_places_in_speech_is_one_span_and_the_rest_is_not():
    text = "升高10%，3-5 mmol/L"
    assert [text[span.start : span.end] for span in speak(unsegmented(text)) if span.words] == [
        *("升高", "10%", "3", "-", "5", "mmol", "/", "L"),
    ]


def test_a_word_of_the_lexicon_is_divided_where_figures_meet_hanzi():
    word = Word((Syllable("B"), Syllable("超", "chao1")), "n")
    letter, hanzi = speak(Sentence((word,)))
    assert (letter.words[0][0].character, letter.words[0][0].reading) == ("B", "")
    assert hanzi.words[0][0].reading == "chao1"


def test_letters_are_one_syllable_each_and_foreign_words_one_together():
    (letters,), (word,) = (speak(unsegmented(text)) for text in ("CT", "Omega"))
    assert [syllable.character for syllable in letters.words[0]] == ["C", "T"]
    assert [syllable.character for syllable in word.words[0]] == ["Omega"]


def test_a_compatibility_form_is_spoken_as_the_character_that_it_stands_for():
    word = Word((Syllable("\u2f00", "yi1"), Syllable("个", "ge4")), "m")
    assert [syllable.reading for syllable in speak(Sentence((word,)))[0].words[0]] == ["yi2", "ge4"]


@pytest.mark.parametrize("spoken", sorted({*UNITS.values(), *_COMPARED.values(), *_IN_ADDRESS.values()}))
def test_everything_in_the_tables_has_a_reading(spoken):
    assert all(syllable.reading for word in words_of(spoken) for syllable in word)


def test_the_readings_of_spoken_hanzi_are_canonical():
    assert all(parse_readings(character, reading) == (reading,) for character, reading in READINGS.items())


def calls(text: str) -> int:
    """How many functions of Python and of C speaking the text calls."""
    sentence, count = unsegmented(text), 0

    def profile(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        speak(sentence)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "unit", ["1", "/", "1/", "1-", "1.", "1:", "a@", "a-", "1,", "1%", "<", "一", "①", "1 ", "http://"]
)
def test_the_cost_grows_as_the_text_does(unit):
    calls(unit * 8)  # compiles what is compiled once
    assert calls(unit * 1000) < 2.2 * calls(unit * 500)


@pytest.mark.parametrize("character", ["1", "/"])
def test_a_hundred_thousand_in_a_row_are_no_burden(character):
    assert sum(span.end - span.start for span in speak(unsegmented(character * 100_000))) == 100_000
