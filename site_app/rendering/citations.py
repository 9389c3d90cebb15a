"""How does a text point to its sources?

``[^who2023]`` is a footnote as long as the text itself says what it holds (``[^who2023]: …``). Otherwise it points to the
source of that key, which is listed below the text; sources are numbered in the order in which the text names them first.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_MARKER = r"\[\^([\w-]{1,40})\]"
_NUMBERED = "source-"


class CitationExtension(Extension):
    """Turns markers into ``<sup id="cite-1"><a class="footnote-ref" href="#source-1">1</a></sup>``."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str] = []
        """What the converted text names, in order of its numbers."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Markdown's own name
        # Behind the footnotes, which take the markers that the text explains itself, and before links.
        md.inlinePatterns.register(_Markers(_MARKER, md), "citation", 174)
        # When all text has been read: elements are not met in the text's order before.
        md.treeprocessors.register(_Numbers(md, self.keys), "citation", 10)


class _Markers(InlineProcessor):
    def handleMatch(self, match: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802  Markdown's own name
        marker = Element("sup")
        link = SubElement(marker, "a", {"class": "footnote-ref", "href": f"#{_NUMBERED}"})
        link.text = AtomicString(match[1])
        return marker, match.start(), match.end()


class _Numbers(Treeprocessor):
    def __init__(self, md: Markdown, keys: list[str]) -> None:
        super().__init__(md)
        self._keys = keys

    def run(self, root: Element) -> None:
        for marker in root.iter("sup"):
            link = marker.find("a")
            if link is None or link.get("href") != f"#{_NUMBERED}":
                continue
            key = link.text or ""
            if key not in self._keys:
                self._keys.append(key)
                marker.set("id", f"cite-{len(self._keys)}")
            number = self._keys.index(key) + 1
            link.set("href", f"#{_NUMBERED}{number}")
            link.text = AtomicString(str(number))
