"""Which texts of an edition do readers read, sentence by sentence?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_app.articles.checks.check import Place
from site_app.articles.checks.manuscript import Manuscript, manuscript
from site_app.articles.models import Edition

_SENTENCE = re.compile("[^。！？!?\n]+[。！？!?]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence."""

    text: str
    field: str
    read: Manuscript | None = None
    block: int = 0
    start: int = 0

    def place(self, offset: int, excerpt: str) -> Place:
        """Of what stands at `offset` in the sentence; of title and summary the field alone is known."""
        if self.read is None:
            return Place(self.field, excerpt=excerpt)
        found = self.read.place(self.block, self.start + offset)
        return Place(found.field, found.line, found.column, excerpt)


def passages(edition: Edition) -> Iterator[Passage]:
    """Title, summary, then the text."""
    for field, text in (("title", edition.plain_title), ("summary", edition.plain_summary)):
        yield from (Passage(match[0], field) for match in _SENTENCE.finditer(text))
    read = manuscript(edition.markdown)
    for number, block in enumerate(read.blocks):
        for match in _SENTENCE.finditer(block.text):
            yield Passage(match[0], "markdown", read, number, match.start())
