"""What does the block between two ``---`` lines say about an article, and how is it written?"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from site_app.documents.bracketed import is_interlinear
from site_app.documents.document import MAX_SLUG, MAX_SUMMARY, MAX_TAG, MAX_TITLE, Document, first_line_with_text
from site_app.documents.errors import DocumentError
from site_app.documents.yaml_fields import Field, Scalar, read_fields
from site_app.message import Message, said
from site_app.pinyin import InlineReadingError, parse_inline

KEEPS_BRACKETS = "# 正文的括号里不是注音"
"""A comment in front matter, on a line of its own: what looks like readings in brackets is part of the text."""
_LONGEST = 20_000
"""Longest front matter, in characters."""
_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBER = re.compile(r"[0-9]{1,6}")
_INTEGER = "tag:yaml.org,2002:int"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """An article's particulars; empty or 0 where the author gave none."""

    title: str = ""
    summary: str = ""
    slug: str = ""
    tags: tuple[str, ...] = ()
    series: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Divided:
    """A text divided into its front matter and what follows."""

    front_matter: FrontMatter
    body: str
    """Without blank lines before it or blank space after it."""
    body_line: int
    """The body's first line in the file, from 1."""
    body_start: int
    """The body's offset in the text."""
    keeps_brackets: bool = False
    """Whether a comment says that brackets in the body are text even if they look like readings."""


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
    front_matter = _from_fields(read_fields(head, name, 2), name)
    after = closing.end() + 1
    start = after + first_line_with_text(text[after:])
    body_line = text.count("\n", 0, start) + 1
    return Divided(front_matter, text[start:].rstrip(), body_line, start, KEEPS_BRACKETS in head.split("\n"))


def write(document: Document) -> str:
    """The document as Markdown with front matter. Reading it under the name `document.key` gives the same document, but
    for `published` and `notes`, which are no part of the article: a body that looks interlinear is marked as none."""
    given = {key: getattr(document, key) for key in READERS}
    fields = {key: list(value) if isinstance(value, tuple) else value for key, value in given.items() if value}
    head = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10**9)
    mark = f"{KEEPS_BRACKETS}\n" if is_interlinear(document.body, is_markdown=True) else ""
    return f"---\n{head}{mark}---\n\n{document.body}\n"


def _from_fields(fields: list[Field], name: str) -> FrontMatter:
    values: dict[str, Any] = {}
    for field in fields:
        read = READERS.get(field.key.text)
        if read is None:
            raise _error(
                name,
                field.key,
                Message("不认识“%(name)s”这一项；可以写的有：%(known)s", name=field.key.text, known="、".join(READERS)),
            )
        if isinstance(field.value, tuple) or not field.value.is_empty:
            values[field.key.text] = read(field, name)
    return FrontMatter(**values)


def _error(name: str, at: Scalar, message: str) -> DocumentError:
    return DocumentError(name, at.line, at.column, message)


def _text_up_to(longest: int) -> Callable[[Field, str], str]:
    return lambda field, name: _line(_single(field, name), name, field.key.text, longest)


def _single(field: Field, name: str) -> Scalar:
    if isinstance(field.value, tuple):
        raise _error(name, field.key, Message("%(name)s 应当是一个值，不能是列表", name=field.key.text))
    return field.value


def _line(value: Scalar, name: str, what: str, longest: int) -> str:
    """One line of text, which may hold inline readings."""
    text = value.text.strip()
    if not value.is_text:
        raise _error(name, value, Message("%(what)s 应当是文字；请给“%(text)s”加引号", what=what, text=text))
    if "\n" in text:
        raise _error(name, value, Message("%(what)s 应当只有一行", what=what))
    if len(text) > longest:
        raise _error(
            name,
            value,
            Message(
                "%(what)s 有%(count)s个字，超过了%(longest)s个字的上限", what=what, count=len(text), longest=longest
            ),
        )
    try:
        parse_inline(text)
    except InlineReadingError as error:
        raise DocumentError(name, value.line, value.column + error.offset, said(error)) from None
    return text


def _slug(field: Field, name: str) -> str:
    value = _single(field, name)
    if not _SLUG.fullmatch(value.text) or len(value.text) > MAX_SLUG:
        raise _error(
            name,
            value,
            Message(
                "slug 只能有小写字母、数字和连字符，最多%(limit)s个字符，例如 nao-geng-shi-shen-me", limit=MAX_SLUG
            ),
        )
    return value.text


def _tags(field: Field, name: str) -> tuple[str, ...]:
    if isinstance(field.value, Scalar):
        raise _error(name, field.value, Message("%(name)s 应当是列表，例如 [脑梗, 预防]", name=field.key.text))
    tags = [
        _line(item, name, Message("%(name)s 的第%(number)s项", name=field.key.text, number=number), MAX_TAG)
        for number, item in enumerate(field.value, 1)
    ]
    return tuple(dict.fromkeys(filter(None, tags)))


def _position(field: Field, name: str) -> int:
    value = _single(field, name)
    if value.tag != _INTEGER or not _NUMBER.fullmatch(value.text):
        raise _error(
            name, value, Message("position 应当是从 0 开始的整数，不能是“%(value)s”", value=value.text.strip())
        )
    return int(value.text)


READERS: dict[str, Callable[[Field, str], Any]] = {
    "title": _text_up_to(MAX_TITLE),
    "summary": _text_up_to(MAX_SUMMARY),
    "slug": _slug,
    "tags": _tags,
    "series": _text_up_to(MAX_TITLE),
    "position": _position,
}
"""What front matter may hold, in the order in which it is written."""
