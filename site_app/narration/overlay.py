"""Which element of a book lights up while which stretch of the sound is heard?"""

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
    syllables = [(start, place) for word in sentence["words"] for start, _, place, *_ in word["syllables"]]
    end = sentence["end"]
    starts = [next((start for start, place in syllables if place >= part.start), end) for part in parts]
    for part, begins, ends in zip(parts, starts, [*starts[1:], end], strict=True):
        if begins < ends:
            yield LitElement(part.id, begins, ends)
