"""Which parts of a paragraph of Markdown are code?"""

import re
from bisect import bisect_left
from collections import defaultdict

_BACKTICKS = re.compile(r"(?<!\\)(\\*)(`+)")
_VISIBLE = re.compile(r"[^\n]")


def without_code_spans(paragraph: str) -> str:
    """The paragraph with spaces in place of its code spans; lines and columns stay what they are.

    A span lies between two runs of as many backticks, over several lines too; a backslash takes the first backtick out
    of an opening run (CommonMark 0.31, 6.1).
    """
    runs = list(_BACKTICKS.finditer(paragraph))
    ends: defaultdict[int, list[int]] = defaultdict(list)
    for run in runs:
        ends[len(run[2])].append(run.end())
    pieces: list[str] = []
    position = 0
    for run in runs:
        length = len(run[2]) - len(run[1]) % 2
        closing = ends.get(length, [])
        following = bisect_left(closing, run.end() + 1)
        if run.start(2) >= position and length and following < len(closing):
            start, end = run.end() - length, closing[following]
            pieces += (paragraph[position:start], _VISIBLE.sub(" ", paragraph[start:end]))
            position = end
    return "".join([*pieces, paragraph[position:]])
