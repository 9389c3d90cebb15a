"""What in a Markdown text cannot be rendered as its editor meant it?"""

from collections.abc import Iterator
from dataclasses import dataclass

from site_app.message import Message
from site_app.rendering.blocks import Block, Part
from site_app.rendering.boxes import CHART, EMERGENCY, boxes
from site_app.rendering.charts import charts
from site_app.rendering.markdown import obstacle
from site_app.rendering.render import article_parts


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
    """What keeps the text from being read as Markdown, the inline readings outside code that no word can have, and the
    boxes and charts that are none."""
    parts = article_parts(markdown)
    read = [part for part in parts if isinstance(part, Block)]
    found = {unreadable.offset: unreadable.message for block in read for unreadable in block.unreadable}
    unreadable = [
        Problem(markdown.count("\n", 0, offset) + 1, offset - markdown.rfind("\n", 0, offset), found[offset])
        for offset in found
    ]
    reason = obstacle(markdown)
    others = [Problem(1, 1, reason)] if reason else _of_boxes(markdown, parts)
    return sorted([*others, *unreadable], key=lambda problem: (problem.line, problem.column))


def _of_boxes(markdown: str, parts: list[Part]) -> Iterator[Problem]:
    found, stray = boxes(markdown.replace("\r\n", "\n"))
    yield from (Problem(mark.line + 1, 1, mark.message) for mark in stray)
    drawn = iter(charts(parts))
    for box in found:
        if box.kind == CHART:
            chart = next(drawn, None)
            if chart and chart.obstacle:
                yield Problem(box.start + 1, 1, chart.obstacle)
        elif box.is_empty and box.kind != EMERGENCY and not box.title:
            yield Problem(box.start + 1, 1, Message("“%(kind)s”框里没有字", kind=box.kind))
