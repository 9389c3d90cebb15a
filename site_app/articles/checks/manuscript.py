"""Where in the Markdown stands what readers read?

The way from Markdown to blocks keeps no positions, so they are found again: the letters of a stretch of text are looked for
among the letters of the Markdown, without link addresses, readings and footnote markers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from site_app.articles.checks.check import Place

if TYPE_CHECKING:
    from site_app.rendering.blocks import Block

_UNREAD = re.compile(
    r"!\[[^\]\n]*\]\([^)\n]*\)|\]\([^)\n]*\)|\[\^[\w-]+\]:?|\|[^{}|\n]*\}|^(?:```|~~~).*?^(?:```|~~~)|`[^`\n]*`|&#?\w+;",
    re.MULTILINE | re.DOTALL,
)
_STRETCH = re.compile("[^。！？\n\ufffc]+")
_EXCERPT = 12


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A text in Markdown and what is read of it."""

    markdown: str
    blocks: tuple["Block", ...]
    offsets: tuple[tuple[int, ...], ...]
    """For each block, where in the Markdown each character of its text stands; -1 where that is not known."""

    @property
    def text(self) -> str:
        """What readers read, a line for each block."""
        return "\n".join(block.text for block in self.blocks)

    def place(self, block: int, start: int) -> Place:
        """Of the character at `start` in the text of the block of that number."""
        excerpt = self.blocks[block].text[start : start + _EXCERPT]
        known = next((offset for offset in self.offsets[block][start:] if offset >= 0), None)
        return Place("markdown", excerpt=excerpt) if known is None else place_in(self.markdown, known, excerpt)

    def heading(self, text: str) -> Place:
        """Of the first heading of this text."""
        number = next((at for at, block in enumerate(self.blocks) if block.is_heading and block.text == text), None)
        return Place("markdown", excerpt=text) if number is None else self.place(number, 0)


def place_in(markdown: str, offset: int, excerpt: str = "") -> Place:
    """An offset as line and column; -1 for one that is not known."""
    if offset < 0:
        return Place("markdown", excerpt=excerpt)
    line, column = markdown.count("\n", 0, offset) + 1, offset - markdown.rfind("\n", 0, offset)
    return Place("markdown", line, column, excerpt)


@lru_cache(maxsize=8)
def manuscript(markdown: str) -> Manuscript:
    """Reading a text of 10,000 characters takes a few hundredths of a second; several checks ask for it."""
    from site_app.rendering.render import article_parts

    blocks = tuple(part for part in article_parts(markdown) if not isinstance(part, str))
    return Manuscript(markdown, blocks, tuple(_offsets(markdown, blocks)))


def _offsets(markdown: str, blocks: tuple["Block", ...]) -> Iterator[tuple[int, ...]]:
    unread = "".join(_blank(markdown))
    letters = [offset for offset, character in enumerate(unread) if character.isalnum()]
    written = "".join(unread[offset] for offset in letters)
    position = 0
    for block in blocks:
        found = [-1] * len(block.text)
        for stretch in _STRETCH.finditer(block.text):
            places = [index for index in range(*stretch.span()) if block.text[index].isalnum()]
            wanted = "".join(block.text[index] for index in places)
            start = written.find(wanted, position)
            if start < 0:  # footnotes are read at the end
                start = written.find(wanted)
            if not wanted or start < 0:
                continue
            position = start + len(wanted)
            for index, letter in zip(places, letters[start:position], strict=True):
                found[index] = letter
        yield tuple(found)


def _blank(markdown: str) -> Iterator[str]:
    """The Markdown, of the same length, with blanks for what is not read."""
    position = 0
    for match in _UNREAD.finditer(markdown):
        yield markdown[position : match.start()]
        yield " " * len(match[0])
        position = match.end()
    yield markdown[position:]
