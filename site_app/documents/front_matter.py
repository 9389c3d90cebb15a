"""What does the block between two ``---`` lines say about an article, and how is it written?"""

import re
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, fields
from typing import Any

import yaml

from site_app.documents.bracketed import is_interlinear
from site_app.documents.document import Author, CitedSource, Document, Picture, first_line_with_text
from site_app.documents.errors import DocumentError
from site_app.documents.front_matter_fields import READERS, FieldReader
from site_app.documents.yaml_fields import Field, read_fields
from site_app.message import Message

KEEPS_BRACKETS = "# 正文的括号里不是注音"
"""A comment in front matter, on a line of its own: what looks like readings in brackets is part of the text."""
VERBATIM = "# 由本站导出，正文逐字保留"
"""Likewise: the body begins behind one empty line and ends before one line end, and every character of it counts."""
_LONGEST = 50_000
"""Longest front matter, in characters."""
_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Divided:
    """A text divided into its front matter and what follows."""

    values: AnyMapping[str, Any]
    """What the front matter says, by the names of `Document`."""
    given: frozenset[str]
    """What it speaks of, be it to leave it empty."""
    body: str
    """Without blank lines before it or blank space after it, unless it is verbatim."""
    body_line: int
    """The body's first line in the file, from 1."""
    body_start: int
    """The body's offset in the text."""
    keeps_brackets: bool = False
    """Whether a comment says that brackets in the body are text even if they look like readings."""
    is_verbatim: bool = False


def has_front_matter(text: str) -> bool:
    """Whether the text's first line opens front matter."""
    return _OPENING.match(text) is not None


def divide(text: str, name: str) -> Divided:
    """Read the front matter of a text that has some.

    Raises DocumentError for front matter without end, for YAML errors, unknown keys and wrong types.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if not opening or not closing:
        raise DocumentError(name, 1, 1, Message("开头的“---”没有用另一行“---”结束"))
    if closing.start() > _LONGEST:
        raise DocumentError(name, 1, 1, Message("两行“---”之间超过了%(limit)s个字符", limit=_LONGEST))
    head = text[opening.end() : closing.start()]
    values, given = _from_fields(read_fields(head, name, 2), name)
    comments = head.split("\n")
    is_verbatim = VERBATIM in comments
    after = closing.end() + 1
    start = min(after + 1, len(text)) if is_verbatim else after + first_line_with_text(text[after:])
    body = text[start:].removesuffix("\n") if is_verbatim else text[start:].rstrip()
    keeps = is_verbatim or KEEPS_BRACKETS in comments
    return Divided(values, given, body, text.count("\n", 0, start) + 1, start, keeps, is_verbatim)


def write(document: Document) -> str:
    """The document as Markdown with front matter. Reading it under the name `document.key` gives the same document, but
    for `published` and `notes`, which are no part of the article, and for blank lines around the body: a body that looks
    interlinear is marked as none."""
    mark = f"{KEEPS_BRACKETS}\n" if is_interlinear(document.body, is_markdown=True) else ""
    said = {name: value for name, value in _said(document).items() if value}
    return f"---\n{_as_yaml(said)}{mark}---\n\n{document.body}\n"


def write_exactly(document: Document) -> str:
    """The same, but to the letter: also what is empty is said, and every blank of the body survives."""
    said = {name: value or READERS[name].blank for name, value in _said(document).items()}
    return f"---\n{_as_yaml(said)}{VERBATIM}\n---\n\n{document.body}\n"


def _said(document: Document) -> dict[str, Any]:
    return {name: _plain(getattr(document, field.attribute)) for name, field in READERS.items()}


def _plain(value: Any) -> Any:
    """As YAML has it: mappings without what is empty."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Author | CitedSource | Picture):
        said = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: one for name, one in said.items() if one not in ("", None)}
    return value


def _as_yaml(said: dict[str, Any]) -> str:
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=10**9) if said else ""


def _from_fields(found: list[Field], name: str) -> tuple[dict[str, Any], frozenset[str]]:
    values: dict[str, Any] = {}
    given: set[str] = set()
    for field in found:
        reader: FieldReader | None = READERS.get(field.key.text)
        if reader is None:
            message = Message(
                "不认识“%(name)s”这一项；可以写的有：%(known)s", name=field.key.text, known=Message("、").join(READERS)
            )
            raise DocumentError(name, field.key.line, field.key.column, message)
        given.add(reader.attribute)
        if not field.is_empty:
            values[reader.attribute] = reader.read(field, name)
    return values, frozenset(given)
