"""Are the inline readings of a text (``{卒中|cù zhòng}``) ones that its words can have?"""

from collections.abc import Iterator
from itertools import groupby

from site_app.documents.code_spans import without_code_spans
from site_app.documents.errors import DocumentError
from site_app.documents.untouchable import outside_code_blocks
from site_app.message import said
from site_app.pinyin import InlineReadingError, parse_inline


def check_markdown(markdown: str, name: str, first_line: int = 1) -> None:
    """Raise DocumentError for the first inline reading outside code that cannot be read.

    `first_line` is the line of the file on which the Markdown begins.
    """
    for number, paragraph in _paragraphs(markdown.split("\n")):
        _check_lines(without_code_spans(paragraph), name, first_line + number)


def check_plain_text(text: str, name: str) -> None:
    """Raise DocumentError for the first inline reading that cannot be read; plain text has no code."""
    _check_lines(text, name, 1)


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The stretches of text between blank lines and code blocks, each with the number of its first line, from 0."""
    is_prose = outside_code_blocks(lines)
    numbers = range(len(lines))
    for goes_on, stretch in groupby(numbers, lambda number: is_prose[number] and bool(lines[number].strip())):
        if goes_on:
            first, *others = stretch
            yield first, "\n".join(lines[first : first + 1 + len(others)])


def _check_lines(text: str, name: str, first_line: int) -> None:
    for number, line in enumerate(text.split("\n"), first_line):
        try:
            parse_inline(line)
        except InlineReadingError as error:
            raise DocumentError(name, number, error.offset + 1, said(error)) from None
