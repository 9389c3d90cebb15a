"""What may front matter hold, and how is each field of it read?"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from site_app.documents import yaml_fields
from site_app.documents.document import (
    MAX_NOTE,
    MAX_READERS,
    MAX_SLUG,
    MAX_SUMMARY,
    MAX_TAG,
    MAX_TITLE,
    Author,
    CitedSource,
    Picture,
)
from site_app.documents.errors import DocumentError
from site_app.documents.yaml_fields import Field, Scalar
from site_app.message import Message, said
from site_app.pinyin import InlineReadingError, parse_inline

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEY = re.compile(r"[\w-]{1,40}")
_NUMBER = re.compile(r"[0-9]{1,9}")
_INTEGER = "tag:yaml.org,2002:int"
_BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class FieldReader:
    """One field of front matter."""

    attribute: str
    """What `Document` calls it."""
    read: Callable[[Field, str], Any]
    """Takes the field and the file's name. Raises DocumentError."""
    blank: Any = ""
    """How it is written that there is none."""


def _error(name: str, at: Scalar | yaml_fields.Mapping, message: str) -> DocumentError:
    return DocumentError(name, at.line, at.column, message)


def _text_up_to(longest: int, *, is_one_line: bool = True) -> Callable[[Field, str], str]:
    return lambda field, name: _text(_single(field, name), name, field.key.text, longest, is_one_line)


def _single(field: Field, name: str) -> Scalar:
    if not isinstance(field.value, Scalar):
        raise _error(name, field.key, Message("%(name)s 应当是一个值，不能是列表", name=field.key.text))
    return field.value


def _text(value: Scalar, name: str, what: str, longest: int, is_one_line: bool = True) -> str:
    """A text, which may hold inline readings."""
    text = value.text.strip()
    if not value.is_text:
        raise _error(name, value, Message("%(what)s 应当是文字；请给“%(text)s”加引号", what=what, text=text))
    if is_one_line and "\n" in text:
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
    key = field.key.text
    if not isinstance(field.value, tuple):
        raise _error(name, field.value, Message("%(key)s 应当是列表，例如 [脑梗, 预防]", key=key))
    tags = []
    for number, item in enumerate(field.value, 1):
        if not isinstance(item, Scalar):
            raise _error(name, item, Message("%(key)s 的第%(number)s项应当是文字", key=key, number=number))
        tags.append(_text(item, name, Message("%(key)s 的第%(number)s项", key=key, number=number), MAX_TAG))
    return tuple(dict.fromkeys(filter(None, tags)))


def _position(field: Field, name: str) -> int:
    value = _single(field, name)
    if value.tag != _INTEGER or not _NUMBER.fullmatch(value.text):
        raise _error(
            name, value, Message("position 应当是从 0 开始的整数，不能是“%(value)s”", value=value.text.strip())
        )
    return int(value.text)


def _level(field: Field, name: str) -> int:
    value = _single(field, name)
    if not re.fullmatch("[1-9]", value.text):
        raise _error(
            name, value, Message("level 是 HSK 等级，应当是 1 到 9，不能是“%(value)s”", value=value.text.strip())
        )
    return int(value.text)


def _yes_or_no(field: Field, name: str) -> bool:
    value = _single(field, name)
    if value.text not in _BOOLEANS:
        raise _error(name, value, Message("%(name)s 应当是 true 或 false", name=field.key.text))
    return _BOOLEANS[value.text]


def _author(field: Field, name: str) -> Author:
    """A name alone, or name, qualification and organisation."""
    if isinstance(field.value, Scalar):
        return Author(_text(field.value, name, "author", 100))
    if isinstance(field.value, tuple):
        raise _error(name, field.key, Message("author 应当是姓名，或者 name、qualification、organisation 三项"))
    return Author(**_parts(field.value, name, "author", _AUTHOR))


