"""How does plain text look as Markdown that says the same?"""

import re

from site_app.pinyin.inline import INLINE_READING

_MEANS_SOMETHING = re.compile(r"[\\`*_\[{]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BLOCK_MARK = re.compile(r"[#>]|~{3,}|(?:-{3,}|={3,})$")
_NUMBERED = re.compile(r"(\d{1,9})(?=\.[ \t])")


def escape(text: str) -> str:
    """The text with a backslash or an entity where Markdown would read a character as markup."""
    return _ENTITY.sub("&amp;", _MEANS_SOMETHING.sub(r"\\\g<0>", text)).replace("<", "&lt;")


def escape_around_readings(text: str) -> str:
    """The same, but inline readings (``{卒中|cù zhòng}``) stay what they are."""
    pieces: list[str] = []
    position = 0
    for reading in INLINE_READING.finditer(text):
        pieces += (escape(text[position : reading.start()]), reading[0])
        position = reading.end()
    return "".join(pieces) + escape(text[position:])


def lines_of(text: str) -> list[str]:
    """The lines that hold something, without indentation: Chinese plain text has one paragraph in each."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def as_paragraphs(lines: list[str]) -> str:
    """Escaped lines as Markdown: each a paragraph or a list item, never a heading, a quotation or a rule."""
    numbers = [int(match[1]) if (match := _NUMBERED.match(line)) else None for line in lines]
    return "\n\n".join(_block(line, place, numbers) for place, line in enumerate(lines))


def _block(line: str, place: int, numbers: list[int | None]) -> str:
    number = numbers[place]
    if number is not None and not _is_list_item(number, place, numbers):
        # Markdown counts by itself, so a number that stands alone would change.
        return _NUMBERED.sub(r"\1\\", line, count=1)
    return f"\\{line}" if _BLOCK_MARK.match(line) else line


def _is_list_item(number: int, place: int, numbers: list[int | None]) -> bool:
    goes_on = place > 0 and numbers[place - 1] == number - 1
    begins = number == 1 and numbers[place + 1 : place + 2] == [2]
    return (goes_on and number > 1) or begins
