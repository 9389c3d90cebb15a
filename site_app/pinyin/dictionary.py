"""What do the published dictionaries say of a word or a character?

pypinyin's own phrases and the lists of pypinyin-dict (large_pinyin, CC-CEDICT) are 18 MB of Python literals that take
seconds and half a gigabyte to import. `ensure_built` compiles them once into a memory-mapped trie beside this module;
looking a word up then costs microseconds, and processes share the pages.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from site_app.pinyin import tries
from site_app.pinyin.characters import is_chinese
from site_app.pinyin.lexicon import read_lexicon
from site_app.pinyin.notation import parse_readings
from site_app.pinyin.syllables import LEGAL, parse_syllable, tone, toneless

if TYPE_CHECKING:
    import marisa_trie

WITNESSES = (
    "pypinyin.phrases_dict",
    "pypinyin_dict.phrase_pinyin_data.zdic_cibs",
    "pypinyin_dict.phrase_pinyin_data.cc_cedict",
)
"""Phrase lists that were made independently of each other, the one that is right most often first (see CONTRIBUTING)."""
COMPILATION = "pypinyin_dict.phrase_pinyin_data.large_pinyin"
"""A list merged from these and others: it knows the most words, but adds no evidence where a witness has spoken."""
NEUTRAL_TONES = Path(__file__).with_name("data") / "neutral_tones.tsv"
"""Words that the standard requires a neutral tone in. They settle what the lists leave open."""
CHARACTER_LISTS = ("pypinyin_dict.pinyin_data.ktghz2013", "pypinyin.pinyin_dict")
"""Readings of single characters: the dictionary of the 8,105 standard characters (2013), then everything in Unihan."""

_FORMAT = 9  # raised when what is compiled changes
_FOLDER = Path(__file__).with_name("compiled")
_LONGEST_PHRASE = 12
_IN_USE = 3
"""So many phrases show that a reading is alive."""
_RARE = 0.02
"""Up to this share of the phrases, other readings leave the commonest one the usual."""


class PhraseSyllable(NamedTuple):
    """How one character of a phrase is read."""

    reading: str
    """Canonical: the reading that most lists give."""
    witnesses: int
    """How many independent lists say so, if none says otherwise; else 0."""
    rivals: tuple[str, ...]
    """What the outvoted lists say."""


class Dictionary:
    """Phrases and characters with their readings, read from a compiled file."""

    def __init__(self, path: Path) -> None:
        import marisa_trie  # like all that weighs much, only where texts are annotated

        self._trie = marisa_trie.BytesTrie().mmap(str(path))
        self.phrase = lru_cache(maxsize=1 << 15)(self._phrase)
        self.readings = lru_cache(maxsize=1 << 15)(self._character)
        self.usual = lru_cache(maxsize=1 << 15)(self._usual)

    def _phrase(self, word: str) -> tuple[PhraseSyllable, ...]:
        """A syllable for each character of a phrase of two or more characters; empty when it is unknown."""
        found = self._trie.get(word) if len(word) > 1 and is_chinese(word) else None
        return tuple(map(_decoded, found[0].decode().split())) if found else ()

    def phrases_at(self, text: str, start: int) -> Iterator[int]:
        """The ends of the phrases that begin at `start`, longest first. `text` has been made `askable`."""
        for prefix in reversed(self._trie.prefixes(text[start : start + _LONGEST_PHRASE])):
            if len(prefix) > 1:
                yield start + len(prefix)

    def _character(self, character: str) -> tuple[str, ...]:
        """Every reading of a character, commonest first; empty for a character that has none."""
        found = self._trie.get(character) if is_chinese(character) else None
        return tuple(found[0].decode().removesuffix("?").split()) if found else ()

    def _usual(self, character: str) -> str | None:
        """The reading that nearly all phrases give the character, however many others lists name; None if none is."""
        found = self._trie.get(character) if is_chinese(character) else None
        encoded = found[0].decode() if found else "?"
        return None if encoded.endswith("?") else encoded.split()[0]


@cache
def load() -> Dictionary:
    """The dictionary, compiled first if that has not happened yet."""
    return Dictionary(ensure_built())


def is_built() -> bool:
    """Whether readings can be computed without compiling anything first."""
    return _compiled_file().exists()


def ensure_built(progress: Callable[[str], None] | None = None) -> Path:
    """The compiled file; made now if it is missing or was made from other versions of the lists and the table.

    `progress` hears what happens, in words for people; it is not called when nothing needs to be done.
    """
    path = _compiled_file()
    if not path.exists():
        if progress:
            progress("正在编译读音词典，约需二十秒……")
        tries.write(path, _compile())
        if progress:
            progress(f"读音词典已就绪（{path.stat().st_size / 1e6:.1f} MB）。")
    return path


def _compiled_file() -> Path:
    versions = "-".join(version(name) for name in ("pypinyin", "pypinyin-dict"))
    return _FOLDER / f"readings-{versions}-{crc32(NEUTRAL_TONES.read_bytes()):08x}-{_FORMAT}.marisa"


def _compile() -> "marisa_trie.BytesTrie":
    import marisa_trie

    phrases = _weighed([dict(_phrases_of(name)) for name in WITNESSES], dict(_phrases_of(COMPILATION)))
    for row in read_lexicon(NEUTRAL_TONES):
        readings = parse_readings(row["word"], row["reading"])
        phrases[row["word"]] = tuple(PhraseSyllable(reading, len(WITNESSES), ()) for reading in readings)
    entries = {word: " ".join(map(_encoded, syllables)) for word, syllables in phrases.items()}
    entries |= _characters(phrases)
    return marisa_trie.BytesTrie((word, readings.encode()) for word, readings in entries.items())


Readings = Mapping[str, tuple[str, ...]]


def _weighed(witnesses: Sequence[Readings], compilation: Readings) -> dict[str, tuple[PhraseSyllable, ...]]:
    """Every phrase of the lists, each syllable with the reading that most witnesses give."""
    weighed = {}
    for word in dict.fromkeys(chain(*witnesses, compilation)):
        heard = [witness[word] for witness in witnesses if word in witness]
        if heard:
            weighed[word] = tuple(map(_weigh, zip(*heard, strict=True)))
            if word.endswith("子") and word not in _SEEDS_AND_MASTERS:
                weighed[word] = (*weighed[word][:-1], _suffix(weighed[word][-1], [readings[-1] for readings in heard]))
        else:
            weighed[word] = tuple(PhraseSyllable(reading, 0, ()) for reading in compilation[word])
    return weighed


_SEEDS_AND_MASTERS = frozenset({"孢子", "覆盆子", "续随子", "舍利子", "淮南子", "隐君子"})
"""Words in which 子 is no suffix (zǐ), though a list marks it neutral."""


def _weigh(said: tuple[str, ...]) -> PhraseSyllable:
    """Of equally many voices the first wins, so the order of the witnesses counts.

    A voice that merely gives the syllable its full or its neutral tone ends the agreement, but is no rival: many words
    are said either way.
    """
    if "er5" in said:  # only some lists write the retroflex suffix otherwise than the word 儿
        return PhraseSyllable("er5", said.count("er5"), ())
    (reading, voices), *others = Counter(said).most_common()
    rivals = (other for other, _ in others if toneless(other) != toneless(reading) or "5" not in other + reading)
    return PhraseSyllable(reading, 0 if others else voices, tuple(rivals))


def _suffix(weighed: PhraseSyllable, said: Sequence[str]) -> PhraseSyllable:
    """The suffix 子, neutral if one list marks it so: not all lists mark it, and those that do tell it from 电子."""
    return PhraseSyllable("zi5", said.count("zi5"), ()) if "zi5" in said else weighed


def _encoded(syllable: PhraseSyllable) -> str:
    return "/".join((syllable.reading, *syllable.rivals)) + f"={syllable.witnesses}"


@cache
def _decoded(encoded: str) -> PhraseSyllable:
    said, witnesses = encoded.split("=")
    reading, *rivals = said.split("/")
    return PhraseSyllable(reading, int(witnesses), tuple(rivals))


def _phrases_of(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The phrases of one list whose readings are all legal, in canonical form."""
    for word, readings in import_module(name).phrases_dict.items():
        if 1 < len(word) == len(readings) and is_chinese(word):
            canonical = tuple(
                _dictionary_reading(character, options[0]) for character, options in zip(word, readings, strict=True)
            )
            if all(toneless(reading) in LEGAL for reading in canonical):
                yield word, canonical


