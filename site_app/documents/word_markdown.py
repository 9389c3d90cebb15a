"""How does the HTML that mammoth makes of a Word file look as this site's Markdown?"""

import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from site_app.documents.plain_text import escape_around_readings
from site_app.pinyin.inline import INLINE_READING

_NOTE = re.compile(r"#(?:footnote|endnote)-(\d+)")
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>()]+", re.IGNORECASE)
_HEADING = re.compile(r"h[1-6]")
_BLOCK_MARK = re.compile(r"(?m)^(?=#{1,6}(?:\s|$)|>|~{3,}|(?:-{3,}|={3,})\s*$)")
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def to_markdown(html: str) -> str:
    """Headings start at level 2 where the first one, of level 1, may be the title; footnotes stand at the end."""
    soup = BeautifulSoup(html, "html.parser")
    notes = _notes_of(soup)
    _settle_headings(soup)
    writer = _Writer(
        bullets="-",
        heading_style="atx",
        table_infer_header=True,
        autolinks=False,
        keep_inline_images_in=["td", "th", "p"],
    )
    body = writer.convert_soup(soup).strip()
    written = [f"[^{number}]: {_indented(writer.convert_soup(note).strip())}" for number, note in notes]
    text = "\n\n".join([body, *written])
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_trimmed(line) for line in text.split("\n"))).strip()


def _trimmed(line: str) -> str:
    """Without blanks at its end, but for the two that break a line."""
    bare = line.rstrip()
    return f"{bare}  " if bare and line.endswith("  ") and not bare.endswith("|") else bare


def _notes_of(soup: BeautifulSoup) -> list[tuple[str, BeautifulSoup]]:
    """The footnotes, taken out of the page; numbered as mammoth does, in order of their markers."""
    numbers: dict[str, str] = {}
    for marker in soup.find_all("a", href=_NOTE):
        if str(marker.get("id", "")).rpartition("-ref-")[1]:
            numbers.setdefault(str(marker["href"])[1:], str(len(numbers) + 1))
    notes: list[tuple[str, BeautifulSoup]] = []
    for item in soup.find_all("li", id=re.compile(r"^(?:footnote|endnote)-\d+$")):
        for back in item.find_all("a", href=re.compile("-ref-")):
            back.decompose()
        if number := numbers.get(str(item["id"])):
            notes.append((number, BeautifulSoup(item.decode_contents(), "html.parser")))
        item.decompose()
    for marker in soup.find_all("a", href=_NOTE):
        if number := numbers.get(str(marker["href"])[1:]):
            marker["data-note"] = number
    return notes


def _settle_headings(soup: BeautifulSoup) -> None:
    """The title is the page's only heading of level 1: further ones make all of them go one down."""
    headings = [tag for tag in soup.find_all(_HEADING) if tag.get_text().strip()]
    first = next((tag for tag in soup.find_all(True, recursive=False)), None)
    others = headings[1:] if headings and headings[0] is first and headings[0].name == "h1" else headings
    if any(tag.name == "h1" for tag in others):
        for tag in others:
            tag.name = f"h{min(6, int(tag.name[1]) + 1)}"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if number and line else line for number, line in enumerate(text.split("\n")))


class _Writer(MarkdownConverter):
    def escape(self, text: str, parent_tags: set[str]) -> str:
        escaped = escape_around_readings(text)
        return _without_pipes(escaped) if parent_tags & {"td", "th"} else escaped

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> Any:
        if "_inline" not in parent_tags:
            text = _BLOCK_MARK.sub(r"\\", text.strip())
        return super().convert_p(el, text, parent_tags)  # type: ignore[misc]  # missing in the stubs

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """What belongs to an item is indented by four, as Python-Markdown wants it."""
        text = re.sub(r"\n{2,}(?=(?:-|\d+\.) )", "\n", (text or "").strip())
        if not text:
            return "\n"
        parent = el.parent
        number = len(el.find_previous_siblings("li")) + 1
        bullet = f"{number}. " if parent is not None and parent.name == "ol" else "- "
        return f"{bullet}{_indented(text)}\n"

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if number := el.get("data-note"):
            return f"[^{number}]"
        address = str(el.get("href") or "")
        bare = text.strip()
        if not bare or not _ADDRESS.fullmatch(address):
            return text
        return f"[{bare}]({address})"

    def convert_b(self, el: Tag, text: str, parent_tags: set[str]) -> Any:
        is_strong_anyway = any(map(_HEADING.fullmatch, parent_tags))
        if is_strong_anyway:
            return text
        return super().convert_b(el, text, parent_tags)  # type: ignore[misc]  # missing in the stubs

    convert_strong = convert_b

    def convert_s(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return text

    convert_del = convert_s

    def convert_sup(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _small(text, _RAISED)

    def convert_sub(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _small(text, _LOWERED)

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> Any:
        on_one_line = re.sub(r"\s*\n\s*", " ", text)
        return super().convert_td(el, on_one_line, parent_tags)  # type: ignore[misc]  # missing in the stubs

    convert_th = convert_td

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        address = str(el.get("src") or "")
        alt = re.sub(r"\s+", " ", str(el.get("alt") or "")).translate({ord("["): "［", ord("]"): "］"}).strip()
        return f"![{alt}]({address})" if address else ""


def _small(text: str, shapes: dict[int, Any]) -> str:
    """m² stays m²; what has no small shape stays at its size."""
    return text.translate(shapes) if text and all(ord(character) in shapes for character in text) else text


def _without_pipes(text: str) -> str:
    """A pipe would end the cell, but not within an inline reading."""
    pieces: list[str] = []
    position = 0
    for reading in INLINE_READING.finditer(text):
        pieces += (text[position : reading.start()].replace("|", r"\|"), reading[0])
        position = reading.end()
    return "".join(pieces) + text[position:].replace("|", r"\|")
