"""How is an essay to be divided into the articles of a series?"""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from site_app.documents.errors import DocumentError, error_at
from site_app.message import Message


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    before: str
    """The opening words of the sentence that it stands before."""


@dataclass(frozen=True, slots=True)
class ArticlePlan:
    """One move of the essay."""

    opening: str
    """Its first words."""
    title: str
    summary: str
    """Words of the move itself."""
    tags: tuple[str, ...]
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class NewsPlan:
    summary: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    source: str
    """The file's name, in the plan's own folder."""
    title: str
    summary: str
    articles: tuple[ArticlePlan, ...]
    news: NewsPlan
    name: str
    toml: str
    """The plan as it is written, to find in it what an error speaks of."""

    def error(self, value: str, message: str) -> DocumentError:
        """The error for a value of the plan, at its place in the plan's file."""
        return error_at(self.name, self.toml, max(0, self.toml.find(value)), message)


def read_plan(toml: str, name: str) -> Plan:
    """Read a plan from TOML. Raises DocumentError for TOML that cannot be read and for what is missing in it."""
    try:
        table = _Table(tomllib.loads(toml), name, "", toml)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (toml.count("\n") + 1, 1)
        raise DocumentError(name, line, column, Message("TOML 写法有误")) from None
    series, news = table.table("series"), table.table("news")
    return Plan(
        source=table.text("source"),
        title=series.text("title"),
        summary=series.text("summary"),
        articles=tuple(map(_article, table.tables("article"))),
        news=NewsPlan(news.text("summary"), news.texts("tags")),
        name=name,
        toml=toml,
    )


def _article(table: "_Table") -> ArticlePlan:
    return ArticlePlan(
        opening=table.text("opening"),
        title=table.text("title"),
        summary=table.text("summary"),
        tags=table.texts("tags"),
        headings=tuple(
            Heading(heading.text("text"), heading.text("before")) for heading in table.tables("heading", required=False)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """A TOML table whose values are asked for by name and type."""

    values: dict[str, Any]
    name: str
    path: str
    toml: str

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip() or "\n" in value:
            raise self._error(key, Message("一行文字"))
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key)
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self._error(key, Message("文字的列表"))
        return tuple(value)

    def table(self, key: str) -> "_Table":
        value = self.values.get(key)
        if not isinstance(value, dict):
            raise self._error(key, Message("一个表 [%(key)s]", key=key))
        return _Table(value, self.name, f"{self.path}{key}.", self.toml)

    def tables(self, key: str, required: bool = True) -> list["_Table"]:
        value = self.values.get(key, [] if not required else None)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value) or (required and not value):
            raise self._error(key, Message("若干个表 [[%(key)s]]", key=key))
        return [
            _Table(item, self.name, f"{self.path}{key}[{number}].", self.toml) for number, item in enumerate(value, 1)
        ]

    def _error(self, key: str, wanted: str) -> DocumentError:
        """At the key's first mention; at the beginning of the file when it is nowhere."""
        mention = re.search(rf"^[ \t]*\[*(?:\w+\.)*{key}\b", self.toml, re.MULTILINE)
        return error_at(
            self.name,
            self.toml,
            mention.start() if mention else 0,
            Message("%(path)s%(key)s 应当是%(wanted)s", path=self.path, key=key, wanted=wanted),
        )
