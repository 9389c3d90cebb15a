"""Does the voice get the phonemes that it was trained on?"""

import pytest
from kokoro_onnx.config import DEFAULT_VOCAB

from site_app.narration.engines.kokoro.phonemes import LETTERS, of_syllable, of_utterance
from site_app.pinyin.syllables import LEGAL


@pytest.mark.parametrize(
    ("reading", "phonemes"),
    [
        ("nao3", "nau↓"),
        ("cu4", "ʦʰu↘"),
        ("zhong4", "ꭧʊ↘ŋ"),
        ("zhi1", "ꭧɨ→"),
        ("si4", "sɨ↘"),
        ("ri4", "ɻɨ↘"),
        ("er2", "ɚ↗"),
        ("yue4", "ɥe↘"),
        ("yuan2", "ɥɛ↗n"),
        ("yan2", "jɛ↗n"),
        ("you3", "jou↓"),
        ("yong3", "jʊ↓ŋ"),
        ("wu2", "u↗"),
        ("weng1", "wə→ŋ"),
        ("liu4", "ljou↘"),
        ("gui4", "kwei↘"),
        ("lun2", "lwə↗n"),
        ("bo2", "pwo↗"),
        ("lv4", "ly↘"),
        ("lve4", "lɥe↘"),
        ("xun4", "ɕy↘n"),
        ("jiong3", "ʨjʊ↓ŋ"),
        ("ng2", "ŋ↗"),
        ("hng5", "hŋ"),
        ("de5", "tɤ"),
    ],
)
def test_a_syllable_is_written_as_the_model_knows_it(reading: str, phonemes: str) -> None:
    assert of_syllable(reading) == phonemes


@pytest.mark.parametrize(
    ("reading", "phonemes"),
    [("dian3", "tja↓ɻ"), ("wan2", "wa↗ɻ"), ("shi4", "ʂə↘ɻ"), ("hui4", "xwə↘ɻ"), ("hua1", "xwa→ɻ")],
)
def test_the_suffix_r_takes_the_place_of_what_it_swallows(reading: str, phonemes: str) -> None:
    assert of_syllable(reading, erhua=True) == phonemes


def test_every_syllable_of_mandarin_can_be_said_and_told_from_every_other() -> None:
    written = {
        reading: of_syllable(reading) for reading in (f"{syllable}{tone}" for syllable in LEGAL for tone in "12345")
    }
    assert {character for phonemes in written.values() for character in phonemes} <= set(DEFAULT_VOCAB)
    assert len(set(written.values())) == len(written) - 5  # lo and luo sound the same


def test_the_names_of_all_letters_are_known_to_the_model() -> None:
    assert set("".join(LETTERS.values())) <= set(DEFAULT_VOCAB)


def test_words_stand_apart_and_marks_stand_behind_them() -> None:
    written = of_utterance((("nao3",), ("cu4", "zhong4"), ",", ("C", "T"), "."), foreign=str)
    assert written.phonemes == "nau↓ ʦʰu↘ꭧʊ↘ŋ, sˈitˈi."
    assert [written.phonemes[start:end] for start, end in written.places] == ["nau↓", "ʦʰu↘", "ꭧʊ↘ŋ", "sˈi", "tˈi"]


def test_a_foreign_word_is_asked_for() -> None:
    assert (
        of_utterance((("stroke",), ("yi4", "dian3r")), foreign={"stroke": "stɹˈOk"}.__getitem__).phonemes
        == "stɹˈOk i↘tja↓ɻ"
    )