def _sources(field: Field, name: str) -> tuple[CitedSource, ...]:
    found = tuple(CitedSource(**parts) for parts in _mappings(field, name, _SOURCE))
    keys = [source.key for source in found]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise _error(name, field.key, Message("sources 里有两个“%(twice)s”", twice=twice))
    return found


def _pictures(field: Field, name: str) -> tuple[Picture, ...]:
    return tuple(Picture(**parts) for parts in _mappings(field, name, _PICTURE))


def _mappings(field: Field, name: str, expected: Mapping[str, Any]) -> list[dict[str, Any]]:
    if not isinstance(field.value, tuple):
        raise _error(
            name,
            field.key,
            Message("%(name)s 应当是列表，每一项有 %(names)s", name=field.key.text, names=Message("、").join(expected)),
        )
    found = []
    for number, item in enumerate(field.value, 1):
        what = Message("%(name)s 的第%(number)s项", name=field.key.text, number=number)
        if isinstance(item, Scalar):
            raise _error(name, item, Message("%(what)s应当有 %(names)s", what=what, names=Message("、").join(expected)))
        found.append(_parts(item, name, what, expected))
    return found


def _parts(mapping: yaml_fields.Mapping, name: str, what: str, expected: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a mapping; the first of what is expected has to be there."""
    values: dict[str, Any] = {}
    for field in mapping.fields:
        if field.key.text not in expected:
            message = Message(
                "%(what)s里不认识“%(name)s”；可以写的有：%(names)s",
                what=what,
                name=field.key.text,
                names=Message("、").join(expected),
            )
            raise _error(name, field.key, message)
        if not field.is_empty:
            values[field.key.text] = expected[field.key.text](field, name)
    needed = next(iter(expected))
    if needed not in values:
        raise _error(name, mapping, Message("%(what)s缺少 %(needed)s", what=what, needed=needed))
    return values


def _source_key(field: Field, name: str) -> str:
    value = _single(field, name)
    if not _KEY.fullmatch(value.text):
        raise _error(name, value, Message("来源的 key 只能用文字、数字和连字符，最多40个，例如 who2023"))
    return value.text


def _year(field: Field, name: str) -> int:
    value = _single(field, name)
    if not re.fullmatch("[12][0-9]{3}", value.text):
        raise _error(name, value, Message("year 应当是年份，例如 2023，不能是“%(value)s”", value=value.text.strip()))
    return int(value.text)


def _day(field: Field, name: str) -> date:
    value = _single(field, name)
    try:
        return date.fromisoformat(value.text)
    except ValueError:
        message = Message("retrieved_on 应当是日期，例如 2024-05-01，不能是“%(value)s”", value=value.text.strip())
        raise _error(name, value, message) from None


_AUTHOR = {"name": _text_up_to(100), "qualification": _text_up_to(100), "organisation": _text_up_to(100)}
_SOURCE = {
    "key": _source_key,
    "title": _text_up_to(300),
    "publisher": _text_up_to(200),
    "year": _year,
    "address": _text_up_to(500),
    "retrieved_on": _day,
}
_PICTURE = {"file": _text_up_to(300), "alt": _text_up_to(300), "credit": _text_up_to(200)}

READERS: dict[str, FieldReader] = {
    "title": FieldReader("title", _text_up_to(MAX_TITLE)),
    "summary": FieldReader("summary", _text_up_to(MAX_SUMMARY, is_one_line=False)),
    "slug": FieldReader("slug", _slug),
    "tags": FieldReader("tags", _tags, []),
    "series": FieldReader("series", _text_up_to(MAX_TITLE)),
    "position": FieldReader("position", _position, 0),
    "readers": FieldReader("readers", _text_up_to(MAX_READERS)),
    "level": FieldReader("level", _level),
    "author": FieldReader("author", _author),
    "sources": FieldReader("sources", _sources, []),
    "change_note": FieldReader("change_note", _text_up_to(MAX_NOTE)),
    "minor": FieldReader("is_minor", _yes_or_no, False),
    "pictures": FieldReader("pictures", _pictures, []),
}
"""In the order in which they are written."""
