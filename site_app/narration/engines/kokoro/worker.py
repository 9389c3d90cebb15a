"""The process that speaks: reads requests from standard input, writes sound to standard output.

A request is a line of JSON, ``{"utterance": …, "voice": …, "speed": …}``. The answer is a line of JSON, either
``{"bytes": n, "rate": …, "marks": […]}`` with n bytes of sound behind it, or ``{"error": …, "missing": true|false}``.
It ends when its input ends.
"""

import json
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

import numpy as np
import onnxruntime
from kokoro_onnx import Kokoro
from kokoro_onnx.config import SAMPLE_RATE

from site_app.narration.engines import Clip, EngineFailed, EngineMissing
from site_app.narration.engines.kokoro.model import timed_model, voice_file
from site_app.narration.engines.kokoro.phonemes import Written, of_utterance
from site_app.narration.utterance import Utterance

MEMORY = 3 * 1024**3
"""Bytes of data the process may hold; the model, at work on the longest piece, needs about a third."""
LONGEST = 300
"""Phonemes the model is given at once: about 80 syllables. It could take 510, but drifts towards the end."""
LEVEL = 0.95
"""Loudest sample of a clip, of 1: what is louder is turned down, since a 16-bit sample cannot hold it."""


class Voice:
    """The model with one set of voices, loaded once."""

    def __init__(self, models: Path, voices: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = os.cpu_count() or 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        session = onnxruntime.InferenceSession(timed_model(models), options, providers=["CPUExecutionProvider"])
        self.folder = voices
        self.styles: dict[str, Any] = {}
        # The library wants an archive of voices; here each is read when it is first asked for.
        with NamedTemporaryFile(suffix=".npz") as archive:
            np.savez(archive)
            archive.flush()
            self.kokoro = Kokoro.from_session(session, archive.name)

    def say(self, utterance: Utterance, voice: str, speed: float) -> Clip:
        style = self._style(voice)
        sounds: list[Any] = []
        marks: list[tuple[int, int]] = []
        at = 0
        for written in _pieces(of_utterance(utterance, self.kokoro.tokenizer.phonemize)):
            sound, _, times = self.kokoro.create_timed(written.phonemes, style, speed, is_phonemes=True)
            if len(times) != len(written.phonemes):
                raise EngineFailed(f"the model timed {len(times)} of {len(written.phonemes)} phonemes")
            for start, end in written.places:
                marks.append((at + round(1000 * times[start].start), at + round(1000 * times[max(start, end - 1)].end)))
            sounds.append(sound)
            at = round(1000 * sum(map(len, sounds)) / SAMPLE_RATE)
        if not sounds:
            raise EngineFailed("nothing in this utterance can be said")
        joined = np.concatenate(sounds)
        loudest = float(np.abs(joined).max())
        if loudest > LEVEL:
            joined *= LEVEL / loudest
        return Clip((joined * 32767).astype(np.int16).tobytes(), SAMPLE_RATE, tuple(marks))

    def _style(self, voice: str) -> Any:
        if voice not in self.styles:
            self.styles[voice] = np.fromfile(voice_file(self.folder, voice), np.float32).reshape(-1, 1, 256)
        return self.styles[voice]


def _pieces(written: Written) -> Iterator[Written]:
    """Stretches that the model can hold, cut behind marks where possible and behind words elsewhere."""
    text, places = written
    start = 0
    while start < len(text):
        end = len(text)
        if end - start > LONGEST:
            stretch = text[start : start + LONGEST]
            cut = max(stretch.rfind(f"{mark} ") for mark in ",.!?;:…—)") + 1 or stretch.rfind(" ")
            end = start + (cut if cut > 0 else LONGEST)
        inside = [(first - start, last - start) for first, last in places if start <= first < end]
        yield Written(text[start:end], inside)
        start = end + (text[end : end + 1] == " ")


def answer(voice: Voice, line: bytes, out: BinaryIO) -> None:
    try:
        clip = voice.say(**json.loads(line))
    except EngineFailed as failure:
        header: dict[str, Any] = {"error": str(failure), "missing": isinstance(failure, EngineMissing)}
        out.write(json.dumps(header).encode() + b"\n")
    else:
        header = {"bytes": len(clip.samples), "rate": clip.rate, "marks": clip.marks}
        out.write(json.dumps(header).encode() + b"\n" + clip.samples)
    out.flush()


def main(models: str, voices: str) -> None:
    """Serve until the input ends, at the lowest priority: whoever reads a page goes first."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    os.nice(19)
    with suppress(AttributeError, PermissionError):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    # Whatever a library prints must not end up between the answers.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        voice = Voice(Path(models), Path(voices))
    except EngineMissing as failure:
        out.write(json.dumps({"error": str(failure), "missing": True}).encode() + b"\n")
        return
    out.write(b'{"ready": true}\n')
    out.flush()
    with suppress(BrokenPipeError):  # nobody waits for the answer any more
        for line in sys.stdin.buffer:
            answer(voice, line, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
