"""Does an edition promise what nobody can promise?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy

from site_app.articles.checks.check import Check, Finding
from site_app.articles.checks.passages import passages
from site_app.articles.models import Edition
from site_app.message import Message as _

PROMISES = Path(__file__).parent / "data" / "promises.tsv"
_NOT_SO = re.compile(
    "不(?:能|会|可能|可以|可|是|等于|代表|存在|要|应|该|宜|得|敢|一定|太可能|保证|承诺|相信|信|足以)|没有|没|无法|未能|尚未|未必|难以|并非|绝非|别|勿|莫|"
    "谨防|警惕|当心|小心|提防|拒绝|所谓|声称|号称|宣称|谎称|自称|吹嘘|鼓吹|标榜|骗|谣|误区|迷信|轻信|盲信|误以为|以为"
)
"""What says, before the promise and in the same clause, that it is not so."""
_BUT = re.compile(
    "不但|不仅|不光|不只|不论|不管|不可思议|没有(?:不|治不好)|不(?:能|会|得)不|不要(?:手术|钱|吃药|打针)|没(?:几天|多久|几次)"
)
"""What only looks like that."""
_NOT_AFTER = re.compile(
    "不可信|不能信|不可靠|别信|别当真|不要信|不要相信|骗|谣|误区|不实|虚假|违法|不科学|不存在|是假的|假话|没有(?:根据|依据|道理)|并不"
)
_REACH, _REACH_AFTER = 12, 20
"""Characters."""
_CLAUSE = re.compile("[，；：,;:]")


@dataclass(frozen=True, slots=True)
class Promise:
    pattern: re.Pattern[str]
    rule: str
    instead: str


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise that a sentence makes."""

    start: int
    text: str
    promise: Promise


@cache
def promises() -> tuple[Promise, ...]:
    lines = PROMISES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return tuple(Promise(re.compile(pattern), _(rule), _(instead)) for pattern, rule, instead in rows)


def promised_in(sentence: str) -> Iterator[Promised]:
    """The promises of one sentence, in its order, without those that it denies, doubts or warns of."""
    found = sorted(
        (
            Promised(match.start(), match[0], promise)
            for promise in promises()
            for match in promise.pattern.finditer(sentence)
        ),
        key=lambda promised: promised.start,
    )
    made_until = 0
    for promised in found:
        end = promised.start + len(promised.text)
        if promised.start >= made_until and not _is_denied(sentence, made_until, promised.start, end):
            made_until = end
            yield promised


def _is_denied(sentence: str, since: int, start: int, end: int) -> bool:
    """A denial before the last promise that was made belongs to that one."""
    before = _BUT.sub("", _CLAUSE.split(sentence[since:start])[-1])[-_REACH:]
    return bool(
        _NOT_SO.search(before) or before.endswith(("不", "非")) or _NOT_AFTER.search(sentence[end:][:_REACH_AFTER])
    )


class PromisesNothingAbsolute(Check):
    title = gettext_lazy("绝对化的承诺")

    def findings(self, edition: Edition) -> Iterator[Finding]:
        for passage in passages(edition):
            for promised in promised_in(passage.text):
                said = {"text": promised.text, "rule": promised.promise.rule, "instead": promised.promise.instead}
                message = _("“%(text)s”不能这样写（%(rule)s）。建议：%(instead)s。") % said
                yield Finding(message, (passage.place(promised.start, promised.text),))
