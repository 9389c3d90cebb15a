"""Which stretches of a line are no prose, so that their punctuation means something else?"""

import re

from site_app.pinyin.characters import CHINESE

INLINE_READING = r"\{[^{}|\n]*\|[^{}|\n]*\}"
LINK_TARGET = r"\]\((?:[^()\n]|\([^()\n]*\))*\)"
_CODE = r"`[^`\n]+`"
_TAG = r"<[A-Za-z/!][^<>\n]*>"
_ADDRESS = rf"(?:https?|ftp)://[^\s<>\"'()（）{CHINESE}\u2018-\u201f\u3000-\u303f\uff00-\uffef]*[A-Za-z0-9/#=_~%&-]"
_FOOTNOTE = r"\[\^[^\[\]\n]*\]:?"
_ESCAPED = r"\\[!-/:-@\[-`{-~]"
_LIST_NUMBER = r"^[ \t]*(?:[0-9]{1,9}|[一二三四五六七八九十]{1,3})[.)](?=[ \t])"

NOT_PROSE = "|".join((_CODE, _TAG, _ADDRESS, _FOOTNOTE, _ESCAPED, _LIST_NUMBER))
"""Code, HTML tags, addresses, footnote marks, escaped characters, numbers of list items; a regular expression."""

_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})(.*)")


def outside_code_blocks(lines: list[str]) -> list[bool]:
    """For each line whether it is text and not part of a fenced code block.

    A block ends at a fence of the same kind that is at least as long and has nothing behind it (CommonMark 0.31, 4.5).
    """
    fence, prose = "", []
    for line in lines:
        mark = _FENCE.match(line)
        prose.append(not fence and not mark)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not mark[2].strip():
            fence = ""
    return prose
