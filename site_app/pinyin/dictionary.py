"""What do the published dictionaries say of a word or a character?

pypinyin's own phrases and the lists of pypinyin-dict (large_pinyin, CC-CEDICT) are 18 MB of Python literals that take
seconds and half a gigabyte to import. `ensure_built` compiles them once into a memory-mapped trie beside this module;
looking a word up then costs microseconds, and processes share the pages.
"""

import os
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import marisa_trie

from site_app.pinyin.characters import is_chinese, leading_chinese
from site_app.pinyin.syllables import LEGAL, parse_syllable, tone, toneless

PHRASE_LISTS = (
    "pypinyin.phrases_dict",
    "pypinyin_dict.phrase_pinyin_data.large_pinyin",
    "pypinyin_dict.phrase_pinyin_data.cc_cedict",
)
"""Where they disagree, the first that knows the word decides."""
CHARACTER_LISTS = ("pypinyin_dict.pinyin_data.ktghz2013", "pypinyin.pinyin_dict")
"""Readings of single characters: the dictionary of the 8,105 standard characters (2013), then everything in Unihan."""

_FORMAT = 1  # raised when what is compiled changes
_FOLDER = Path(__file__).with_name("compiled")
_LONGEST_PHRASE = 12


class Dictionary:
    """Phrases and characters with their readings, read from a compiled file."""

    def __init__(self, path: Path) -> None:
        self._trie = marisa_trie.BytesTrie().mmap(str(path))

    def phrase(self, word: str) -> tuple[str, ...] | None:
        """One canonical reading for each character of a phrase of two or more characters; None when it is unknown."""
        found = self._trie.get(word) if len(word) > 1 and is_chinese(word) else None
        return tuple(found[0].decode().split()) if found else None

    def phrases_at(self, text: str, start: int) -> Iterator[int]:
        """The ends of the phrases that begin at `start`, longest first."""
        for prefix in reversed(self._trie.prefixes(leading_chinese(text[start : start + _LONGEST_PHRASE]))):
            if len(prefix) > 1:
                yield start + len(prefix)

    def readings(self, character: str) -> tuple[str, ...]:
        """Every reading of a character, commonest first; empty for a character that has none."""
        found = self._trie.get(character) if is_chinese(character) else None
        return tuple(found[0].decode().split()) if found else ()


@cache
def load() -> Dictionary:
    """The dictionary, compiled first if that has not happened yet."""
    return Dictionary(ensure_built())


def ensure_built(progress: Callable[[str], None] | None = None) -> Path:
    """The compiled file; made now if it is missing or was made from other versions of the lists.

    `progress` hears what happens, in words for people; it is not called when nothing needs to be done.
    """
    versions = "-".join(version(name) for name in ("pypinyin", "pypinyin-dict"))
    path = _FOLDER / f"readings-{versions}-{_FORMAT}.marisa"
    if not path.exists():
        if progress:
            progress("正在编译读音词典，约需二十秒……")
        _write(path, _compile())
        if progress:
            progress(f"读音词典已就绪（{path.stat().st_size / 1e6:.1f} MB）。")
    return path


def _write(path: Path, trie: marisa_trie.BytesTrie) -> None:
    """Write beside and rename, so that a process never maps half a file. Whoever runs the site may read it."""
    path.parent.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    os.close(handle)
    unfinished = Path(name)
    try:
        trie.save(name)
        unfinished.chmod(0o644)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _compile() -> marisa_trie.BytesTrie:
    phrases: dict[str, tuple[str, ...]] = {}
    for name in PHRASE_LISTS:
        for word, readings in _phrases_of(name):
            phrases.setdefault(word, readings)
    entries = {word: " ".join(readings) for word, readings in phrases.items()}
    entries |= {character: " ".join(readings) for character, readings in _characters(phrases).items()}
    return marisa_trie.BytesTrie((word, readings.encode()) for word, readings in entries.items())


def _phrases_of(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The phrases of one list whose readings are all legal, in canonical form."""
    for word, readings in import_module(name).phrases_dict.items():
        if 1 < len(word) == len(readings) and is_chinese(word):
            canonical = tuple(
                _dictionary_reading(character, options[0]) for character, options in zip(word, readings, strict=True)
            )
            if all(toneless(reading) in LEGAL for reading in canonical):
                yield word, canonical


def _dictionary_reading(character: str, notation: str) -> str:
    """Canonical form, without the tone sandhi of 一 and 不 that some lists print."""
    reading = _canonical(notation)
    return {("一", "yi2"): "yi1", ("一", "yi4"): "yi1", ("不", "bu2"): "bu4"}.get((character, reading), reading)


@cache
def _canonical(notation: str) -> str:
    try:
        reading = parse_syllable(notation)
    except ValueError:
        return notation
    return reading if tone(reading) else f"{reading}5"


def _characters(phrases: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Each character's readings, ordered by the number of phrases that contain the character so read.

    Counting phrases beats the order of every published character list (by 2.8 points on CPP's polyphones).
    """
    used: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, readings in phrases.items():
        for character, reading in zip(word, readings, strict=True):
            used[character][reading] += 1
    listed: dict[str, list[str]] = {}
    for name in CHARACTER_LISTS:
        for code, notations in import_module(name).pinyin_dict.items():
            listed.setdefault(chr(code), [_canonical(notation) for notation in notations.split(",")])
    return {
        character: tuple(sorted(_legal(readings), key=lambda reading: -used[character][reading]))
        for character, readings in listed.items()
        if is_chinese(character) and _legal(readings)
    }


def _legal(readings: list[str]) -> list[str]:
    return [
        reading
        for reading in dict.fromkeys(readings)
        if re.fullmatch(r"[a-zê]+[1-5]", reading) and toneless(reading) in LEGAL
    ]
