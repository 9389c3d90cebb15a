"""How does somebody want an article on paper? Everything is said in the address, so that it works without a script.

The names are none of the reading settings': those are said in the address of any page, of this one, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS: "dict[str, str | Promise]" = {
    "ruby": _("汉字上面加拼音"),
    "hanzi": pgettext_lazy("打印", "汉字"),
    "pinyin": _("只看拼音"),
    "sheet": _("田字格练习纸"),
}
SIZES: "dict[str, str | Promise]" = {
    "14": pgettext_lazy("字号", "普通"),
    "20": pgettext_lazy("字号", "大"),
    "28": pgettext_lazy("字号", "特大"),
    "40": pgettext_lazy("字号", "全班都看得见"),
}
"""Points."""
_CELLS = {"14": 8, "20": 6, "28": 4, "40": 3}
"""Squares in half a page's width."""
MOST_CHOSEN = 60
"""Words on work sheets."""


@dataclass(frozen=True, slots=True)
class PrintChoices:
    kind: str
    size: str
    words: Sequence[str]
    """Those for the work sheet, as they were asked for."""
    asked: int
    """How many were asked for; those behind the first are left out."""

    @property
    def cells(self) -> int:
        return _CELLS[self.size]


def choices(asked: QueryDict) -> PrintChoices:
    """What an address asks for; what it does not know is as if it were not there."""
    words = [*dict.fromkeys(asked.getlist("w"))]
    kind, size = asked.get("paper", ""), asked.get("points", "")
    return PrintChoices(
        kind=kind if kind in KINDS else "sheet" if words else "ruby",
        size=size if size in SIZES else "14",
        words=words[:MOST_CHOSEN],
        asked=len(words),
    )
