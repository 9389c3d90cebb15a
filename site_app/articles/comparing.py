"""What differs between two editions, in their words, their readings and what is said about them?"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from site_app.articles.differences import Clock, Differences, differences, runs
from site_app.articles.models import Edition, Particulars, Reference, Rendering
from site_app.articles.models.edition import Words

MOST_READINGS = 200
"""How many words with another reading are listed."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that an editor writes, laid beside the other edition's."""

    label: str
    differences: Differences


@dataclass(frozen=True, slots=True)
class Fact:
    """Something short that is another now; empty for nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class OtherReading:
    """A word that both editions have and read differently."""

    word: str
    before: str
    after: str
    count: int


@dataclass(frozen=True, slots=True)
class Comparison:
    parts: tuple[Part, ...]
    """Those that differ."""
    facts: tuple[Fact, ...]
    """Those that differ."""
    readings: tuple[OtherReading, ...] = ()
    has_more_readings: bool = False

    @property
    def finds_nothing(self) -> bool:
        return not (self.parts or self.facts or self.readings)

    @property
    def is_coarse(self) -> bool:
        return any(part.differences.is_coarse for part in self.parts)


def compare(before: Edition, after: Edition) -> Comparison:
    """Two stored editions. Bounded in time: see `differences`."""
    clock = Clock()
    said = compare_what_is_said(before.words, before.particulars, after.words, after.particulars, clock)
    readings = other_readings(before, after, clock)
    facts = (*said.facts, *_differing(_facts_of(before), _facts_of(after)))
    return Comparison(said.parts, facts, tuple(readings[:MOST_READINGS]), len(readings) > MOST_READINGS)


def compare_what_is_said(
    before: Words, about_before: Particulars, after: Words, about_after: Particulars, clock: Clock | None = None
) -> Comparison:
    """Words and what is said about them, stored or only typed."""
    clock = clock or Clock()
    texts = (
        (_("标题"), before.title, after.title),
        (_("摘要"), before.summary, after.summary),
        (_("正文"), before.markdown, after.markdown),
        (_("来源"), _listed(about_before.references), _listed(about_after.references)),
    )
    parts = (Part(label, differences(old, new, words_of, clock)) for label, old, new in texts if old != new)
    return Comparison(tuple(parts), tuple(_differing(_facts_about(about_before), _facts_about(about_after))))


def words_of(text: str) -> list[str]:
    """The words of a text as the site divides them, with everything between them."""
    from site_app.articles.lexicon import lexicon
    from site_app.pinyin.words import divide

    return [text[span.start : span.end] for span in divide(text, lexicon())]


def _listed(references: tuple[Reference, ...]) -> str:
    return "\n".join(
        "  ".join(str(value) for value in (f"[^{source.key}]", *_said_of(source)) if value) for source in references
    )


def _said_of(source: Reference) -> Iterator[object]:
    yield from (source.title, source.publisher, source.year, source.address)
    yield source.retrieved_on and _("查阅于%(day)s") % {"day": source.retrieved_on}


def _facts_about(about: Particulars) -> dict[str, str]:
    return {
        _("适用人群"): about.readers,
        _("HSK 等级"): str(about.level or ""),
        _("作者"): str(about.written_by or ""),
    }


def _facts_of(edition: Edition) -> dict[str, str]:
    day = "Y-m-d"
    return {
        _("审核者"): str(edition.reviewed_by or ""),
        _("审核日期"): format_date(edition.reviewed_on, day) if edition.reviewed_on else "",
        _("下次审核"): format_date(edition.review_due, day) if edition.review_due else "",
        _("未经审核发布的原因"): edition.unreviewed_reason,
    }


def _differing(before: dict[str, str], after: dict[str, str]) -> Iterator[Fact]:
    return (Fact(label, old, after[label]) for label, old in before.items() if old != after[label])


@dataclass(frozen=True, slots=True)
class _Read:
    """What stands below one piece of pinyin, and that pinyin."""

    text: str
    reading: str
    word: int
    """Which word of its sentence it belongs to."""


_SENTENCE = '<span class="sentence"'
_RUBY = re.compile(r"(<ruby\b)|([^<>]+)<rt\b[^>]*>([^<]*)</rt>")


def other_readings(before: Edition, after: Edition, clock: Clock | None = None) -> list[OtherReading]:
    """Each word that stayed and reads differently, as both editions show it above the characters, commonest first."""
    clock = clock or Clock()
    old, new = _sentences(before), _sentences(after)
    found: Counter[tuple[str, str, str]] = Counter()
    for former, latter in _side_by_side(old, new, clock):
        found.update(_differently_read(former, latter))
    return [OtherReading(*words, count) for words, count in found.most_common()]


def _sentences(edition: Edition) -> list[tuple[_Read, ...]]:
    """What is read in each sentence of the stored ruby view."""
    shown = edition.rendering(Rendering.View.RUBY)
    parts = "".join((_SENTENCE, shown.title, _SENTENCE, shown.summary, shown.body)).split(_SENTENCE)
    return [tuple(_read(part)) for part in parts]


def _read(markup: str) -> Iterator[_Read]:
    word = 0
    for begins, text, reading in _RUBY.findall(markup):
        word += bool(begins)
        if not begins:
            yield _Read(html.unescape(text), html.unescape(reading), word)


def _side_by_side(
    old: list[tuple[_Read, ...]], new: list[tuple[_Read, ...]], clock: Clock
) -> Iterator[tuple[list[_Read], list[_Read]]]:
    """Stretches of the same characters: sentence beside sentence, then character beside character in the others."""
    former = latter = 0
    for before, after in runs([_text(reads) for reads in old], [_text(reads) for reads in new], clock):
        left = [read for reads in old[former : former + len(before)] for read in reads]
        right = [read for reads in new[latter : latter + len(after)] for read in reads]
        former, latter = former + len(before), latter + len(after)
        if before == after:
            yield left, right
        elif left and right and not clock.has_run_out:
            yield from _same_characters(left, right, clock)


def _same_characters(left: list[_Read], right: list[_Read], clock: Clock) -> Iterator[tuple[list[_Read], list[_Read]]]:
    former = latter = 0
    for before, after in runs([read.text for read in left], [read.text for read in right], clock):
        if before == after:
            yield left[former : former + len(before)], right[latter : latter + len(after)]
        former, latter = former + len(before), latter + len(after)


def _text(reads: tuple[_Read, ...]) -> str:
    return "".join(read.text for read in reads)


def _differently_read(left: list[_Read], right: list[_Read]) -> Iterator[tuple[str, str, str]]:
    """Whole words of the later edition, as far as they stayed."""
    for _word, group in groupby(zip(left, right, strict=True), lambda pair: pair[1].word):
        pairs = list(group)
        before, after = (" ".join(pair[side].reading for pair in pairs) for side in (0, 1))
        if before != after:
            yield "".join(now.text for _then, now in pairs), before, after
