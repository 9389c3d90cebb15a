"""Which boxes does a Markdown text hold, and what becomes of them?

A box begins with a line ``::: 提示``, perhaps with a title behind it, and ends with a line ``:::``. What stands between is
Markdown. Colons may be those of a Chinese keyboard. Lines that make no box stay in the text as they were typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX

from site_app.message import Message
from site_app.rendering.emergency import advice

CALLOUTS = {"提示": "callout-tip", "注意": "callout-warning", "急救": "callout-emergency"}
"""The class of each kind of box that stands out of the text."""
EMERGENCY, CHART = "急救", "图"
KINDS = (*CALLOUTS, CHART)
MARK = re.compile(r"^ {0,3}[:：]{3,}([^\n]*)", re.MULTILINE)
"""A line that begins or, with nothing behind the colons, ends a box."""

_KIND = re.compile(r"\s*(\S+)")


@dataclass(frozen=True, slots=True)
class Box:
    """Lines count from 0."""

    kind: str
    title: str
    start: int
    """The line of its opening mark."""
    end: int
    """The line of its closing mark."""
    is_empty: bool
    """Whether nothing stands between the two."""


@dataclass(frozen=True, slots=True)
class _Mark:
    line: int
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Stray:
    """A line that looks like the mark of a box and is none."""

    line: int
    """From 0."""
    message: str


def boxes(markdown: str) -> tuple[list[Box], list[Stray]]:
    """The boxes in their order, and the marks outside code that belong to none."""
    found: list[Box] = []
    stray: list[Stray] = []
    lines = markdown.split("\n")
    opened: _Mark | None = None
    for mark in _marks(markdown):
        if mark.kind:
            if opened:
                message = Message("“%(kind)s”框没有用“:::”结束，就又开始了一个框；框里不能再有框", kind=opened.kind)
                stray.append(Stray(opened.line, message))
            opened = mark if mark.kind in KINDS else None
            if not opened:
                stray.append(
                    Stray(
                        mark.line,
                        Message(
                            "没有“%(kind)s”这种框；可以写的有：%(kinds)s",
                            kind=mark.kind[:20],
                            kinds=Message("、").join(KINDS),
                        ),
                    )
                )
        elif opened:
            is_empty = not any(map(str.strip, lines[opened.line + 1 : mark.line]))
            found.append(Box(opened.kind, opened.title, opened.line, mark.line, is_empty))
            opened = None
        else:
            stray.append(Stray(mark.line, Message("这里的“:::”没有要结束的框")))
    if opened:
        stray.append(Stray(opened.line, Message("“%(kind)s”框没有用“:::”结束", kind=opened.kind)))
    return found, sorted(stray, key=lambda one: one.line)


def _marks(markdown: str) -> Iterator[_Mark]:
    """What looks like the mark of a box and stands in no block of code."""
    code = [match.span() for match in FencedBlockPreprocessor.FENCED_BLOCK_RE.finditer(markdown)]
    line = counted = passed = 0
    for match in MARK.finditer(markdown):
        start = match.start()
        while passed < len(code) and code[passed][1] <= start:
            passed += 1
        line += markdown.count("\n", counted, start)
        counted = start
        if passed == len(code) or start < code[passed][0]:
            kind, _, title = match[1].replace("\u3000", " ").strip().partition(" ")
            yield _Mark(line, kind, title.strip())


def kind_spans(markdown: str) -> Iterator[tuple[int, int]]:
    """Where the words stand that say which box it is: to whoever replaces letters of the text, these are markup."""
    for mark in MARK.finditer(markdown):
        if word := _KIND.match(markdown, mark.start(1), mark.end(1)):
            yield word.span(1)


class BoxExtension(Extension):
    """Turns boxes into ``<div class="callout …">`` with a title, and charts into ``<figure class="chart">``."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Markdown's own name
        # Between the end of lines being made alike and code being taken out.
        md.preprocessors.register(_Fences(md), "boxes", 27)
        md.parser.blockprocessors.register(_Boxes(md), "boxes", 175)


class _Fences(Preprocessor):
    """Sets every mark of a box apart, in a form that nobody can type."""

    def run(self, lines: list[str]) -> list[str]:
        found, _stray = boxes("\n".join(lines))
        for box in found:
            content = f"\n\n{advice()}" if box.is_empty and box.kind == EMERGENCY else ""
            lines[box.start] = f"\n{STX}box:{box.kind}{ETX}{box.title}{content}\n"
            lines[box.end] = f"\n{STX}box{ETX}\n"
        return "\n".join(lines).split("\n")


_OPENING = re.compile(f"{STX}box:(?P<kind>[^{ETX}]+){ETX}(?P<title>.*)")
_CLOSING = f"{STX}box{ETX}"


class _Boxes(BlockProcessor):
    def __init__(self, md: Markdown) -> None:
        super().__init__(md.parser)

    def test(self, parent: Element, block: str) -> bool:
        return block.lstrip("\n").startswith(f"{STX}box:")

    def run(self, parent: Element, blocks: list[str]) -> None:
        opening = _OPENING.fullmatch(blocks.pop(0).strip("\n"))
        assert opening
        end = next(index for index, block in enumerate(blocks) if block.strip("\n") == _CLOSING)
        content = blocks[:end]
        del blocks[: end + 1]
        self.parser.parseBlocks(_begun(parent, opening["kind"], opening["title"]), content)


def _begun(parent: Element, kind: str, title: str) -> Element:
    """The element of a new box, with its title in it."""
    if kind == CHART:
        box = SubElement(parent, "figure", {"class": "chart"})
        if title:
            SubElement(box, "figcaption").text = title
        return box
    box = SubElement(parent, "div", {"class": f"callout {CALLOUTS[kind]}"})
    SubElement(box, "p", {"class": "callout-title"}).text = title or kind
    return box
