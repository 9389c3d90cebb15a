"""What does this site understand as Markdown?"""

from html import escape

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension


def to_html(markdown: str) -> str:
    """HTML that is not yet safe. HTML in the text stays text: an editor who types ``<b>`` means the characters."""
    try:
        return _parser().convert(markdown)
    except RecursionError:
        # Lists or quotations nested beyond the parser's depth mean nothing to a reader: show the text as it is.
        return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in markdown.split("\n\n"))


def _parser() -> Markdown:
    parser = Markdown(
        extensions=[
            "sane_lists",
            "def_list",
            "fenced_code",
            TableExtension(use_align_attribute=True),
            FootnoteExtension(BACKLINK_TITLE="回到正文"),
        ],
        output_format="html",
    )
    parser.preprocessors.deregister("html_block")
    parser.inlinePatterns.deregister("html")
    return parser
