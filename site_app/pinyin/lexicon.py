"""Which readings does this site prescribe for which words?

A `Lexicon` is a value: it is passed to `annotate`, never loaded into anything process-wide, so two requests, two sites
or two tests cannot disturb each other.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from site_app.message import Message
from site_app.pinyin.characters import dictionary_form
from site_app.pinyin.notation import parse_readings


class Lexicon:
    """Words with their prescribed readings. Immutable, hashable; equal when the entries are."""

    def __init__(self, entries: Mapping[str, tuple[str, ...]] | None = None, medicines: Iterable[str] = ()) -> None:
        self._entries = dict(entries or {})
        self.medicines = frozenset(medicines)
        """Those of the words that are medicines."""
        self._hash = hash((frozenset(self._entries.items()), self.medicines))

    @classmethod
    def from_pairs(cls, pairs: Iterable[tuple[str, str]]) -> "Lexicon":
        """From (word, notation) pairs such as ``("卒中", "cù zhòng")``. Raises ValueError as `parse_readings` does."""
        return cls({dictionary_form(word): parse_readings(word, notation) for word, notation in pairs})

    def __getitem__(self, word: str) -> tuple[str, ...]:
        return self._entries[word]

    def __contains__(self, word: object) -> bool:
        return word in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and self._entries == other._entries and self.medicines == other.medicines

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"Lexicon({len(self)} words)"

    @cached_property
    def longest(self) -> int:
        """Length of the longest word, in characters; 0 when there is none."""
        return max(map(len, self._entries), default=0)

    @cached_property
    def initials(self) -> frozenset[str]:
        """The characters that words begin with: most places of a text can be passed over."""
        return frozenset(word[0] for word in self._entries)


EMPTY_LEXICON = Lexicon()


def read_lexicon(path: Path) -> list[dict[str, str]]:
    """The rows of a lexicon file: tab-separated, UTF-8, first row the column names, ``#`` lines are comments.

    Columns `word`, `reading` and `note`. Raises ValueError naming file and line for a row whose reading does not fit its
    word, that has too few or too many cells, or whose word stood in an earlier row.
    """
    rows: list[dict[str, str]] = []
    seen: dict[str, int] = {}
    lines = path.read_text(encoding="utf-8").splitlines()
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        raise ValueError(Message("%(name)s:1:1: 词表是空的", name=path.name))
    columns = numbered[0][1].split("\t")
    for number, line in numbered[1:]:
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise ValueError(
                Message(
                    "%(name)s:%(number)s:1: 应有%(columns)s列，却有%(cells)s列",
                    name=path.name,
                    number=number,
                    columns=len(columns),
                    cells=len(cells),
                )
            )
        row = dict(zip(columns, cells, strict=True))
        if row["word"] in seen:
            raise ValueError(
                Message(
                    "%(name)s:%(number)s:1: “%(word)s”在第%(line)s行已有",
                    name=path.name,
                    number=number,
                    word=row["word"],
                    line=seen[row["word"]],
                )
            )
        try:
            parse_readings(row["word"], row["reading"])
        except ValueError as error:
            raise ValueError(f"{path.name}:{number}:{len(row['word']) + 2}: {error}") from error
        seen[row["word"]] = number
        rows.append(row)
    return rows
