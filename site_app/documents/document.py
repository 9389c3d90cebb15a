"""What does a source document become before it is stored?"""

import re
from dataclasses import dataclass, field
from datetime import date

from site_app.documents.errors import DocumentError
from site_app.message import Message

MAX_TITLE = 200
MAX_SUMMARY = 1_000
MAX_BODY = 200_000
MAX_TAG = 50
MAX_SLUG = 80
MAX_READERS = 200
MAX_NOTE = 300
"""Longest texts, in characters: what an editor could also type by hand."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who signs an article; qualification and organisation may be empty."""

    name: str
    qualification: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class CitedSource:
    """What the article rests on; markers in the body (``[^who2023]``) name it by its key."""

    key: str
    title: str = ""
    publisher: str = ""
    year: int | None = None
    address: str = ""
    retrieved_on: date | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of a picture beside its pixels."""

    file: str
    """Its address as the body writes it."""
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An article in waiting. `title` and `summary` are one line each and may hold inline readings, no Markdown."""

    key: str
    """Names the document for ever, so that reading its source again finds it: ``000_08eb4925235832b5/essay/1``."""
    title: str
    summary: str
    body: str
    """Markdown without blank lines before or after it."""
    slug: str = ""
    """Empty when it is to be made from the title."""
    tags: tuple[str, ...] = ()
    series: str = ""
    """The series' title, empty for none."""
    position: int = 0
    published: bool = False
    readers: str = ""
    """For whom it is written."""
    level: int | None = None
    """HSK level, 1 to 9."""
    author: Author | None = None
    sources: tuple[CitedSource, ...] = ()
    change_note: str = ""
    is_minor: bool = False
    pictures: tuple[Picture, ...] = ()
    given: frozenset[str] = field(default=frozenset(), compare=False)
    """The names of what the front matter speaks of, be it to say that there is none."""
    notes: tuple[str, ...] = ()
    """What an editor should know about the source, one sentence each; no part of the article."""


_BLANK_LINES = re.compile(r"(?:[^\S\n]*\n)*")


def first_line_with_text(text: str) -> int:
    """The offset of the first line that is not blank."""
    blank = _BLANK_LINES.match(text)
    return blank.end() if blank else 0


def without_blank_ends(markdown: str) -> str:
    """The form that a body has: without blank lines before it or blank space after it."""
    return markdown[first_line_with_text(markdown) :].rstrip()


def check_length(document: Document, line: int) -> None:
    """Raise DocumentError if one of the document's texts is longer than an article can store.

    `line` is where the article begins in the file that its key names.
    """
    refuse_longer(Message("标题"), len(document.title), MAX_TITLE, document.key, line)
    refuse_longer(Message("摘要"), len(document.summary), MAX_SUMMARY, document.key, line)
    refuse_longer(Message("正文"), len(document.body), MAX_BODY, document.key, line)


def refuse_longer(what: str, length: int, longest: int, name: str, line: int = 1) -> None:
    """Raise DocumentError if `length` characters are more than `longest`."""
    if length > longest:
        raise DocumentError(
            name,
            line,
            1,
            Message("%(what)s有%(length)s个字，超过了%(longest)s个字的上限", what=what, length=length, longest=longest),
        )
