"""Where in a text did the editor write a reading? ``{卒中|cù zhòng}`` prescribes it at that very place."""

import re
from dataclasses import dataclass

from site_app.message import Message, said
from site_app.pinyin.characters import CHINESE
from site_app.pinyin.notation import parse_readings
from site_app.pinyin.tokens import WrittenReading

INLINE_READING = re.compile(
    rf"(?<!\\)\{{(?=[^{{}}|\n]{{0,99}}[{CHINESE}])([^{{}}|\n]{{1,100}})\|([^{{}}|\n]{{0,400}})\}}"
)
"""Group 1 is the word, which holds a Chinese character; group 2 its notation. A backslash before the brace makes it
ordinary text."""


_MARKUP = re.compile(r"[*_`~\[\]<>!\\]")


def read_inline(match: re.Match[str]) -> tuple[str, ...]:
    """The readings of one match of INLINE_READING. Raises ValueError, in words for the editor, when there are none."""
    if _MARKUP.search(match[1]):
        raise ValueError(Message("注音的词“%(word)s”里不能有 Markdown 记号；请写在花括号外面", word=match[1]))
    return parse_readings(match[1], match[2])


class InlineReadingError(ValueError):
    """A reading in the text that cannot be read. `offset` is where its brace stands in the marked-up text."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class InlineText:
    """A text freed of its inline readings, with the readings kept beside it."""

    text: str
    written: tuple[WrittenReading, ...]
    """In the order of the text; offsets are into `text`."""


def parse_inline(marked_up: str) -> InlineText:
    """Take the inline readings out of a text. Raises InlineReadingError for the first that no word can have."""
    pieces: list[str] = []
    written: list[WrittenReading] = []
    length = position = 0
    for match in INLINE_READING.finditer(marked_up):
        before, word = marked_up[position : match.start()], match[1]
        try:
            readings = read_inline(match)
        except ValueError as error:
            raise InlineReadingError(said(error), match.start()) from error
        start = length + len(before)
        length = start + len(word)
        written.append(WrittenReading(start, length, readings))
        pieces += (before, word)
        position = match.end()
    return InlineText("".join(pieces) + marked_up[position:], tuple(written))
