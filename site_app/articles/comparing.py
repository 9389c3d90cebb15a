"""What differs between two editions, in their words, their readings and what is said about them?"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, groupby

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
    is_coarse: bool
    """Whether something was too long, or time too short, to look for single words."""
    readings: tuple[OtherReading, ...] = ()
    has_more_readings: bool = False

    @property
    def finds_nothing(self) -> bool:
        return not (self.parts or self.facts or self.readings)


def compare(before: Edition, after: Edition, *, is_for_a_draft: bool = False) -> Comparison:
    """Two stored editions. A few seconds at most for two of the greatest length: see `differences`.

    Nothing is said of their reviews where the second is to become a draft, which nobody has reviewed.
    """
    said = compare_what_is_said(before.words, before.particulars, after.words, after.particulars)
    sentences = _sentences(before), _sentences(after)
    clock = Clock()
    readings = _other_readings(*sentences, clock)
    return Comparison(
        said.parts,
        said.facts if is_for_a_draft else (*said.facts, *_differing(_facts_of(before), _facts_of(after))),
        said.is_coarse or clock.has_run_out,
        tuple(readings[:MOST_READINGS]),
        len(readings) > MOST_READINGS,
    )


def compare_what_is_said(
    before: Words, about_before: Particulars, after: Words, about_after: Particulars
) -> Comparison:
    """Words and what is said about them, stored or only typed."""
    clock = Clock()
    texts = (
        (_("标题"), before.title, after.title),
        (_("摘要"), before.summary, after.summary),
        (_("正文"), before.markdown, after.markdown),
        (_("来源"), _listed(about_before.references), _listed(about_after.references)),
    )
    parts = tuple(Part(label, differences(old, new, words_of, clock)) for label, old, new in texts if old != new)
    facts = tuple(_differing(_facts_about(about_before), _facts_about(about_after)))
    return Comparison(parts, facts, any(part.differences.is_coarse for part in parts))


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
    """One character of the ruby view; of several that stand below one piece of pinyin, the first carries it."""

    character: str
    reading: str
    word: int
    """Which word of the edition it belongs to."""


_Reads = list[_Read]
_SENTENCE = '<span class="sentence" id='
"""How one begins; where a tag cuts it, its later parts have no id."""
_RUBY = re.compile(r"(<ruby\b)|([^<>]+)<rt\b[^>]*>([^<]*)</rt>")


def _other_readings(before: list[_Reads], after: list[_Reads], clock: Clock) -> list[OtherReading]:
    """Each word that stayed and reads differently, as both editions show it above the characters, commonest first."""
    found: Counter[tuple[str, str, str]] = Counter()
    for former, latter in _beside_each_other(before, after, clock):
        found.update(_differently_read(former, latter))
    return [OtherReading(*words, times) for words, times in found.most_common()]


def _sentences(edition: Edition) -> list[_Reads]:
    """What is read in each sentence of the stored ruby view."""
    shown = edition.rendering(Rendering.View.RUBY)
    parts = "".join((shown.title, _SENTENCE, shown.summary, _SENTENCE, shown.body)).split(_SENTENCE)
    words = count()
    return [list(_read(part, words)) for part in parts]


def _read(markup: str, words: Iterator[int]) -> Iterator[_Read]:
    word = 0
    for begins, text, reading in _RUBY.findall(markup):
        if begins:
            word = next(words)
            continue
        below = html.unescape(text)
        yield _Read(below[0], html.unescape(reading), word)
        yield from (_Read(character, "", word) for character in below[1:])


def _beside_each_other(old: list[_Reads], new: list[_Reads], clock: Clock) -> Iterator[tuple[_Reads, _Reads]]:
    """Stretches of the same characters: same sentences, then the same words of the others."""
    for before, after in _runs(old, new, clock):
        if list(map(_text, before)) == list(map(_text, after)):
            yield _joined(before), _joined(after)
        elif not clock.has_run_out:
            for former, latter in _runs(_words(_joined(before)), _words(_joined(after)), clock):
                if list(map(_text, former)) == list(map(_text, latter)):
                    yield _joined(former), _joined(latter)


def _runs(old: list[_Reads], new: list[_Reads], clock: Clock) -> Iterator[tuple[list[_Reads], list[_Reads]]]:
    former = latter = 0
    for before, after in runs([_text(reads) for reads in old], [_text(reads) for reads in new], clock):
        yield old[former : former + len(before)], new[latter : latter + len(after)]
        former, latter = former + len(before), latter + len(after)


def _words(reads: _Reads) -> list[_Reads]:
    return [list(group) for _word, group in groupby(reads, lambda read: read.word)]


def _joined(parts: list[_Reads]) -> _Reads:
    return [read for reads in parts for read in reads]


def _text(reads: _Reads) -> str:
    return "".join(read.character for read in reads)


def _differently_read(before: _Reads, after: _Reads) -> Iterator[tuple[str, str, str]]:
    """Words as the later edition divides them."""
    for _word, group in groupby(zip(before, after, strict=True), lambda pair: pair[1].word):
        pairs = list(group)
        then, now = (" ".join(filter(None, (pair[side].reading for pair in pairs))) for side in (0, 1))
        if then != now:
            yield _text([pair[1] for pair in pairs]), then, now
