"""What in a Markdown text cannot be rendered as its editor meant it?"""

import re
from dataclasses import dataclass

from site_app.pinyin.inline import INLINE_READING
from site_app.pinyin.notation import parse_readings

_CODE = re.compile(r"^(`{3,}|~{3,}).*?(?:^\1|\Z)|(`+)(?!`).+?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something for the editor to mend. Lines and columns count from 1."""

    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"第{self.line}行第{self.column}列：{self.message}"


def problems(markdown: str) -> list[Problem]:
    """The inline readings that no word can have, in the order of the text. Code is not looked into."""
    text = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), markdown)
    found: list[Problem] = []
    for match in INLINE_READING.finditer(text):
        try:
            parse_readings(match[1], match[2])
        except ValueError as error:
            line_start = text.rfind("\n", 0, match.start()) + 1
            line = text.count("\n", 0, match.start()) + 1
            found.append(Problem(line, match.start() - line_start + 1, str(error)))
    return found
