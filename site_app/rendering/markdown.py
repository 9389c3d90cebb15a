"""What does this site understand as Markdown?"""

from html import escape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension, TableProcessor

from site_app.message import Message
from site_app.rendering.boxes import MARK, BoxExtension
from site_app.rendering.citations import CitationExtension

MAX_BRACKETS = 1000
"""The parser looks for the end of every ``[`` anew: its cost grows with the square of their number."""
MAX_FENCES = 500
"""Likewise for lines that begin a block of code."""
MAX_CELLS = 10_000
"""The parser fills every row up to the width of the first, so few characters can make a table of millions of cells."""

MAX_BOXES = 100
"""A reader skips what stands between many; and an empty box of eight characters is filled with a hundred."""


def to_html(markdown: str) -> str:
    """HTML that is not yet safe. HTML in the text stays text: an editor who types ``<b>`` means the characters."""
    try:
        return _as_paragraphs(markdown) if obstacle(markdown) else _parser(CitationExtension()).convert(markdown)
    except RecursionError:
        # Lists or quotations nested beyond the parser's depth mean nothing to a reader.
        return _as_paragraphs(markdown)


def citations(markdown: str) -> list[str]:
    """The keys of the sources that the text points to; the first is number 1."""
    if "[^" not in markdown:
        return []
    cited = CitationExtension()
    try:
        if not obstacle(markdown):
            _parser(cited).convert(markdown)
    except RecursionError:
        return []
    return cited.keys


def obstacle(markdown: str) -> str | None:
    """Why this text is shown as plain paragraphs instead of being read as Markdown; None when it is read."""
    if markdown.count("[") > MAX_BRACKETS:
        return Message("正文里的“[”超过了%(limit)s个，只能当作普通文字显示", limit=MAX_BRACKETS)
    if markdown.count("```") + markdown.count("~~~") > MAX_FENCES:
        return Message("正文里的代码块标记超过了%(limit)s个，只能当作普通文字显示", limit=MAX_FENCES)
    if sum(1 for _mark in MARK.finditer(markdown)) > 2 * MAX_BOXES:
        return Message("正文里的框超过了%(limit)s个，只能当作普通文字显示", limit=MAX_BOXES)
    return None


def _as_paragraphs(markdown: str) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in markdown.split("\n\n"))


class _BoundedTables(TableProcessor):
    def test(self, parent: Element, block: str) -> bool:
        rows = block.count("\n") + 1
        columns = block.split("\n", 1)[0].count("|") + 1
        return rows * columns <= MAX_CELLS and super().test(parent, block)


def _parser(citations: CitationExtension) -> Markdown:
    parser = Markdown(
        extensions=[
            "sane_lists",
            "def_list",
            "fenced_code",
            TableExtension(),
            FootnoteExtension(BACKLINK_TITLE="回到正文"),
            citations,
            BoxExtension(),
        ],
        output_format="html",
    )
    tables = _BoundedTables(parser.parser, {"use_align_attribute": True})
    parser.parser.blockprocessors.register(tables, "table", 75)
    parser.preprocessors.deregister("html_block")
    parser.inlinePatterns.deregister("html")
    return parser
