"""What in a Markdown text cannot be rendered as its editor meant it?"""

from dataclasses import dataclass

from site_app.message import Message
from site_app.rendering.blocks import blocks
from site_app.rendering.inline_readings import InlineReadings
from site_app.rendering.markdown import obstacle, to_html
from site_app.rendering.sanitise import sanitise


@dataclass(frozen=True, slots=True)
class Problem:
    """Something for the editor to mend. Lines and columns count from 1."""

    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return Message(
            "第%(line)s行第%(column)s列：%(message)s", line=self.line, column=self.column, message=self.message
        )


def problems(markdown: str) -> list[Problem]:
    """What keeps the text from being read as Markdown, and the inline readings outside code that no word can have."""
    readings = InlineReadings()
    blocks(sanitise(to_html(readings.take_out(markdown))), readings)
    found = {unreadable.offset: unreadable.message for unreadable in readings.unreadable}
    reason = obstacle(markdown)
    tangled = [Problem(1, 1, reason)] if reason else []
    return tangled + [
        Problem(markdown.count("\n", 0, offset) + 1, offset - markdown.rfind("\n", 0, offset), found[offset])
        for offset in sorted(found)
    ]
