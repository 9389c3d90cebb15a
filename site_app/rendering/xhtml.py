"""How does a page of HTML become a page of an e-book?

An e-book is XML, knows no address but those within it and absolute ones, and lights up whole elements as they are spoken.
The HTML comes from this site and is well-formed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from xml.etree.ElementTree import Element, TreeBuilder, tostring

from site_app.rendering.opaque import OPAQUE
from site_app.rendering.xml_text import allowed_in_xml

_VOID = frozenset({"img", "br", "hr", "meta", "link"})
_FOR_BROWSERS_ALONE = frozenset({"loading", "decoding", "tabindex", "data-part", "data-t", "data-sandhi"})

_LABEL = r"\w(?:[\w-]*\w)?"
_HOST = re.compile(
    rf"(?:(?:{_LABEL}\.)*(?=[A-Za-z]){_LABEL}\.?|\d+(?:\.\d+){{3}}|\[[0-9A-Fa-f:.]+\])(?::\d*)?", re.ASCII
)
"""A name, an IPv4 or an IPv6 address, with or without a port."""


@dataclass(frozen=True, slots=True)
class SentencePart:
    """An element that holds a sentence, or the part of it that stands between two tags."""

    id: str
    """Its own: ``s3``, and ``s3-2``, ``s3-3`` … for the further parts of a sentence that tags cut."""
    sentence: str
    """``s3``"""
    start: int
    """How many characters of the sentence precede it, counted as `reading_aloud.SpokenPlace` counts the hanzi."""


def document(html: str) -> Element:
    """The page, from ``<html>`` on."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.builder.close()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = TreeBuilder()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: allowed_in_xml(value or "") for name, value in attrs})
        if tag in _VOID:
            self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(allowed_in_xml(data))


def written(page: Element) -> str:
    """The page as XHTML."""
    for element in page.iter():
        for name in _FOR_BROWSERS_ALONE.intersection(element.keys()):
            del element.attrib[name]
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{tostring(page, encoding="unicode")}\n'


def pictures(page: Element) -> list[str]:
    """The addresses of the pictures, in their order."""
    return [image.get("src", "") for image in page.iter("img")]


def show_pictures(page: Element, files: Mapping[str, str]) -> None:
    """Take each picture from the file of the book that its address became; where there is none, its description stays."""
    for image in page.iter("img"):
        description = image.get("alt", "")
        file = files.get(image.get("src", ""))
        if file is not None:
            image.attrib.update(src=file, alt=description)
        else:
            image.tag, image.text = "span", description
            image.attrib = {"class": "picture"}


def describes_pictures(page: Element) -> bool:
    """Whether every picture that is shown has a description."""
    return all(image.get("alt", "").strip() for image in page.iter("img"))


def has_drawings(page: Element) -> bool:
    """Whether there is SVG in it, which the book's list of contents has to say."""
    return any(True for _drawing in page.iter("svg"))


def resolve_links(page: Element, address: str) -> None:
    """Make links absolute, seen from the page's `address`; one that leads nowhere becomes text."""
    ids = {element.get("id") for element in page.iter()}
    for link in page.iter("a"):
        target = link.get("href", "")
        absolute = target if target[:1] == "#" and target[1:] in ids else _absolute(target, address)
        if absolute is not None:
            link.set("href", absolute)
        else:
            link.tag, link.attrib = "span", {}


def _absolute(target: str, address: str) -> str | None:
    try:
        url = urlsplit(urljoin(address, target))
        host = url.netloc.encode("idna").decode() if not url.netloc.isascii() else url.netloc
    except ValueError:
        return None
    is_on_the_web = url.scheme in {"http", "https"}
    if not (len(host) < 300 and _HOST.fullmatch(host) if is_on_the_web else url.path):
        return None
    return urlunsplit((url.scheme, host, *map(_quoted, (url.path, url.query, url.fragment))))


def _quoted(part: str) -> str:
    return re.sub("%(?![0-9A-Fa-f]{2})", "%25", quote(part, safe="/%:@!$&'()*+,;=?~"))


def name_sentence_parts(page: Element) -> list[SentencePart]:
    """Give every part of a sentence an id; all of them in the order in which they stand."""
    _join_neighbours(page)
    parts: list[SentencePart] = []
    seen: Counter[str] = Counter()
    lengths: Counter[str] = Counter()
    for span in page.iter("span"):
        if sentence := _sentence(span):
            seen[sentence] += 1
            part = SentencePart(_part_id(sentence, seen[sentence]), sentence, lengths[sentence])
            span.set("id", part.id)
            parts.append(part)
            lengths[sentence] += sum(not c.isspace() and c != OPAQUE for c in "".join(_hanzi(span)))
    return parts


def _part_id(sentence: str, number: int) -> str:
    return sentence if number == 1 else f"{sentence}-{number}"


def _sentence(element: Element) -> str:
    """Which sentence an element holds a part of; empty for another element."""
    return element.get("id") or element.get("data-part") or "" if element.get("class") == "sentence" else ""


def _join_neighbours(page: Element) -> None:
    """A reading in the text cuts its sentence, too, but nobody should see or hear where."""
    for parent in list(page.iter()):
        before: Element | None = None
        for child in list(parent):
            if before is None or before.tail or not _sentence(child) or _sentence(child) != _sentence(before):
                before = child
                continue
            if len(before):
                before[-1].tail = (before[-1].tail or "") + (child.text or "")
            else:
                before.text = (before.text or "") + (child.text or "")
            before.extend(child)
            before.tail = child.tail
            parent.remove(child)


def headings(page: Element) -> list[tuple[str, str]]:
    """(id, text) of each section's heading."""
    return [(heading.get("id", ""), "".join(_hanzi(heading))) for heading in page.iter("h2") if heading.get("id")]


def _hanzi(element: Element) -> Iterator[str]:
    """The element's text without what stands above it."""
    if element.tag != "rt":
        yield element.text or ""
        for child in element:
            yield from _hanzi(child)
            yield child.tail or ""
