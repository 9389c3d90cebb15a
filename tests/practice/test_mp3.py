"""Is the stretch that is cut from an MP3 the one that was asked for, without a decoder on the server?"""

from io import BytesIO

import numpy as np
import pytest
import soundfile

from site_app.narration.sound_files import _ENCODINGS, MP3, RATE
from site_app.practice.mp3 import Mp3

TONES = (400, 800, 1600, 3200)
"""Hertz; each is heard for a second."""


@pytest.fixture(scope="module")
def sound() -> bytes:
    seconds = np.arange(RATE) / RATE
    samples = np.concatenate([9000 * np.sin(2 * np.pi * tone * seconds) for tone in TONES]).astype(np.int16)
    out = BytesIO()
    soundfile.write(out, samples, RATE, **_ENCODINGS[MP3])
    return out.getvalue()


def heard(data: bytes) -> tuple[np.ndarray, float]:
    """(the samples, how many seconds)"""
    samples, rate = soundfile.read(BytesIO(data))
    return samples, len(samples) / rate


def pitch(samples: np.ndarray) -> float:
    """The strongest frequency, in hertz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * RATE / len(samples))


@pytest.mark.parametrize("second", range(4))
def test_a_second_of_it_is_that_second(sound, second):
    samples, length = heard(Mp3(sound).cut(1000 * second, 1000 * second + 1000))
    assert 1.0 <= length < 1.15
    assert pitch(samples[RATE // 5 : -RATE // 10]) == pytest.approx(TONES[second], abs=10)


def test_a_word_of_it_begins_where_it_is_said(sound):
    samples, length = heard(Mp3(sound).cut(1000, 1240))
    assert length < 0.4
    assert pitch(samples[RATE // 10 :]) == pytest.approx(800, abs=15)


def test_there_is_nothing_beyond_the_end_or_between_nothing(sound):
    mp3 = Mp3(sound)
    assert mp3.cut(500, 500) == mp3.cut(900, 100) == mp3.cut(90_000, 91_000) == b""


@pytest.mark.parametrize("data", [b"", b"ID3", b"\xff" * 9, b"RIFF....WAVE", b"\x00" * 5000])
def test_what_is_no_mp3_is_refused(data):
    with pytest.raises(ValueError, match="MPEG"):
        Mp3(data)


def test_a_tag_in_front_and_a_broken_end_are_passed_over(sound):
    tagged = b"ID3\x04\x00\x00\x00\x00\x02\x00" + bytes(256) + sound[:-50]
    assert Mp3(tagged).cut(1000, 2000) == Mp3(sound).cut(1000, 2000)
