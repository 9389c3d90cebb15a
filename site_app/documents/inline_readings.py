"""Are the inline readings of a text (``{卒中|cù zhòng}``) ones that its words can have?"""

import re

from site_app.documents.errors import DocumentError
from site_app.documents.untouchable import outside_code_blocks
from site_app.pinyin import InlineReadingError, parse_inline

_CODE_SPAN = re.compile(r"`[^`]+`")


def check_markdown(markdown: str, name: str, first_line: int = 1) -> None:
    """Raise DocumentError for the first inline reading outside code that cannot be read.

    `first_line` is the line of the file on which the Markdown begins.
    """
    lines = markdown.split("\n")
    for number, (line, is_prose) in enumerate(zip(lines, outside_code_blocks(lines), strict=True), first_line):
        if is_prose:
            _check_line(_CODE_SPAN.sub(lambda code: " " * len(code[0]), line), name, number)


def check_plain_text(text: str, name: str) -> None:
    """Raise DocumentError for the first inline reading that cannot be read; plain text has no code."""
    for number, line in enumerate(text.split("\n"), 1):
        _check_line(line, name, number)


def _check_line(line: str, name: str, number: int) -> None:
    try:
        parse_inline(line)
    except InlineReadingError as error:
        raise DocumentError(name, number, error.offset + 1, str(error)) from None