_STANDARD = {("一", "yi2"): "yi1", ("一", "yi4"): "yi1", ("不", "bu2"): "bu4", ("熟", "shou2"): "shu2"}


def _dictionary_reading(character: str, notation: str) -> str:
    """Canonical form, without the tone sandhi of 一 and 不 and the colloquial reading of 熟 that some lists print."""
    reading = _canonical(notation)
    return _STANDARD.get((character, reading), reading)


@cache
def _canonical(notation: str) -> str:
    try:
        reading = parse_syllable(notation)
    except ValueError:
        return notation
    return reading if tone(reading) else f"{reading}5"


def _characters(phrases: Mapping[str, tuple[PhraseSyllable, ...]]) -> dict[str, str]:
    """Each character's readings as compiled, ordered by the number of phrases that contain the character so read.

    Counting phrases beats the order of every published character list (by 2.8 points on CPP's polyphones). Readings
    beyond the first list that has the character count if phrases use them.
    """
    used: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, syllables in phrases.items():
        for character, syllable in zip(word, syllables, strict=True):
            used[character][syllable.reading] += 1
    listed: dict[str, list[str]] = {}
    for name in CHARACTER_LISTS:
        for code, notations in import_module(name).pinyin_dict.items():
            character, readings = chr(code), [_canonical(notation) for notation in notations.split(",")]
            is_first = character not in listed
            listed.setdefault(character, []).extend(r for r in readings if is_first or used[character][r] >= _IN_USE)
    return {
        character: _ranked(_legal(readings), used[character])
        for character, readings in listed.items()
        if is_chinese(character) and _legal(readings)
    }


def _ranked(readings: list[str], used: Counter[str]) -> str:
    ranked = sorted(readings, key=lambda reading: -used[reading])
    others = sum(used[reading] for reading in ranked[1:])
    is_usual = len(ranked) == 1 or others <= _RARE * used[ranked[0]]
    return " ".join(ranked) + ("" if is_usual else "?")


def _legal(readings: list[str]) -> list[str]:
    return [
        reading
        for reading in dict.fromkeys(readings)
        if re.fullmatch(r"[a-zê]+[1-5]", reading) and toneless(reading) in LEGAL
    ]
