"""How long are the bars of a chart, and how are they drawn?

A chart is a table of two columns, what is counted and how much, in a box ``::: 图``. Its bars stand in the table beside
their numbers: so the table is the text of the picture, in each of the views, and nothing is said twice. The drawing is made
here from numbers alone, after the text has been sanitised.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from site_app.message import Message
from site_app.rendering.blocks import Block, Part, Piece

MAX_BARS = 30
"""More of them nobody takes in at a glance."""
OPENING, CLOSING = '<figure class="chart">', "</figure>"
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_BELOW_ZERO = re.compile(r"[-−–－]\s*\d")
_LARGEST = 10**12


@dataclass(frozen=True, slots=True)
class Chart:
    """Where a chart stands among the parts of an article."""

    values: dict[int, float]
    """The number of each bar, by the index of the block that holds it."""
    obstacle: str
    """Why no bars are drawn; empty when they are."""


def charts(parts: list[Part]) -> list[Chart]:
    """The charts in their order."""
    found: list[Chart] = []
    start = 0
    for index, part in enumerate(parts):
        if part == OPENING:
            start = index
        elif part == CLOSING:
            found.append(_chart(parts, start, index))
    return found


def with_bars(parts: list[Part]) -> list[Part]:
    """The parts, with a bar before each number of a chart."""
    drawn = list(parts)
    for chart in charts(parts):
        if not chart.obstacle:
            largest = max(chart.values.values())
            for index, value in chart.values.items():
                block = drawn[index]
                assert isinstance(block, Block)
                drawn[index] = replace(block, pieces=[Piece(bar(value / largest)), *block.pieces])
    return drawn


def bar(share: float) -> str:
    """A bar as long as `share` (0 to 1) of the room; an image of the number beside it, so hidden from screen readers."""
    width = f"{100 * share:.1f}".rstrip("0").rstrip(".")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="bar" width="100%" height="14" aria-hidden="true">'
        f'<rect width="{width}%" height="14"></rect></svg>'
    )


def _chart(parts: list[Part], start: int, end: int) -> Chart:
    rows = list(_rows(parts, start, end))
    if not rows or any(len(cells) != 2 for cells in rows):
        return Chart({}, Message("图里要有一个表格，每行两格：名称和数字"))
    if len(rows) > MAX_BARS:
        return Chart(
            {}, Message("图里的表格有%(count)s行，超过了%(limit)s行，只能当作表格显示", count=len(rows), limit=MAX_BARS)
        )
    values: dict[int, float] = {}
    for _name, index in rows:
        block = parts[index]
        value = _value(block.text) if isinstance(block, Block) else None
        if value is None:
            said = block.text[:20] if isinstance(block, Block) else ""
            return Chart({}, Message("图里表格的第二格要有一个数字，从0开始，不能是“%(said)s”", said=said))
        values[index] = value
    if not any(values.values()):
        return Chart({}, Message("图里的数字都是0，画不出来"))
    return Chart(values, "")


def _rows(parts: list[Part], start: int, end: int) -> Iterator[list[int]]:
    """For each row of the table's body the index of what stands in each of its cells."""
    row: list[int] = []
    for index in range(start, end):
        part = parts[index]
        if isinstance(part, str) and part.startswith("<td"):
            row.append(index + 1)
        elif part == "</tr>" and row:
            yield row
            row = []


def _value(text: str) -> float | None:
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1 or _BELOW_ZERO.search(text):
        return None
    value = float(numbers[0].replace(",", ""))
    return value if value <= _LARGEST else None
