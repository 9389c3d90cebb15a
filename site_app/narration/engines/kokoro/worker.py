"""The process that speaks: reads requests from standard input, writes sound to standard output.

A request is a line of JSON, ``{"utterance": …, "voice": …, "speed": …}``. The answer is a line of JSON, either
``{"bytes": n, "rate": …, "marks": […]}`` with n bytes of sound behind it, or ``{"error": …, "missing": true|false}``.
It ends when its input ends.
"""

import json
import os
import resource
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

import numpy as np
import onnxruntime
from kokoro_onnx import Kokoro
from kokoro_onnx.config import SAMPLE_RATE

from site_app.message import as_data, said
from site_app.narration.engines import Clip, EngineFailed, EngineMissing
from site_app.narration.engines.kokoro.model import timed_model, voice_file
from site_app.narration.engines.kokoro.phonemes import STRESS, Written, of_utterance
from site_app.narration.utterance import Utterance

MEMORY = 3 * 1024**3
"""Bytes of data the process may hold; the model, at work on the longest piece, needs about a third."""
WORK, WORK_EACH = 120.0, 5.0
"""Seconds of processor time an utterance may take, and in addition for each syllable. It needs a quarter of a second for
each, and several times that where many others want the processor's caches."""
LONGEST = 300
"""Phonemes the model is given at once: about 80 syllables. It could take 510, but drifts towards the end."""
SHORTEST_STYLE = 60
"""A voice has a style for each number of phonemes; those for fewer than this make it mumble, and are left out."""
SHORTEST = 4
"""Syllables of a breath: the model mumbles what is shorter, so a mark that comes sooner is left to its own melody."""
PAUSES = {",": 0.18, "—": 0.2, ":": 0.25, ";": 0.28, "…": 0.3, ".": 0.32, "!": 0.32, "?": 0.32}
"""Seconds of silence at a mark within an utterance. The model by itself runs over half of them."""
FRAME = SAMPLE_RATE // 100
"""Samples of a hundredth of a second, in which loudness is measured."""
REACH = 6 * FRAME
"""Samples around a mark within a breath in which the quietest moment is looked for, to pause there."""
LAG = 0.057
"""Seconds by which a phoneme is heard before the model's durations say so: where the contrast in loudness between vowels
and stops is sharpest, measured over 14 sentences in two voices."""
SILENCE = 0.015
"""Loudness, of the loudest hundredth of a second, under which nothing is heard."""
FADED, ECHO = 0.05, 0.2
"""Loudness of the last syllable of a breath, of its own loudest moment: under the first it has faded; what follows and stays
under the second is no rise of a third tone, but a sound that the model puts into the silence behind a slow breath."""
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
        sounds: list[Any] = []
        marks: list[tuple[int, int]] = []
        at = 0  # samples
        for piece in pieces(of_utterance(utterance, self.kokoro.tokenizer.phonemize)):
            sound, starts_and_ends = self._sound(piece, voice, speed)
            marks += ((_milliseconds(at + start), _milliseconds(at + end)) for start, end in starts_and_ends)
            pause = np.zeros(int(SAMPLE_RATE * PAUSES.get(piece.phonemes[-1], 0) / speed), np.float32)
            sounds += (sound, pause)
            at += len(sound) + len(pause)
        if not sounds:
            raise EngineFailed("nothing in this utterance can be said")
        joined = np.concatenate(sounds[:-1])
        loudest = float(np.abs(joined).max())
        if loudest > LEVEL:
            joined *= LEVEL / loudest
        return Clip((joined * 32767).astype(np.int16).tobytes(), SAMPLE_RATE, tuple(marks))

    def _sound(self, piece: Written, voice: str, speed: float) -> tuple[Any, list[tuple[int, int]]]:
        """The piece without the silence around it, and where in it each syllable starts and ends, in samples."""
        sound, _, times = self.kokoro.create_timed(
            piece.phonemes,
            self._style(voice),
            speed,
            is_phonemes=True,
            trim=False,
            sentence_pause=0,
            clause_pause=0,
        )
        if len(times) != len(piece.phonemes):
            raise EngineFailed(f"the model timed {len(times)} of {len(piece.phonemes)} phonemes")
        first, last = _heard(sound)
        lag = LAG * SAMPLE_RATE / speed
        start, end = piece.places[-1] if piece.places else (0, 0)
        if STRESS not in piece.phonemes[start:end]:  # a word of another language may close with a faint sound
            last = min(last, faded(sound, max(int(times[start].start * SAMPLE_RATE - lag), first)))

        def at(seconds: float) -> int:
            return round(min(max(seconds * SAMPLE_RATE - lag - first, 0), last - first))

        places = [(at(times[start].start), at(times[max(start, end - 1)].end)) for start, end in piece.places]
        sound = sound[first:last]
        for number, seconds in _pauses_within(piece):
            sound, places = _pause(sound, places, number, int(SAMPLE_RATE * seconds / speed))
        return sound, places

    def _style(self, voice: str) -> Any:
        if voice not in self.styles:
            styles = np.fromfile(voice_file(self.folder, voice), np.float32).reshape(-1, 1, 256)
            styles[:SHORTEST_STYLE] = styles[SHORTEST_STYLE]
            self.styles[voice] = styles
        return self.styles[voice]


