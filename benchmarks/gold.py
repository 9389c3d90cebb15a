"""Sentences whose readings are known."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from site_app.pinyin import InlineReadingError, parse_inline

_BARRED = re.compile(r"(.)\|([a-z]+[1-5])\|")


class Known(NamedTuple):
    """A sentence and the readings of some of its characters, canonical, by their offset."""

    text: str
    readings: dict[int, str]


def read_gold(path: Path) -> list[Known]:
    """A file in one of three forms, told apart by what stands in it.

    `{卒|cù}中` as in articles; `卒|cu4|中`; or, for a path ending in .sent, a file in which U+2581 stands on both sides of
    a character whose reading is on the same line of the .lb file beside it (g2pM's CPP data). Raises ValueError naming the file and line at fault,
    and for a file in which no reading is marked; OSError for one that cannot be read.
    """
    known = list(_cpp(path) if path.suffix == ".sent" else _marked(path))
    if not any(sentence.readings for sentence in known):
        raise ValueError(f"{path}: no reading is marked")
    return known


def _cpp(path: Path) -> Iterator[Known]:
    sentences = path.read_text(encoding="utf-8").splitlines()
    readings = path.with_suffix(".lb").read_text(encoding="utf-8").splitlines()
    if len(sentences) != len(readings):
        raise ValueError(f"{path}: {len(sentences)} sentences, but {len(readings)} readings")
    for number, (text, reading) in enumerate(zip(sentences, readings, strict=True), 1):
        before, *marked = text.split("\u2581")
        if len(marked) != 2:
            raise ValueError(f"{path}:{number}: no character stands between two U+2581")
        yield Known(before + "".join(marked), {len(before): reading.strip().replace("u:", "v")})


def _marked(path: Path) -> Iterator[Known]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                yield _barred(line.strip()) if _BARRED.search(line) else _inline(line.strip())
            except InlineReadingError as error:
                raise ValueError(f"{path}:{number}: {error}") from error


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
