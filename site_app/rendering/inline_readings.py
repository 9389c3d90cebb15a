"""How do inline readings pass unharmed through Markdown?

``{词|reading}`` holds a pipe, which tables split at, and its reading must not be taken for emphasis or a link. So each is
replaced by the word between two marks that no text contains, and found again in the HTML. One that cannot be read stays
as it is, behind an empty mark: whoever finds that mark outside code has found a problem.
"""

import re
from dataclasses import dataclass

from site_app.message import said
from site_app.pinyin.inline import INLINE_READING, read_inline

_OPEN, _NUMBER, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"  # noncharacters: never in interchanged text
UNTYPED = re.compile(f"[{_OPEN}{_NUMBER}{_CLOSE}\ud800-\udfff]")
_MARKED = re.compile(f"{_OPEN}([^{_OPEN}]*?){_NUMBER}([0-9]+){_CLOSE}")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An inline reading that no word can have."""

    offset: int
    """Where its brace stands in the Markdown."""
    message: str


@dataclass(frozen=True, slots=True)
class _Taken:
    source: str
    reading: tuple[str, ...] | Unreadable


class InlineReadings:
    """The inline readings of one text, kept aside while the text becomes HTML."""

    def __init__(self) -> None:
        self.unreadable: list[Unreadable] = []
        """Those that were met outside code so far."""
        self._taken: list[_Taken] = []

    def take_out(self, markdown: str) -> str:
        """The text with each inline reading marked. Lone surrogates and the marks themselves are no text: dropped."""
        return INLINE_READING.sub(self._mark, UNTYPED.sub("", markdown))

    def _mark(self, match: re.Match[str]) -> str:
        number = len(self._taken)
        try:
            self._taken.append(_Taken(match[0], read_inline(match)))
        except ValueError as error:
            self._taken.append(_Taken("", Unreadable(match.start(), said(error))))
            return f"{_OPEN}{_NUMBER}{number}{_CLOSE}{match[0]}"
        return f"{_OPEN}{match[1]}{_NUMBER}{number}{_CLOSE}"

    def put_back(self, text: str) -> str:
        """The text as it was written, for code."""
        return _MARKED.sub(lambda match: self._taken[int(match[2])].source, text)

    def words_only(self, text: str) -> str:
        """The words without their readings, for attributes such as a picture's text alternative."""
        return UNTYPED.sub("", _MARKED.sub(r"\1", text))

    def split(self, text: str) -> list[tuple[str, tuple[str, ...] | None]]:
        """The text in pieces, each with its written readings or None."""
        pieces: list[tuple[str, tuple[str, ...] | None]] = []
        position = 0
        for match in _MARKED.finditer(text):
            reading = self._taken[int(match[2])].reading
            pieces.append((text[position : match.start()], None))
            if isinstance(reading, Unreadable):
                self.unreadable.append(reading)
            else:
                pieces.append((match[1], reading))
            position = match.end()
        pieces.append((text[position:], None))
        return [(UNTYPED.sub("", piece), reading) for piece, reading in pieces if piece]
