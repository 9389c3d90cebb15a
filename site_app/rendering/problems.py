"""What in a Markdown text cannot be rendered as its editor meant it?"""

from dataclasses import dataclass

from site_app.rendering.blocks import Block
from site_app.rendering.markdown import obstacle
from site_app.rendering.render import article_parts


@dataclass(frozen=True, slots=True)
class Problem:
    """Something for the editor to mend. Lines and columns count from 1."""

    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"第{self.line}行第{self.column}列：{self.message}"


def problems(markdown: str) -> list[Problem]:
    """What keeps the text from being read as Markdown, and the inline readings outside code that no word can have."""
    read = [part for part in article_parts(markdown) if isinstance(part, Block)]
    found = {unreadable.offset: unreadable.message for block in read for unreadable in block.unreadable}
    reason = obstacle(markdown)
    tangled = [Problem(1, 1, reason)] if reason else []
    return tangled + [
        Problem(markdown.count("\n", 0, offset) + 1, offset - markdown.rfind("\n", 0, offset), found[offset])
        for offset in sorted(found)
    ]
