"""Accuracy and speed of engines for the readings of Chinese, measured in one run on the same sentences.

`make bench GOLD="file…"` adds reference sentences of your own to those of the project (see `gold.read_gold`).
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.engines import ENGINES, ROOT, Answer
from benchmarks.gold import Known, read_gold
from site_app.pinyin import dictionary

_FOLDER = Path(__file__).resolve().parent
_TIMEOUT_SECONDS = 900
_BASELINE = "pypinyin"
_LENGTHS = (10_000, 100_000, 1_000_000)
"""Characters of running text on which the cost for each is measured."""


def main(paths: Sequence[str]) -> None:
    dictionary.ensure_built(_say)  # a site does so when it is set up
    files = [_FOLDER / "gold" / "health.txt", *map(Path, paths)]
    try:
        golds = [read_gold(path) for path in files]
    except (OSError, ValueError) as error:
        raise SystemExit(str(error)) from error
    sentences = [sentence for gold in golds for sentence in gold]
    texts = [sentence.text for sentence in sentences]
    answers = {name: run(command, texts) for name, command in _commands().items()}
    _say(f"{len(sentences)} sentences, {sum(map(len, texts))} characters\n")
    _say("| engine |" + "".join(f" {path.parent.name}/{path.name} % |" for path in files) + _SPEED_HEAD)
    _say("|---|" + "--:|" * (len(files) + 6))
    baseline = answers[_BASELINE][1]
    for name, (seconds, answer) in answers.items():
        cells = [*_shares(golds, answer), *_speed(seconds, answer, baseline, sum(map(len, texts)))]
        _say(f"| {name} | {' | '.join(cells)} |")
    _say("\n" + _doubt(sentences, answers["this engine"][1]))
    _say("\n".join(_linearity("\n".join(texts))))


_SPEED_HEAD = " ready s | MB | by sentence, chars/s | × pypinyin | at once, chars/s | × pypinyin |"


def _commands() -> dict[str, list[str]]:
    commands = {name: [sys.executable, "-m", "benchmarks.engines", name] for name in ENGINES}
    node = shutil.which("node")
    if node and (_FOLDER / "node_modules" / "pinyin-pro").exists():
        commands["pinyin-pro, complete dictionary"] = [node, str(_FOLDER / "pinyin_pro.mjs")]
    else:
        _say("pinyin-pro is left out: it needs Node.js with npm\n")
    return commands


def run(command: list[str], texts: list[str]) -> tuple[float, Answer]:
    """(seconds from start to the first annotation, the answer) of an engine in a process of its own."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        try:
            while process.stdout.readline() not in ("ready\n", ""):
                pass
            seconds = time.perf_counter() - started
            output, _ = process.communicate(json.dumps(texts), timeout=_TIMEOUT_SECONDS)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return seconds, json.loads(output)


def _shares(golds: list[list[Known]], answer: Answer) -> Iterator[str]:
    start = 0
    for gold in golds:
        verdicts = [is_right for is_right, _ in _verdicts(gold, answer, start)]
        start += len(gold)
        yield f"{100 * sum(verdicts) / len(verdicts):.2f}"


def _verdicts(gold: list[Known], answer: Answer, start: int = 0) -> Iterator[tuple[bool, bool]]:
    """(right, flagged as doubtful) for each marked character."""
    for number, sentence in enumerate(gold, start):
        readings, doubtful = answer["readings"][number], answer["doubtful"][number]
        for offset, reading in sentence.readings.items():
            is_right = len(readings) == len(sentence.text) and readings[offset] == reading
            yield is_right, bool(doubtful) and doubtful[offset]


def _speed(seconds: float, answer: Answer, baseline: Answer, characters: int) -> Iterator[str]:
    yield f"{seconds:.2f}"
    yield f"{answer['megabytes']:.0f}"
    for kind in ("seconds_by_sentence", "seconds_at_once"):
        yield f"{characters / answer[kind]:,.0f}"
        yield f"{baseline[kind] / answer[kind]:.2f}"


def _doubt(sentences: list[Known], answer: Answer) -> str:
    wrong = [is_flagged for is_right, is_flagged in _verdicts(sentences, answer) if not is_right]
    flags = [flag for line, readings in zip(answer["doubtful"], answer["readings"], strict=True)
             for flag, reading in zip(line, readings, strict=True) if reading != "-"]  # fmt: skip
    mistakes = f"{sum(wrong)} of its {len(wrong)} mistakes and " if wrong else ""
    return f"This engine flags {mistakes}{100 * sum(flags) / len(flags):.2f}% of all syllables."


def _linearity(text: str) -> Iterator[str]:
    for length in _LENGTHS:
        running = (text * (length // len(text) + 1))[:length]
        _, answer = run([sys.executable, "-m", "benchmarks.engines", "this engine"], [running])
        seconds = answer["seconds_at_once"]
        yield f"{length:>9,} characters in one call: {seconds:6.2f} s, {1e6 * seconds / length:.1f} µs each, {answer['megabytes']:.0f} MB"


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  this is what the command is for


if __name__ == "__main__":
    main(sys.argv[1:])
