"""Which headings, links and pictures does a Markdown text hold?"""

from dataclasses import dataclass
from html.parser import HTMLParser

from site_app.rendering.inline_readings import InlineReadings
from site_app.rendering.markdown import to_html
from site_app.rendering.sanitise import sanitise

_HELD = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "a", "li"})
_MARKERS = ("footnote-ref", "footnote-backref")


@dataclass(slots=True)
class Element:
    """A heading (``h1`` … ``h6`` as it was written), a link (``a``), an item of a list (``li``) or a picture (``img``)."""

    tag: str
    address: str = ""
    """Of a link or a picture; empty when its scheme is one that readers are not sent to."""
    text: str = ""
    """What is read: a picture's text alternative."""


def outline(markdown: str) -> list[Element]:
    """In the order of the text, as sanitised. Footnote markers are no links."""
    readings = InlineReadings()
    reader = _Outline(readings)
    reader.feed(sanitise(to_html(readings.take_out(markdown))))
    reader.close()
    return reader.found


class _Outline(HTMLParser):
    def __init__(self, readings: InlineReadings) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Element] = []
        self._readings = readings
        self._open: list[tuple[str, Element | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: self._readings.words_only(value or "") for name, value in attrs}
        if tag == "img":
            self.found.append(Element(tag, said.get("src", ""), said.get("alt", "")))
        if tag in ("img", "br", "hr"):
            return
        element = Element(tag, said.get("href", "")) if tag in _HELD and said.get("class") not in _MARKERS else None
        if element:
            self.found.append(element)
        self._open.append((tag, element))

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open[-1][0]:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for _tag, element in self._open:
            if element:
                element.text += self._readings.words_only(data)
