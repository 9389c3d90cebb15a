"""What does the site notice when a voice's process fails?"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from site_app.narration.engines import Clip, EngineFailed, EngineMissing, process
from site_app.narration.engines.process import ProcessEngine

UTTERANCE = (("ni3", "hao3"), ".")
Unruly = Callable[[str], ProcessEngine]


@pytest.fixture
def unruly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Unruly]:
    engines: list[ProcessEngine] = []
    monkeypatch.setattr(process, "SPEAKING", 1.0)
    monkeypatch.setattr(process, "SPEAKING_EACH", 0.0)

    def start(how: str) -> ProcessEngine:
        engines.append(ProcessEngine("1", "tests.narration.unruly_voice", how, str(tmp_path)))
        return engines[-1]

    yield start
    for engine in engines:
        engine.close()


def said(engine: ProcessEngine) -> Clip:
    return engine.say(UTTERANCE, voice="", speed=1.0)


@pytest.mark.parametrize("how", ["crash", "hang", "babble", "break off"])
def test_a_lost_process_costs_one_more_try(unruly: Unruly, tmp_path: Path, how: str) -> None:
    assert said(unruly(how)).samples == b"\1\0" * 2
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("how", "reason"), [("crash-always", "signal 9"), ("hang-always", "too long"), ("babble-always", "no answer")]
)
def test_a_voice_that_never_recovers_fails_with_the_reason(unruly: Unruly, how: str, reason: str) -> None:
    with pytest.raises(EngineFailed, match=reason):
        said(unruly(how))


def test_what_cannot_be_said_is_not_tried_again(unruly: Unruly, tmp_path: Path) -> None:
    engine = unruly("refuse-always")
    with pytest.raises(EngineFailed, match="cannot say this"):
        said(engine)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_missing_model_is_told_from_a_crash(unruly: Unruly) -> None:
    with pytest.raises(EngineMissing, match="the model is not there"):
        said(unruly("missing"))


def test_closing_ends_the_process_and_may_be_done_twice(unruly: Unruly) -> None:
    engine = unruly("crash")
    said(engine)
    assert engine._process
    pid = engine._process.pid
    engine.close()
    engine.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
