"""The engines that are compared, each in a process of its own: `python -m benchmarks.engines NAME`.

Protocol: print `ready` once the first sentence has been annotated; then read from standard input a JSON list of sentences
and print, as JSON, what `Answer` describes.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypedDict

ROOT = Path(__file__).resolve().parent.parent

Annotator = Callable[[str], tuple[Sequence[str], Sequence[bool]]]
"""Text → for each character its canonical reading (anything else where there is none) and whether it is doubtful."""


class Answer(TypedDict):
    """What an engine prints."""

    readings: list[Sequence[str]]
    doubtful: list[Sequence[bool]]
    seconds_by_sentence: float
    """For all sentences, one call for each."""
    seconds_at_once: float
    """For all sentences, joined by line breaks, in one call."""
    megabytes: float
    """Peak resident memory."""


def this_engine() -> Annotator:
    from site_app.pinyin import read_lexicon

    return _this_engine([(row["word"], row["reading"]) for row in read_lexicon(ROOT / "seeds" / "lexicon.tsv")])


def this_engine_without_lexicon() -> Annotator:
    return _this_engine([])


def _this_engine(pairs: list[tuple[str, str]]) -> Annotator:
    from site_app.pinyin import Lexicon, annotate

    lexicon = Lexicon.from_pairs(pairs)

    def annotated(text: str) -> tuple[Sequence[str], Sequence[bool]]:
        syllables = [syllable for sentence in annotate(text, lexicon) for syllable in sentence.syllables]
        return [syllable.reading or "-" for syllable in syllables], [syllable.doubtful for syllable in syllables]

    return annotated


def pypinyin() -> Annotator:
    from pypinyin import Style, lazy_pinyin

    def annotated(text: str | list[str]) -> tuple[Sequence[str], Sequence[bool]]:
        return lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, errors=_nothing), ()

    return annotated


def pypinyin_with_dict() -> Annotator:
    from pypinyin_dict.phrase_pinyin_data import large_pinyin

    large_pinyin.load()
    return pypinyin()


def jieba_and_pypinyin() -> Annotator:
    import logging

    import jieba
    from pypinyin import Style, lazy_pinyin

    jieba.setLogLevel(logging.ERROR)
    return lambda text: (
        lazy_pinyin(list(jieba.cut(text)), style=Style.TONE3, neutral_tone_with_five=True, errors=_nothing),
        (),
    )


def g2pm() -> Annotator:
    from g2pM import G2pM  # type: ignore[import-untyped]

    model = G2pM()
    return lambda text: ([reading.replace("u:", "v") for reading in model(text, tone=True, char_split=True)], ())


def _nothing(text: str) -> Any:
    return ["-"] * len(text)


ENGINES: dict[str, Callable[[], Annotator]] = {
    "this engine": this_engine,
    "this engine, no lexicon": this_engine_without_lexicon,
    "pypinyin": pypinyin,
    "pypinyin + pypinyin-dict": pypinyin_with_dict,
    "jieba + pypinyin": jieba_and_pypinyin,
    "g2pM": g2pm,
}


def answer(annotator: Annotator, sentences: list[str]) -> Answer:
    """Annotate twice, sentence by sentence and at once; the faster time counts, since machines pause."""
    at_once = "\n".join(sentences)
    by_sentence_seconds, at_once_seconds = [], []
    for _ in range(2):
        started = time.perf_counter()
        annotated = [annotator(sentence) for sentence in sentences]
        by_sentence_seconds.append(time.perf_counter() - started)
        started = time.perf_counter()
        annotator(at_once)
        at_once_seconds.append(time.perf_counter() - started)
    return Answer(
        readings=[readings for readings, _ in annotated],
        doubtful=[doubtful for _, doubtful in annotated],
        seconds_by_sentence=min(by_sentence_seconds),
        seconds_at_once=min(at_once_seconds),
        megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def main() -> None:
    annotator = ENGINES[sys.argv[1]]()
    annotator("高血压患者应当每天测量血压。")
    print("ready", flush=True)  # noqa: T201  the protocol
    print(json.dumps(answer(annotator, json.load(sys.stdin))))  # noqa: T201


if __name__ == "__main__":
    main()
