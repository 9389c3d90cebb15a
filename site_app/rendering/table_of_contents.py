"""Which headings does a stored view show?"""

import re

_HEADING = re.compile(r'<h([2-6]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)
_NOT_IN_CONTENTS = re.compile(r"</?(?:a|span)\b[^>]*>|<sup\b.*?</sup>|<img\b[^>]*>", re.DOTALL)


def contents(view: str) -> list[tuple[int, str, str]]:
    """The headings of a stored view: (level, id, what they say as safe HTML, with the pinyin that the view shows)."""
    return [
        (int(level), identity, _NOT_IN_CONTENTS.sub("", html).strip())
        for level, identity, html in _HEADING.findall(view)
    ]
