"""Sentences whose readings are known."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from site_app.pinyin import parse_inline

_BARRED = re.compile(r"(.)\|([a-z]+[1-5])\|")


class Known(NamedTuple):
    """A sentence and the readings of some of its characters, canonical, by their offset."""

    text: str
    readings: dict[int, str]


def read_gold(path: Path) -> list[Known]:
    """A file in one of three forms, told apart by what stands in it; ValueError for one without any reading.

    `{卒|cù}中` as in articles; `卒|cu4|中`; or, for a path ending in .sent, a file in which U+2581 stands on both sides of
    a character whose reading is on the same line of the .lb file beside it (g2pM's CPP data).
    """
    known = list(_cpp(path) if path.suffix == ".sent" else _marked(path))
    if not any(sentence.readings for sentence in known):
        raise ValueError(f"{path}: no reading is marked")
    return known


def _cpp(path: Path) -> Iterator[Known]:
    with path.open(encoding="utf-8") as sentences, path.with_suffix(".lb").open(encoding="utf-8") as readings:
        for sentence, reading in zip(sentences, readings, strict=True):
            text = sentence.rstrip("\n")
            yield Known(text.replace("\u2581", ""), {text.index("\u2581"): reading.strip().replace("u:", "v")})


def _marked(path: Path) -> Iterator[Known]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield _barred(line.strip()) if _BARRED.search(line) else _inline(line.strip())


def _barred(line: str) -> Known:
    text, readings, position = "", {}, 0
    for match in _BARRED.finditer(line):
        text += line[position : match.start()] + match[1]
        readings[len(text) - 1] = match[2]
        position = match.end()
    return Known(text + line[position:], readings)


def _inline(line: str) -> Known:
    parsed = parse_inline(line)
    readings = {
        offset: reading
        for written in parsed.written
        for offset, reading in zip(range(written.start, written.end), written.readings, strict=True)
    }
    return Known(parsed.text, readings)
