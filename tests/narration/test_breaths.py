"""Where does a long utterance draw breath?"""

import numpy as np

from site_app.narration.engines.kokoro.phonemes import Written, of_utterance
from site_app.narration.engines.kokoro.worker import FRAME, LONGEST, faded, pieces
from site_app.narration.utterance import Utterance

FOUR = (("jing1", "chang2"), ("duan4", "lian4"))


def breaths(*utterance: tuple[str, ...] | str) -> list[Written]:
    return list(pieces(of_utterance(utterance, str)))


def test_a_clause_is_a_breath() -> None:
    assert [piece.phonemes[-1] for piece in breaths(*FOUR, ",", *FOUR, ";", *FOUR, ".")] == [",", ";", "."]


def test_what_is_too_short_is_said_with_what_follows() -> None:
    assert len(breaths(("shao3",), ",", *FOUR, ".")) == 1


def test_every_syllable_keeps_its_place() -> None:
    utterance: Utterance = (*FOUR, ",", *FOUR, ",", ("ye3",), ".")
    found = [piece.phonemes[start:end] for piece in breaths(*utterance) for start, end in piece.places]
    assert found == ["ʨi→ŋ", "ꭧʰa↗ŋ", "twa↘n", "ljɛ↘n"] * 2 + ["je↓"]


def test_what_has_no_marks_is_cut_between_words_before_the_model_overflows() -> None:
    found = breaths(*FOUR * 60, ".")
    assert all(len(piece.phonemes) <= LONGEST for piece in found)
    assert sum(len(piece.places) for piece in found) == 240
    assert not any(piece.phonemes.startswith(" ") for piece in found)


def test_a_mark_behind_the_last_word_is_no_breath_of_its_own() -> None:
    assert len(breaths(*FOUR, "!", "…")) == 1


def syllable(*loudness: float) -> "np.ndarray":
    """So loud, a hundredth of a second each."""
    return np.repeat(np.array(loudness, np.float32), FRAME)


def test_a_sound_behind_a_syllable_that_has_faded_is_no_part_of_it() -> None:
    said, silence, echo = (0.2, 0.9, 1.0, 0.8, 0.5, 0.2), (0.02,) * 6, (0.06, 0.12, 0.1, 0.05)
    end = faded(syllable(*said, *silence, *echo), 0)
    assert len(said) <= end / FRAME <= len(said) + len(silence)


def test_a_third_tone_may_fall_silent_and_rise_again() -> None:
    sound = syllable(0.2, 0.9, 1.0, 0.5, 0.2, 0.02, 0.02, 0.02, 0.02, 0.2, 0.5, 0.5, 0.2)
    assert faded(sound, 0) == len(sound)


def test_a_syllable_that_sounds_to_its_end_is_whole() -> None:
    sound = syllable(0.3, 0.8, 1.0, 0.9, 0.7, 0.4)
    assert faded(sound, 0) == len(sound)
