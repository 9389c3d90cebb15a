"""Which kind of document is this text?"""

import re
from pathlib import PurePath
from typing import Literal

from site_app.documents.bracketed import is_interlinear
from site_app.documents.front_matter import has_front_matter
from site_app.documents.pinyin_text import is_pinyin

Kind = Literal["front matter", "interlinear", "pinyin", "markdown", "plain"]

_TELLING = 50_000
"""Characters at the beginning that show what the whole is."""
_SUFFIXES = (".md", ".markdown")
_HEADING_OR_BOX = re.compile(r"^(?:#{1,6}[ \t]+\S|[:：]{3,}[ \t]*(?:提示|注意|急救|图)(?!\S))", re.MULTILINE)


def kind_of(text: str, name: str) -> Kind:
    """What the text is by its shape; the name tells Markdown only where the shape does not."""
    if has_front_matter(text):
        return "front matter"
    text = text[:_TELLING]
    is_markdown = PurePath(name).suffix.lower() in _SUFFIXES or _HEADING_OR_BOX.search(text) is not None
    if is_interlinear(text, is_markdown=is_markdown):
        return "interlinear"
    if is_markdown:
        return "markdown"
    return "pinyin" if is_pinyin(text) else "plain"
