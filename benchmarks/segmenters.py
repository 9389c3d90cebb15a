"""How do readings and start-up change with the segmenter? `python -m benchmarks.segmenters GOLD…`, after `make bench`."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.engines import ROOT, this_engine
from benchmarks.gold import read_gold

Tagged = list[tuple[str, str]]


class _Tagger:
    """Stands in for the engine's segmenter; what a tagger cannot say, rjieba says."""

    def __init__(self, tag: Callable[[str], Tagged], known: Any) -> None:
        self._tag = tag
        self._known = known

    def tag(self, text: str, hmm: bool) -> Tagged:
        return self._tag(text) if len(text) > 1 else self._known.tag(text, False)

    def has_word(self, word: str) -> bool:
        return bool(self._known.has_word(word))


def _rjieba_with_hmm(known: Any) -> Callable[[str], Tagged]:
    return lambda text: known.tag(text, True)


def _jieba(known: Any, *, hmm: bool) -> Callable[[str], Tagged]:
    import logging

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.ERROR)
    return lambda text: [(pair.word, pair.flag) for pair in jieba.posseg.cut(text, HMM=hmm)]


def _mmseg(known: Any) -> Callable[[str], Tagged]:
    from pypinyin.constants import PHRASES_DICT
    from pypinyin.contrib.mmseg import PrefixSet, Seg

    prefixes = PrefixSet()
    prefixes.train(iter(PHRASES_DICT))
    segmenter = Seg(prefixes)

    def tag(text: str) -> Tagged:
        tagged = []
        for word in segmenter.cut(text):
            pairs = known.tag(word, False)
            tagged.append((word, pairs[0][1] if len(pairs) == 1 else "n"))
        return tagged

    return tag


SEGMENTERS: dict[str, Callable[[Any], Callable[[str], Tagged]] | None] = {
    "rjieba": None,
    "rjieba with HMM": _rjieba_with_hmm,
    "jieba": lambda known: _jieba(known, hmm=False),
    "jieba with HMM": lambda known: _jieba(known, hmm=True),
    "pypinyin's mmseg": _mmseg,
}


def _measure(name: str, paths: list[str]) -> None:
    from site_app.pinyin import words

    started = time.perf_counter()
    substitute = SEGMENTERS[name]
    if substitute:
        made_by_rjieba = words._segmenter
        taggers: dict[Any, _Tagger] = {}

        def segmenter(lexicon: Any) -> Any:
            if lexicon not in taggers:
                known = made_by_rjieba(lexicon)
                taggers[lexicon] = _Tagger(substitute(known), known)
            return taggers[lexicon]

        words._segmenter = segmenter  # type: ignore[assignment]
    annotate = this_engine()
    annotate("高血压患者应当每天测量血压。")
    ready = time.perf_counter() - started
    shares = []
    started = time.perf_counter()
    characters = 0
    for path in paths:
        right = total = 0
        for sentence in read_gold(Path(path)):
            characters += len(sentence.text)
            readings, _ = annotate(sentence.text)
            total += len(sentence.readings)
            right += sum(readings[offset] == reading for offset, reading in sentence.readings.items())
        shares.append(f"{100 * right / total:.2f}")
    seconds = time.perf_counter() - started
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cells = [*shares, f"{ready:.2f}", f"{megabytes:.0f}", f"{characters / seconds:,.0f}"]
    print(f"| {name} | {' | '.join(cells)} |", flush=True)  # noqa: T201  this is what the command is for


def main(arguments: list[str]) -> None:
    if arguments and arguments[0] in SEGMENTERS:
        return _measure(arguments[0], arguments[1:])
    paths = [str(ROOT / "benchmarks" / "gold" / "health.txt"), *arguments]
    print("| segmenter |" + " right % |" * len(paths) + " ready s | MB | chars/s |", flush=True)  # noqa: T201
    print("|---|" + "--:|" * (len(paths) + 3), flush=True)  # noqa: T201
    for name in SEGMENTERS:
        subprocess.run([sys.executable, "-m", "benchmarks.segmenters", name, *paths], check=True)
    return None


if __name__ == "__main__":
    main(sys.argv[1:])
