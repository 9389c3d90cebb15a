"""Which kind of document is this text?"""

import re
import unicodedata
from pathlib import PurePath
from typing import Literal

from site_app.documents.front_matter import has_front_matter
from site_app.documents.pinyin_text import is_pinyin
from site_app.pinyin.characters import CHINESE, count_chinese

Kind = Literal["front matter", "interlinear", "pinyin", "markdown", "plain"]

_TELLING = 50_000
"""Characters at the beginning that show what the whole is."""
_SUFFIXES = (".md", ".markdown")
_HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_ANNOTATED = re.compile(
    rf"(?<![{CHINESE}])([{CHINESE}]+)[ \t]*[(（][ \t]*([a-zêüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ][^{CHINESE}()（）\n]*)"
)
_VOWELS = re.compile("[aeiouv\u0300-\u030c]+")
_ANNOTATED_SHARE = 0.25
"""Share of Chinese characters with a reading in brackets from which a text is interlinear; below it, those are glosses."""


def kind_of(text: str, name: str) -> Kind:
    """What the text is by its shape; the name tells Markdown only where the shape does not."""
    if has_front_matter(text):
        return "front matter"
    text = text[:_TELLING]
    if is_interlinear(text):
        return "interlinear"
    if PurePath(name).suffix.lower() in _SUFFIXES or _HEADING.search(text):
        return "markdown"
    return "pinyin" if is_pinyin(text) else "plain"


def is_interlinear(text: str) -> bool:
    """Whether a good share of the text's characters is followed by brackets that begin like a reading.

    The brackets need not be closed nor hold a real syllable: a damaged interlinear text is one still.
    """
    annotated = sum(min(len(run), _syllables(written)) for run, written in _ANNOTATED.findall(text))
    return annotated > 0 and annotated >= _ANNOTATED_SHARE * count_chinese(text)


def _syllables(written: str) -> int:
    """About how many syllables a bracket holds: its groups of vowels."""
    return max(1, len(_VOWELS.findall(unicodedata.normalize("NFD", written))))
