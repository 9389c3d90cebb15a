"""Which ASCII punctuation marks of a text are Chinese ones that lost their width?

The text may be plain or Markdown: code, addresses, link targets, footnote marks, list numbers and inline readings keep
every character. A mark is Chinese by what stands on both sides of it, other punctuation left out, so that restoring a
restored text changes nothing. Marks between two Latin words or inside a number stay as they are.
"""

import re
from dataclasses import dataclass

from site_app.documents.paired_marks import restore_pairs
from site_app.documents.untouchable import INLINE_READING, LINK_TARGET, NOT_PROSE, outside_code_blocks
from site_app.pinyin.characters import CHINESE

_FULL_WIDTH = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_LATIN_LETTER = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u04ff\u1e00-\u1eff"
_LATIN_WORD = rf"[{_LATIN_LETTER}]+(?:[!#-'*-/:-@^_~+]+[{_LATIN_LETTER}]+)*"
_CHINESE_TEXT = rf"{INLINE_READING}|[{CHINESE}\u3001\u3005\u3008-\u3011\u3014-\u301b\u3041-\u30ff（）]+"
_TOKEN = re.compile(rf"(?P<target>{LINK_TARGET})|(?P<latin>{NOT_PROSE}|{_LATIN_WORD})|(?P<chinese>{_CHINESE_TEXT})")
_ELLIPSIS = re.compile(r"\.{3,}|(?<!…)…(?!…)")
_FULL_STOP = re.compile(r"(?<![.。])\.(?![.。])([ \t]*)")
_MARK = re.compile(r"([,:;?!])([ \t]*)")


@dataclass(frozen=True, slots=True)
class Restored:
    """A text with its punctuation restored."""

    text: str
    count: int
    """How many marks changed."""


def restore(text: str) -> Restored:
    """Restore full-width punctuation, line by line: ``, : ; ? ! . ... ( ) "`` where they belong to Chinese text."""
    lines = text.split("\n")
    restored = [
        _restore_line(line) if prose else (line, 0)
        for line, prose in zip(lines, outside_code_blocks(lines), strict=True)
    ]
    return Restored("\n".join(line for line, _ in restored), sum(count for _, count in restored))


def _restore_line(line: str) -> tuple[str, int]:
    line, count = restore_pairs(line)
    pieces: list[str] = []
    earlier = left = ""
    position = 0
    for token in _TOKEN.finditer(line):
        right = "" if token["target"] else "chinese" if token["chinese"] else "latin"
        gap, changed = _restore_gap(line[position : token.start()], _Sides(earlier, left, right), bool(right))
        pieces += (gap, token[0])
        count += changed
        position = token.end()
        if right:
            earlier, left = left, right
    gap, changed = _restore_gap(line[position:], _Sides(earlier, left, ""), False)
    return "".join([*pieces, gap]), count + changed


@dataclass(frozen=True, slots=True)
class _Sides:
    """The scripts on both sides of a gap between words: ``chinese``, ``latin``, or nothing at the line's ends."""

    earlier: str
    """What stands before the word on the left."""
    left: str
    right: str

    @property
    def end_in_chinese(self) -> bool:
        """Whether the gap closes a line on a Latin word that a Chinese sentence holds: ``他用的是 iPhone.``"""
        return not self.right and self.left == "latin" and self.earlier == "chinese"

    @property
    def are_chinese(self) -> bool:
        return self.left == "chinese" or (self.left == "latin" and self.right == "chinese") or self.end_in_chinese


def _restore_gap(gap: str, sides: _Sides, word_follows: bool) -> tuple[str, int]:
    """Restore the marks between two words; `word_follows` says whether spaces at the gap's end separate anything."""
    count = 0

    def full_width(mark: str, spaces: str, at_end: bool) -> str:
        nonlocal count
        count += 1
        return mark + (spaces if at_end and not word_follows else "")

    if sides.are_chinese or sides.right == "chinese":
        gap = _ELLIPSIS.sub(lambda match: full_width("……", "", False), gap)
    if sides.left == "chinese" or sides.end_in_chinese:
        gap = _FULL_STOP.sub(
            lambda match: (
                match[0]
                if match.end(0) == len(match.string) and not match[1] and sides.right == "latin"
                else full_width("。", match[1], match.end() == len(match.string))
            ),
            gap,
        )
    if sides.are_chinese:
        gap = _MARK.sub(
            lambda match: full_width(_FULL_WIDTH[match[1]], match[2], match.end() == len(match.string)), gap
        )
    return gap, count
