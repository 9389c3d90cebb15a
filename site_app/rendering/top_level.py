"""Which pieces does a view consist of, so that what is shown can be changed piece by piece?"""

import re
from dataclasses import dataclass

from site_app.pinyin import EMPTY_LEXICON, Lexicon
from site_app.rendering.annotated import MOST_REMEMBERED, places_of_its_own, write
from site_app.rendering.blocks import Block
from site_app.rendering.inline_readings import Unreadable
from site_app.rendering.memory import Memory
from site_app.rendering.origins import block_origins
from site_app.rendering.render import parts_to_write
from site_app.rendering.writers import WRITERS

_TAG = re.compile("<(/?)([a-z][a-z0-9]*)")
_NUMBER = re.compile('<span class="sentence" (id|data-part)="s([0-9]+)"')


@dataclass(frozen=True, slots=True)
class TopLevelBlock:
    """A paragraph, a heading, a whole list or table: what stands in nothing else."""

    html: str
    """Safe, in one view; its sentences are numbered from 1, so that what is written above changes nothing here."""
    first: int
    """The number that its first sentence has in the article."""
    unreadable: tuple[Unreadable, ...]
    """The inline readings in it that no word can have."""

    @property
    def numbered(self) -> str:
        """As `render` writes it."""
        return _renumbered(self.html, self.first - 1)


def top_level_blocks(markdown: str, view: str, lexicon: Lexicon = EMPTY_LEXICON) -> list[TopLevelBlock]:
    """The article's body in one view, in its order; joined, they are what `render` makes of it."""
    found: list[TopLevelBlock] = []
    html: list[str] = []
    unreadable: list[Unreadable] = []
    depth, first, number = 0, 1, 1
    for part in parts_to_write(markdown, lexicon):
        if isinstance(part, str):
            html.append(part)
            depth += _deeper(part)
        else:
            html.append(_renumbered(_written(part, view, lexicon), number - first))
            number += sum(place.number > 0 for place in places_of_its_own(part, lexicon))
            unreadable += part.unreadable
        if depth == 0:
            found.append(TopLevelBlock("".join(html), first, tuple(unreadable)))
            html, unreadable, first = [], [], number
    return found


_remembered: Memory[tuple[object, ...], str] = Memory(MOST_REMEMBERED)
"""What was written last, in characters of the text."""


def _written(block: Block, view: str, lexicon: Lexicon) -> str:
    """The block in one view, with sentences from 1 on."""
    pieces = tuple((piece.html, piece.start, piece.end) for piece in block.pieces)
    key = (view, block.text, pieces, tuple(block.written), block.is_guarded, lexicon)
    return _remembered.recall(
        key, len(block.text), lambda: write(block, list(places_of_its_own(block, lexicon)), WRITERS[view])
    )


def sentence_offsets(markdown: str, lexicon: Lexicon = EMPTY_LEXICON) -> list[int | None]:
    """Where in the Markdown each sentence of the body begins, at its first hanzi; None for one without any."""
    found: list[int | None] = []
    for block, offsets in block_origins(markdown):
        for place in places_of_its_own(block, lexicon):
            if place.number:
                found.append(next((offset for offset in offsets[place.start : place.end] if offset >= 0), None))
    return found


def _deeper(html: str) -> int:
    """How many elements a block-level tag opens; less than 0 when it closes some."""
    return sum(-1 if end else name != "hr" for end, name in _TAG.findall(html))


def _renumbered(html: str, by: int) -> str:
    """No text holds a tag, so what looks like one is one."""
    return _NUMBER.sub(lambda match: f'<span class="sentence" {match[1]}="s{int(match[2]) + by}"', html) if by else html
