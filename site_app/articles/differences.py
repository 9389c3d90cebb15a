"""Where do two texts differ, word by word?

Lines are laid beside each other first, then the words of those that changed: so a book of which one paragraph changed
costs no more than the paragraph. The method is Myers's (1986), in the library diff-match-patch, which works on strings:
each line, or word, is one character of its own to it.
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from diff_match_patch import diff_match_patch

PATIENCE = 2.0
"""Seconds that one comparison may think; what is not found by then is shown as one piece that became another."""
MOST_WORDS = 20_000
"""Words in both versions of one changed passage, above which the passage is shown as a whole."""
LONGEST_UNFOLDED, CONTEXT = 240, 80
"""Characters of text that stayed above which its middle is folded away, and how many of them remain on each side."""
_FIRST = 0x4E00
"""A hanzi: the library looks for the ends of words at spaces and signs, and must not find any."""


class Kind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


_KINDS = {
    diff_match_patch.DIFF_EQUAL: Kind.SAME,
    diff_match_patch.DIFF_DELETE: Kind.REMOVED,
    diff_match_patch.DIFF_INSERT: Kind.ADDED,
}


@dataclass(frozen=True, slots=True)
class Folded:
    """A long text that stayed; what is between `head` and `tail` nobody needs to read."""

    head: str
    hidden: str
    tail: str

    @property
    def count(self) -> int:
        return len(self.hidden)


@dataclass(frozen=True, slots=True)
class Stretch:
    kind: Kind
    text: str

    @property
    def shown(self) -> str:
        """A change as it can be seen: line ends, spaces that stand alone and signs without a shape have one here."""
        return self.text if self.kind == Kind.SAME else _UNSEEN.sub(_with_a_shape, self.text)

    @property
    def folded(self) -> Folded | None:
        """None for what is short enough to be read, or changed."""
        if self.kind != Kind.SAME or len(self.text) <= LONGEST_UNFOLDED:
            return None
        # Whole lines remain, where there are any.
        head = self.text.rfind("\n", 0, CONTEXT) + 1 or CONTEXT
        tail = self.text.find("\n", len(self.text) - CONTEXT, -1) + 1 or len(self.text) - CONTEXT
        return Folded(self.text[:head], self.text[head:tail], self.text[tail:])


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more lines, the same in both texts or not."""

    stretches: tuple[Stretch, ...]

    @property
    def is_same(self) -> bool:
        return all(stretch.kind == Kind.SAME for stretch in self.stretches)

    @property
    def before(self) -> tuple[Stretch, ...]:
        return tuple(stretch for stretch in self.stretches if stretch.kind != Kind.ADDED)

    @property
    def after(self) -> tuple[Stretch, ...]:
        return tuple(stretch for stretch in self.stretches if stretch.kind != Kind.REMOVED)


@dataclass(frozen=True, slots=True)
class Differences:
    """Two texts laid beside each other; the stretches of all passages join to the whole of both."""

    passages: tuple[Passage, ...]
    is_coarse: bool
    """Whether some passage was too long, or time too short, to look for single words."""

    @property
    def are_none(self) -> bool:
        return all(passage.is_same for passage in self.passages)


class Clock:
    """How much longer may be thought?"""

    def __init__(self, seconds: float = PATIENCE) -> None:
        self.end = time.time() + seconds  # the library asks the same clock

    @property
    def has_run_out(self) -> bool:
        return time.time() >= self.end


def differences(before: str, after: str, words: Callable[[str], list[str]], clock: Clock | None = None) -> Differences:
    """What was removed and what was added. `words` divides a text into pieces that join to the whole of it."""
    clock = clock or Clock()
    passages: list[Passage] = []
    is_coarse = False
    for removed, added in runs(before.splitlines(keepends=True), after.splitlines(keepends=True), clock):
        if removed == added:
            passages.append(Passage((Stretch(Kind.SAME, "".join(removed)),)))
            continue
        old, new = "".join(removed), "".join(added)
        found = _by_word(words(old), words(new), clock) if old and new and not clock.has_run_out else None
        is_coarse |= found is None and bool(old and new)
        passages.append(Passage(found or _as_a_whole(old, new)))
    return Differences(tuple(passages), is_coarse or clock.has_run_out)


def runs(before: Sequence[str], after: Sequence[str], clock: Clock) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Both sequences cut into pairs of runs, in order: the same, or changed from one into the other."""
    old = new = 0
    for is_same, group in groupby(_aligned(before, after, clock), lambda found: found[0] == Kind.SAME):
        former, latter = old, new
        for kind, count in group:
            old += count if kind != Kind.ADDED else 0
            new += count if kind != Kind.REMOVED else 0
        yield before[former:old], before[former:old] if is_same else after[latter:new]


def _aligned(
    before: Sequence[str], after: Sequence[str], clock: Clock, *, for_people: bool = False
) -> list[tuple[Kind, int]]:
    """Kinds of runs, each with its length. `for_people` joins changes between which hardly anything stays."""
    numbers: dict[str, int] = {}
    texts = [
        "".join(chr(_FIRST + numbers.setdefault(piece, len(numbers))) for piece in pieces) for pieces in (before, after)
    ]
    library = diff_match_patch()
    library.Diff_Timeout = 0  # its short cut for long texts keeps to no time
    found = library.diff_main(*texts, False, clock.end)
    if for_people:
        library.diff_cleanupSemantic(found)
    return [(_KINDS[operation], len(text)) for operation, text in found]


def _by_word(before: list[str], after: list[str], clock: Clock) -> tuple[Stretch, ...] | None:
    """None for what is too much."""
    if len(before) + len(after) > MOST_WORDS:
        return None
    stretches: list[Stretch] = []
    old = new = 0
    for kind, count in _aligned(before, after, clock, for_people=True):
        pieces = after[new : new + count] if kind == Kind.ADDED else before[old : old + count]
        stretches.append(Stretch(kind, "".join(pieces)))
        old += count if kind != Kind.ADDED else 0
        new += count if kind != Kind.REMOVED else 0
    return tuple(stretches)


def _as_a_whole(before: str, after: str) -> tuple[Stretch, ...]:
    return tuple(Stretch(kind, text) for kind, text in ((Kind.REMOVED, before), (Kind.ADDED, after)) if text)


_UNSEEN = re.compile(
    r"\r?\n|(?<!\S) | (?!\S)|[^\S ]|[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_SHAPES = {" ": "␣", "\n": "↵\n", "\r\n": "↵\n", "\t": "⇥"}


def _with_a_shape(found: re.Match[str]) -> str:
    return _SHAPES.get(found[0]) or f"⟨U+{ord(found[0]):04X}⟩"
