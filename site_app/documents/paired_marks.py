"""Which brackets and straight quotes of a line belong to Chinese text? They are decided in pairs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from site_app.documents.untouchable import INLINE_READING, LINK_TARGET, NOT_PROSE
from site_app.pinyin.characters import CHINESE

_BESIDE_CHINESE = f"{CHINESE}\u3001\u3008-\u3011"
_PASSED_OVER = r" \t,:;?!.，：；？！。…“”*_"
"""What may stand between a mark and the character that tells which script surrounds it."""
_TOKEN = re.compile(
    rf"(?P<other>{NOT_PROSE}|{LINK_TARGET})|(?P<chinese>[{_BESIDE_CHINESE}]+|{INLINE_READING})|(?P<bracket>[()（）])"
    rf"|(?P<quote>\")|[{_PASSED_OVER}]+|(?P<rest>[^{_BESIDE_CHINESE}{_PASSED_OVER}()（）\"\\`<\[\]{{]+|.)"
)


class _Mark(NamedTuple):
    offset: int
    before: int
    """Index of the stretch on its left in the line's stretches, -1 for none."""
    after: int
    """Index of the stretch on its right."""


@dataclass(slots=True)
class _Marks:
    """The line as stretches of Chinese (1) and of anything else (0), with the pairs of marks between them."""

    stretches: bytearray = field(default_factory=bytearray)
    brackets: list[tuple[_Mark, _Mark]] = field(default_factory=list)
    quotes: list[_Mark] = field(default_factory=list)


def restore_pairs(line: str) -> tuple[str, int]:
    """The line with ``（）`` and ``“”`` where its brackets and quotes are Chinese, and how many characters changed.

    A pair is Chinese when it holds or touches a Chinese character; brackets written right after a Latin letter or digit
    must hold one. What has no partner in the line stays.
    """
    pieces: list[str] = []
    position = count = 0
    for start, end, mark in sorted(_edits(line)):
        if start >= position:
            pieces += (line[position:start], mark)
            count += line[start:end] != mark
            position = end
    return "".join(pieces) + line[position:], count


def _edits(line: str) -> Iterator[tuple[int, int, str]]:
    marks = _marks(line)
    chinese_up_to = _running_total(marks.stretches)
    for opening, closing in marks.brackets:
        holds_chinese = chinese_up_to[opening.after] < chinese_up_to[closing.before + 1]
        if holds_chinese or _is_chinese_bracket(line, marks.stretches, opening, closing):
            yield _without_space_before(line, opening.offset), opening.offset + 1, "（"
            yield closing.offset, _without_space_after(line, closing.offset + 1), "）"
    for opening, closing in _quote_pairs(marks.quotes):
        holds_chinese = chinese_up_to[opening.after] < chinese_up_to[closing.before + 1]
        if holds_chinese or _touches_chinese(marks.stretches, opening, closing):
            yield opening.offset, opening.offset + 1, "“"
            yield closing.offset, closing.offset + 1, "”"


def _marks(line: str) -> _Marks:
    marks = _Marks()
    open_brackets: list[_Mark] = []
    for token in _TOKEN.finditer(line):
        known = len(marks.stretches)
        if token["quote"]:
            marks.quotes.append(_Mark(token.start(), known - 1, known))
        elif token["bracket"]:
            marks.stretches.append(0)
            mark = _Mark(token.start(), known - 1, known + 1)
            if token[0] in "(（":
                open_brackets.append(mark)
            elif open_brackets:
                marks.brackets.append((open_brackets.pop(), mark))
        elif token["chinese"] or token["other"] or token["rest"]:
            marks.stretches.append(bool(token["chinese"]))
    return marks


def _running_total(stretches: bytearray) -> list[int]:
    total = [0]
    for chinese in stretches:
        total.append(total[-1] + chinese)
    return total


def _quote_pairs(quotes: list[_Mark]) -> Iterator[tuple[_Mark, _Mark]]:
    """A straight quote does not say whether it opens: of an odd number nobody knows which belong together."""
    if len(quotes) % 2 == 0:
        yield from zip(quotes[::2], quotes[1::2], strict=True)


def _is_chinese_bracket(line: str, stretches: bytearray, opening: _Mark, closing: _Mark) -> bool:
    if line[opening.offset] == "（" or line[closing.offset] == "）":
        return True
    before = line[opening.offset - 1 : opening.offset]
    return not (before.isascii() and before.isalnum()) and _touches_chinese(stretches, opening, closing)


def _touches_chinese(stretches: bytearray, opening: _Mark, closing: _Mark) -> bool:
    before = opening.before >= 0 and stretches[opening.before]
    return bool(before or (closing.after < len(stretches) and stretches[closing.after]))


def _without_space_before(line: str, start: int) -> int:
    bare = start
    while bare and line[bare - 1] in " \t":
        bare -= 1
    return bare if bare and re.match(f"[{_BESIDE_CHINESE}]", line[bare - 1]) else start


def _without_space_after(line: str, end: int) -> int:
    bare = end
    while bare < len(line) and line[bare] in " \t":
        bare += 1
    return bare if bare < len(line) and re.match(f"[{_BESIDE_CHINESE}]", line[bare]) else end