def pieces(written: Written) -> Iterator[Written]:
    """Stretches to be said in one breath: up to a mark, if that is not too soon, and never more than the model can hold."""
    text, places = written
    start = 0
    while start < len(text):
        end = _end_of_breath(text, places, start)
        yield Written(
            text[start:end], [(first - start, last - start) for first, last in places if start <= first < end]
        )
        start = end + (text[end : end + 1] == " ")


def _end_of_breath(text: str, places: Sequence[tuple[int, int]], start: int) -> int:
    marks = (place + 1 for place in range(start, len(text)) if text[place] in PAUSES)
    for end in marks:
        is_last = not any(first >= end for first, _ in places)
        if sum(start <= first < end for first, _ in places) >= SHORTEST and not is_last:
            return end if end - start <= LONGEST else _end_of_words(text, start)
    return len(text) if len(text) - start <= LONGEST else _end_of_words(text, start)


def _end_of_words(text: str, start: int) -> int:
    space = text.rfind(" ", start + 1, start + LONGEST)
    return space if space > 0 else start + LONGEST


def _pauses_within(piece: Written) -> Iterator[tuple[int, float]]:
    """Where a breath has marks between two syllables: the number of the syllable behind them, and seconds of silence."""
    for number, ((_, end), (start, _)) in enumerate(pairwise(piece.places), 1):
        if pause := max((PAUSES.get(mark, 0) for mark in piece.phonemes[end:start]), default=0):
            yield number, pause


def _pause(sound: Any, places: list[tuple[int, int]], number: int, samples: int) -> tuple[Any, list[tuple[int, int]]]:
    """The sound with so much silence before a syllable, put in at the quietest moment, and where the syllables are then."""
    first = max(places[number - 1][1] - REACH, 0)
    loudness = _loudness(sound[first : places[number][0] + REACH])
    missing = samples - FRAME * int(np.count_nonzero(loudness <= SILENCE * np.abs(sound).max()))
    if missing <= 0 or not len(loudness):
        return sound, places
    cut = first + FRAME * int(loudness.argmin()) + FRAME // 2
    fade = np.linspace(0, 1, FRAME // 2, dtype=np.float32)
    before, behind = sound[:cut].copy(), sound[cut:].copy()
    before[-len(fade) :] *= fade[::-1][-len(before) :]
    behind[: len(fade)] *= fade[: len(behind)]
    moved = [(max(start, cut) + missing, max(end, cut) + missing) for start, end in places[number:]]
    kept = [(min(start, cut), min(end, cut)) for start, end in places[:number]]
    return np.concatenate([before, np.zeros(missing, np.float32), behind]), kept + moved


def _heard(sound: Any) -> tuple[int, int]:
    """Where in the sound there is something to hear: from, up to, in samples, with a little air around it."""
    loudness = _loudness(sound)
    heard = np.flatnonzero(loudness > SILENCE * loudness.max())
    air = 3
    return max(int(heard[0]) - air, 0) * FRAME, min(int(heard[-1]) + 1 + air, len(loudness)) * FRAME


def faded(sound: Any, start: int) -> int:
    """Where the syllable from `start` on has faded, in samples, if there is only an echo behind it; else the end of the sound."""
    loudness = np.convolve(_loudness(sound[start:]), np.ones(3) / 3, mode="same")
    peak = int(loudness.argmax())
    faded = peak + np.flatnonzero(loudness[peak:] < FADED * loudness[peak])
    if not len(faded) or loudness[faded[0] :].max() >= ECHO * loudness[peak]:
        return len(sound)
    return start + (int(faded[0]) + 1) * FRAME


def _loudness(sound: Any) -> Any:
    """Of each hundredth of a second."""
    return np.abs(sound[: len(sound) // FRAME * FRAME]).reshape(-1, FRAME).mean(axis=1)


def _milliseconds(samples: int) -> int:
    return round(1000 * samples / SAMPLE_RATE)


def answer(voice: Voice, line: bytes, out: BinaryIO) -> None:
    request = json.loads(line)
    _limit_work(sum(len(part) for part in request["utterance"] if not isinstance(part, str)))
    try:
        clip = voice.say(**request)
    except EngineFailed as failure:
        header: dict[str, Any] = {"error": as_data(said(failure)), "missing": isinstance(failure, EngineMissing)}
        out.write(json.dumps(header).encode() + b"\n")
    else:
        header = {"bytes": len(clip.samples), "rate": clip.rate, "marks": clip.marks}
        out.write(json.dumps(header).encode() + b"\n" + clip.samples)
    out.flush()


def _limit_work(syllables: int) -> None:
    """The system ends this process when an utterance takes more work than any should, however busy the machine is."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    most = int(spent.ru_utime + spent.ru_stime + WORK + WORK_EACH * syllables)
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def main(models: str, voices: str) -> None:
    """Serve until the input ends, at a low priority: whoever reads a page goes first."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    os.nice(19)
    with suppress(AttributeError, PermissionError):
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    # Whatever a library prints must not end up between the answers.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(BrokenPipeError):  # nobody waits for the answer any more
        try:
            voice = Voice(Path(models), Path(voices))
        except EngineMissing as failure:
            out.write(json.dumps({"error": as_data(said(failure)), "missing": True}).encode() + b"\n")
            out.flush()
            return
        out.write(b'{"ready": true}\n')
        out.flush()
        for line in sys.stdin.buffer:
            answer(voice, line, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
