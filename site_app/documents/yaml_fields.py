"""Which plain values does a flat YAML mapping hold, and where does each stand?

Only text, numbers, mappings of them, and lists of either: no aliases, no anchors, no tags, nothing nested deeper. YAML's
events are read one by one, so that nothing is built before it is known to be allowed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from site_app.documents.decoding import UNWANTED
from site_app.documents.errors import DocumentError
from site_app.message import Message

_PROBLEMS = {
    "mapping values are not allowed here": Message("这里多了一个冒号；如果它是文字的一部分，请给整段文字加引号"),
    "could not find expected ':'": Message("这一项的名称后面缺少冒号"),
    "found unexpected end of stream": Message("引号没有成对"),
    "did not find expected <block end>": Message("缩进或引号不对"),
    "did not find expected key": Message("缩进或引号不对"),
    "expected <block end>, but found '<block mapping start>'": Message("缩进不对"),
}
_TEXT = "tag:yaml.org,2002:str"
_NULL = "tag:yaml.org,2002:null"
_RESOLVER = yaml.resolver.Resolver()


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: `text` as it was written, quotes removed; `tag` is YAML's name for its type."""

    text: str
    tag: str
    line: int
    column: int

    @property
    def is_text(self) -> bool:
        return self.tag == _TEXT

    @property
    def is_empty(self) -> bool:
        return self.tag == _NULL or not self.text.strip()


@dataclass(frozen=True, slots=True)
class Mapping:
    """Several values under names of their own, each of them one scalar."""

    fields: "tuple[Field, ...]"
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Field:
    """A key with its value: one scalar, one mapping, or the items of a list."""

    key: Scalar
    value: Scalar | Mapping | tuple[Scalar | Mapping, ...]

    @property
    def is_empty(self) -> bool:
        if isinstance(self.value, Scalar):
            return self.value.is_empty
        return not (self.value.fields if isinstance(self.value, Mapping) else self.value)


def read_fields(source: str, name: str, first_line: int) -> list[Field]:
    """The fields of a YAML mapping whose first line is line `first_line` of the file `name`; none for empty YAML.

    Raises DocumentError, with line and column in the file, for whatever is no flat mapping, and for a repeated key.
    """
    try:
        return _unique(list(_fields(_Events(source, name, first_line))), name)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        raise DocumentError(
            name,
            first_line + line,
            column + 1,
            Message("YAML 写法有误：%(problem)s", problem=_in_chinese(error.problem or "")),
        ) from None


def _in_chinese(problem: str) -> str:
    if "'\\t'" in problem:
        return Message("不能用制表符缩进")
    return _PROBLEMS.get(problem, Message("看不懂这里的写法（%(problem)s）", problem=problem))


class _Events:
    """YAML's events, refusing what reaches beyond plain values."""

    def __init__(self, source: str, name: str, first_line: int) -> None:
        self.name = name
        self.first_line = first_line
        self.reached = (first_line, 1)
        self.events: Iterator[yaml.Event] = yaml.parse(source, Loader=yaml.SafeLoader)

    def next(self) -> yaml.Event:
        try:
            event = next(self.events)
        except (ValueError, OverflowError):
            # PyYAML asks Python for the character of any number that an escape names.
            raise DocumentError(self.name, *self.reached, Message("这里往后有一个转义写法不是字符；请删去")) from None
        self.reached = self.place(event)
        if isinstance(event, yaml.AliasEvent):
            raise self.error(event, Message("不接受 YAML 的别名（*%(anchor)s）", anchor=event.anchor))
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            if event.anchor:
                raise self.error(event, Message("不接受 YAML 的锚点（&%(anchor)s）", anchor=event.anchor))
            if event.tag:
                raise self.error(event, Message("不接受 YAML 的类型标记（%(tag)s）", tag=event.tag))
        return event

    def scalar(self, event: yaml.Event, expected: str) -> Scalar:
        if not isinstance(event, yaml.ScalarEvent):
            raise self.error(event, Message("这里应当是%(expected)s，不能再嵌套", expected=expected))
        if unwanted := UNWANTED.search(event.value):
            # Escapes ("\0") make characters that the file itself does not hold.
            raise self.error(
                event, Message("这里写出了看不见的字符 U+%(code)s；请删去", code=format(ord(unwanted[0]), "04X"))
            )
        tag: str = _RESOLVER.resolve(yaml.ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]
        return Scalar(event.value, tag, *self.place(event))

    def error(self, event: yaml.Event, message: str) -> DocumentError:
        return DocumentError(self.name, *self.place(event), message)

    def place(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        return (self.first_line + mark.line, mark.column + 1) if mark else (self.first_line, 1)


def _fields(events: _Events) -> Iterator[Field]:
    events.next()
    if isinstance(events.next(), yaml.StreamEndEvent):
        return
    root = events.next()
    if not isinstance(root, yaml.MappingStartEvent):
        raise events.error(root, Message("这里应当是“名称: 值”，每行一项"))
    while not isinstance(event := events.next(), yaml.MappingEndEvent):
        key = events.scalar(event, Message("一项的名称"))
        value = events.next()
        if isinstance(value, yaml.SequenceStartEvent):
            yield Field(key, tuple(_items(events)))
        else:
            yield Field(key, _item(events, value, Message("文字、数字或它们的列表")))
    events.next()
    if not isinstance(after := events.next(), yaml.StreamEndEvent):
        raise events.error(after, Message("这里多了一个 YAML 文档"))


def _items(events: _Events) -> Iterator[Scalar | Mapping]:
    while not isinstance(event := events.next(), yaml.SequenceEndEvent):
        yield _item(events, event, Message("文字或数字"))


def _item(events: _Events, event: yaml.Event, expected: str) -> Scalar | Mapping:
    if isinstance(event, yaml.MappingStartEvent):
        return Mapping(tuple(_unique(list(_inner(events)), events.name)), *events.place(event))
    return events.scalar(event, expected)


def _inner(events: _Events) -> Iterator[Field]:
    while not isinstance(event := events.next(), yaml.MappingEndEvent):
        key = events.scalar(event, Message("一项的名称"))
        yield Field(key, events.scalar(events.next(), Message("文字或数字")))


def _unique(fields: list[Field], name: str) -> list[Field]:
    seen: set[str] = set()
    for field in fields:
        if field.key.text in seen:
            raise DocumentError(
                name, field.key.line, field.key.column, Message("“%(name)s”写了两次", name=field.key.text)
            )
        seen.add(field.key.text)
    return fields
