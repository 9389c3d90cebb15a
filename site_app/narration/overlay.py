"""Which element of a book lights up while which stretch of the sound is heard?"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from site_app.rendering.xhtml import SentencePart


@dataclass(frozen=True, slots=True)
class LitElement:
    """An element with its stretch of sound, in milliseconds from the beginning."""

    id: str
    start: int
    end: int


def lit_elements(cues: dict[str, Any], parts: Iterable[SentencePart]) -> Iterator[LitElement]:
    """In the order of the sound, which `cues` (see `cues.as_json`) divide.

    A sentence that tags cut lights up part by part, each until the first syllable of the next one; a part in which nothing
    is said, such as a full stop behind emphasis, stays as it is.
    """
    parts_of: defaultdict[str, list[SentencePart]] = defaultdict(list)
    for part in parts:
        parts_of[part.sentence].append(part)
    for sentence in cues["sentences"]:
        if sentence["id"] in parts_of:
            yield from _stretches(sentence, parts_of[sentence["id"]])


def _stretches(sentence: dict[str, Any], parts: Sequence[SentencePart]) -> Iterator[LitElement]:
    syllables = [syllable for word in sentence["words"] for syllable in word["syllables"]]
    places = [place for _, _, place, *_ in syllables]
    times = [*(start for start, *_ in syllables), sentence["end"]]
    starts = [times[bisect_left(places, part.start)] for part in parts]
    for part, start, end in zip(parts, starts, [*starts[1:], sentence["end"]], strict=True):
        if start < end:
            yield LitElement(part.id, start, end)
