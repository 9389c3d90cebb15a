"""Which neighbours decide how a character is read when it is a word of its own? The table is data/collocations.tsv."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from site_app.pinyin.syllables import parse_syllable

_TABLE = Path(__file__).with_name("data") / "collocations.tsv"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Endings of the word before, or beginnings of the word behind, and parts of speech that it may have."""

    texts: tuple[str, ...]
    tags: tuple[str, ...]

    def holds(self, text: str, pos: str, *, before: bool) -> bool:
        """Whether the neighbouring word fits; nothing demanded fits all."""
        if not self.texts and not self.tags:
            return True
        is_text = text.endswith(self.texts) if before else text.startswith(self.texts)
        return (bool(self.texts) and bool(text) and is_text) or (bool(self.tags) and pos.startswith(self.tags))


@dataclass(frozen=True, slots=True)
class Collocation:
    """One row of the table."""

    reading: str
    before: Neighbours
    after: Neighbours


@cache
def collocations() -> dict[str, tuple[Collocation, ...]]:
    """The rows of the table by their character, in its order. Raises ValueError naming the line of a faulty row."""
    rows: dict[str, tuple[Collocation, ...]] = {}
    for number, line in enumerate(_TABLE.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith(("#", "character\t")):
            continue
        try:
            character, reading, before, after, _meaning = line.split("\t")
            row = Collocation(parse_syllable(reading), _neighbours(before), _neighbours(after))
        except ValueError as error:
            raise ValueError(f"{_TABLE.name}:{number}:1: {error}") from error
        rows[character] = (*rows.get(character, ()), row)
    return rows


def _neighbours(listed: str) -> Neighbours:
    items = listed.split()
    texts = tuple(item for item in items if not item.startswith("@"))
    return Neighbours(texts, tuple(item[1:] for item in items if item.startswith("@")))
