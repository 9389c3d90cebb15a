"""Which stretches of an HTML text belong together as one block of running text?

Readings are resolved over a whole block, so emphasis or a link in the middle of a word changes nothing. The input is
sanitised, hence well-formed; a stream of tags and texts is all that is needed of it.
"""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from site_app.pinyin import WrittenReading
from site_app.pinyin.characters import CHINESE
from site_app.rendering.boxes import CALLOUTS
from site_app.rendering.inline_readings import InlineReadings, Unreadable
from site_app.rendering.opaque import OPAQUE

_INLINE = frozenset({"em", "strong", "del", "a", "img", "br", "sup", "sub", "code"})
_VOID = frozenset({"img", "br", "hr"})
_WIDE = f"{CHINESE}\u3000-\u303f\uff00-\uffef“”‘’…—"
_LINE_BREAK_IN_CHINESE = re.compile(rf"(?<=[{_WIDE}])[ \t]*\n[ \t]*(?=[{_WIDE}])")
_SPACE = re.compile(r"\s+")
DECORATIVE = "装饰图"
"""The text alternative by which an editor says that a picture tells nothing: screen readers then pass it over."""
_GUARDED = frozenset(f"callout {CALLOUTS[kind]}" for kind in ("注意", "急救"))
_BOX_NAMES = {f"callout {style}": kind for kind, style in CALLOUTS.items()}


@dataclass(slots=True)
class Piece:
    """A tag, as finished HTML, or a stretch of the block's text."""

    html: str | None
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Block:
    """Running text between two block-level tags, with the inline tags in it."""

    tag: str
    """The block-level tag that it stands in (``p``, ``h2``, ``li`` …); empty at the top."""
    text: str = ""
    written: list[WrittenReading] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    """The inline readings in it that no word can have; they stay in the text as they were typed."""
    is_guarded: bool = False
    """Whether it stands in a box that warns or says what to do in an emergency: its pinyin is never hidden."""

    @property
    def is_heading(self) -> bool:
        return re.fullmatch("h[1-6]", self.tag) is not None

    def add(self, text: str, readings: tuple[str, ...] | None = None) -> None:
        """Append text to read; `readings` are those that the editor wrote for it."""
        start, end = len(self.text), len(self.text) + len(text)
        self.text += text
        self.pieces.append(Piece(None, start, end))
        if readings:
            self.written.append(WrittenReading(start, end, readings))

    def add_html(self, html: str, stands_for: str = "") -> None:
        """Append finished HTML; `stands_for` is what the sentence around it sees in its place."""
        self.text += stands_for
        self.pieces.append(Piece(html))


Part = Block | str
"""A block of running text, or the HTML of a block-level tag."""


def blocks(html: str, readings: InlineReadings) -> list[Part]:
    """The HTML in order, as block-level tags and the blocks of running text between them."""
    reader = _Reader(readings)
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader.parts


class _Reader(HTMLParser):
    def __init__(self, readings: InlineReadings) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Part] = []
        self._readings = readings
        self._open: list[str] = []
        self._is_marker = False
        self._guarded_from: int | None = None
        self._block = Block("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        html = self._start_tag(tag, attrs)
        self._is_marker = ("class", "footnote-ref") in attrs
        if tag in _INLINE:
            self._block.add_html(html, {"br": "\n", "img": OPAQUE}.get(tag, ""))
        else:
            self.flush()
            self.parts.append(html)
        if tag not in _VOID:
            if dict(attrs).get("class") in _GUARDED and self._guarded_from is None:
                self._guarded_from = len(self._open)
            self._open.append(tag)
            self._begin()

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        self._is_marker = False
        if tag in _INLINE:
            self._block.add_html(f"</{tag}>")
        else:
            self.flush()
            self.parts.append(f"</{_renamed(tag)}>" + ("</div>" if tag == "table" else ""))
        self._open.pop()
        if self._guarded_from == len(self._open):
            self._guarded_from = None
        self._begin()

    def _begin(self) -> None:
        self._block.tag = next((name for name in reversed(self._open) if name not in _INLINE), "")
        self._block.is_guarded = self._guarded_from is not None

    def handle_data(self, data: str) -> None:
        if self._is_marker:
            # Nobody says the number of a footnote.
            self._block.add_html(escape(data, quote=False))
            return
        if "code" in self._open or "pre" in self._open:
            self._block.add_html(escape(self._readings.put_back(data), quote=False), OPAQUE)
            return
        text = _SPACE.sub(_one_line, _LINE_BREAK_IN_CHINESE.sub("", data))
        known = len(self._readings.unreadable)
        for piece, readings in self._readings.split(text):
            self._block.add(piece, readings)
        self._block.unreadable += self._readings.unreadable[known:]

    def flush(self) -> None:
        """End the block of running text; white space alone makes none."""
        if any(piece.html for piece in self._block.pieces) or self._block.text.strip():
            self.parts.append(self._block)
        self._block = Block(self._block.tag, is_guarded=self._block.is_guarded)

    def _start_tag(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        written = "".join(
            f' {name}="{escape(self._readings.words_only(value or ""))}"' for name, value in _attributes(tag, attrs)
        )
        html = f"<{_renamed(tag)}{written}>"
        return (
            f'<div class="table-scroll" role="region" aria-label="表格" tabindex="0">{html}' if tag == "table" else html
        )


def _one_line(space: re.Match[str]) -> str:
    return " " if "\n" in space[0] else space[0]


def _attributes(tag: str, attrs: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """Alignment as a class, so that pages need no inline style; pictures load when they come into view.

    A box is a note with a name, and no `aside`: within an article that would be one more landmark to pass on the way.
    """
    named = [("class", f"align-{value}") if name == "align" else (name, value) for name, value in attrs]
    if box := _BOX_NAMES.get(dict(attrs).get("class") or ""):
        return [*named, ("role", "note"), ("aria-label", box)]
    if tag != "img":
        return named
    silent = [("alt", "") if (name, value) == ("alt", DECORATIVE) else (name, value) for name, value in named]
    return [*silent, ("loading", "lazy"), ("decoding", "async")]


def _renamed(tag: str) -> str:
    """The title is the page's only heading of the first level."""
    return "h2" if tag == "h1" else tag
