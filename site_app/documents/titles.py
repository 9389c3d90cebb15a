"""What is the title of a text whose author gave none apart?"""

import re
from pathlib import PurePath

from site_app.documents.document import MAX_TITLE, without_blank_ends

LONGEST = 40
"""A first line of at most so many characters may be a title."""

_HEADING = re.compile(r"#{1,6}[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")
_STARTS_A_BLOCK = re.compile(r"[-*+>|!<`~{\[]|[:：]{3}|\d+[.)][ \t]")
_EMPHASIS = re.compile(r"(?<!\\)(\*\*|__|\*|`)([^*_`\\]+)\1")
_GOES_ON = tuple("。；，、：…,;:.")


def may_be_title(line: str) -> bool:
    """Whether a line is short, says something and does not end like a sentence or a part of one."""
    return len(line) <= LONGEST and re.search(r"\w", line) is not None and not line.endswith(_GOES_ON)


def take_from_lines(lines: list[str], name: str) -> tuple[str, list[str]]:
    """The title and the remaining lines of a plain text: its first line, or else the file's name."""
    if len(lines) > 1 and may_be_title(lines[0]):
        return lines[0], lines[1:]
    return title_from_name(name), lines


def take_from_markdown(body: str, name: str) -> tuple[str, str]:
    """The title and the rest of a Markdown text: its opening heading or short first paragraph, or else the file's name."""
    first, _, rest = body.partition("\n")
    second, _, after_second = rest.partition("\n")
    if len(first) <= 2 * MAX_TITLE:
        if (heading := _HEADING.fullmatch(first)) and rest.strip():
            return _without_emphasis(heading[1]), without_blank_ends(rest)
        if _is_paragraph(first) and _UNDERLINE.fullmatch(second) and after_second.strip():
            return _without_emphasis(first.strip()), without_blank_ends(after_second)
        if _is_paragraph(first) and may_be_title(first.strip()) and not second.strip() and rest.strip():
            return _without_emphasis(first.strip()), without_blank_ends(rest)
    return title_from_name(name), body


def title_from_name(name: str) -> str:
    """``drafts/脑梗.md`` → 脑梗."""
    return PurePath(name).stem[:MAX_TITLE] or "无题"


def _is_paragraph(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(("    ", "\t", "#")) and not _STARTS_A_BLOCK.match(line.lstrip())


def _without_emphasis(text: str) -> str:
    """Titles hold no Markdown: the marks go, the words stay."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", _EMPHASIS.sub(r"\2", text))
