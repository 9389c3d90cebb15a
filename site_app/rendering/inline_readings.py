"""How do inline readings pass unharmed through Markdown?

``{词|reading}`` holds a pipe, which tables split at, and its reading must not be taken for emphasis or a link. So each is
replaced by the word between two marks that no text contains, and found again in the HTML.
"""

import re

from site_app.pinyin.inline import INLINE_READING
from site_app.pinyin.notation import parse_readings

_OPEN, _NUMBER, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"  # noncharacters: never in interchanged text
_MARKS = re.compile(f"[{_OPEN}{_NUMBER}{_CLOSE}]")
_MARKED = re.compile(f"{_OPEN}([^{_OPEN}]*?){_NUMBER}([0-9]+){_CLOSE}")


class InlineReadings:
    """The inline readings of one text, kept aside while the text becomes HTML."""

    def __init__(self) -> None:
        self._sources: list[str] = []
        self._readings: list[tuple[str, ...]] = []

    def take_out(self, markdown: str) -> str:
        """The text with each readable inline reading replaced by its marked word; unreadable ones stay as they are."""
        return INLINE_READING.sub(self._mark, _MARKS.sub("", markdown))

    def _mark(self, match: re.Match[str]) -> str:
        try:
            readings = parse_readings(match[1], match[2])
        except ValueError:
            return match[0]
        self._sources.append(match[0])
        self._readings.append(readings)
        return f"{_OPEN}{match[1]}{_NUMBER}{len(self._readings) - 1}{_CLOSE}"

    def put_back(self, text: str) -> str:
        """The text as it was written, for code."""
        return _MARKED.sub(lambda match: self._sources[int(match[2])], text)

    def words_only(self, text: str) -> str:
        """The words without their readings, for attributes such as a picture's text alternative."""
        return _MARKED.sub(r"\1", text)

    def split(self, text: str) -> list[tuple[str, tuple[str, ...] | None]]:
        """The text in pieces, each with its written readings or None."""
        pieces: list[tuple[str, tuple[str, ...] | None]] = []
        position = 0
        for match in _MARKED.finditer(text):
            pieces.append((text[position : match.start()], None))
            pieces.append((match[1], self._readings[int(match[2])]))
            position = match.end()
        pieces.append((text[position:], None))
        return [(piece, readings) for piece, readings in pieces if piece]
