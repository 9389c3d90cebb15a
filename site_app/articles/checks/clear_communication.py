"""How clearly does an edition speak, as far as a program can tell?

After the Clear Communication Index of the CDC (user guide of 2019), whose 20 items people have to judge. Seven of them leave
a trace that can be computed; numbers below are the index's. What cannot be: whether there is one main message (1), whether
it stands out (3), active voice (6), what experts do not know (11), why and how to act (13, 14), the meaning of numbers
(16, 17) and the items on risk (18 to 20). Item 10 says of the first section what item 2 says of the summary.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from site_app.articles.checks.check import Check, Finding, Level
from site_app.articles.checks.hsk import words_above
from site_app.articles.checks.passages import passages
from site_app.articles.models import Edition
from site_app.message import Message as _

_CALLS_TO_ACT = re.compile(
    "^(?:请|要|应该?|别|不要|记住|尽量|每天)|(?:应该?|需要|建议|务必|最好|不要|可以|马上|立即)[^。]*(?:吃|喝|做|打|去|看|量|测|动|问|查|睡|走|戒|吸|控制|锻炼|就医|用药|服药)"
)
_UNUSUAL_NUMBER = re.compile(r"\d+\.\d+\s*[%％‰]|[万千]分之|‰|\d+\s*/\s*10\s*万|每\s*10\s*万|\d+\s*[×x*]\s*10")
_LONG = 600
"""Characters of text from which headings are wanted."""


@dataclass(frozen=True, slots=True)
class Item:
    number: int
    """In the index."""
    wanted: str
    holds: bool


class SpeaksClearly(Check):
    title = gettext_lazy("清楚易懂")
    level = Level.NOTES

    def findings(self, edition: Edition) -> Iterator[Finding]:
        items = computable_items(edition)
        missing = [
            _("%(wanted)s（第%(number)s项）") % {"wanted": item.wanted, "number": item.number}
            for item in items
            if not item.holds
        ]
        said = {"score": len(items) - len(missing), "of": len(items)}
        message = _("清晰沟通指数里程序能算的%(of)s项，做到了%(score)s项。") % said
        if missing:
            message += _("还可以做的：%(missing)s。") % {"missing": _("；").join(missing)}
        yield Finding(message)


def computable_items(edition: Edition) -> list[Item]:
    """Item 7 is counted when a level is stated."""
    from site_app.rendering.outline import outline

    elements = outline(edition.markdown)
    tags = {element.tag for element in elements}
    sentences = [passage.text for passage in passages(edition) if passage.field == "markdown"]
    items = [
        Item(2, _("开头有摘要，先说最要紧的话"), bool(edition.plain_summary.strip())),
        Item(4, _("有带说明的图片"), any(element.tag == "img" and element.text for element in elements)),
        Item(5, _("告诉读者该做什么"), any(map(_CALLS_TO_ACT.search, sentences))),
        Item(8, _("并列的事情用列表写"), "li" in tags),
        Item(9, _("长文章用小标题分段"), sum(map(len, sentences)) < _LONG or bool(tags & {"h2", "h3", "h4", "h5", "h6"})),
        Item(15, _("不用小数百分比、万分之几这样难懂的数"), not any(map(_UNUSUAL_NUMBER.search, sentences))),
    ]  # fmt: skip
    if edition.level:
        items.append(Item(7, _("只用读者认识的词"), not words_above(edition)))
    return sorted(items, key=lambda item: item.number)
