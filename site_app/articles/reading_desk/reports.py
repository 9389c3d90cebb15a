"""How does a reader's word about a reading arrive, and what becomes of it?"""

from collections import defaultdict
from datetime import timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from site_app.articles.models import Article, Edition, ReadingReport, Rendering
from site_app.articles.models.reading_report import MAX_REMARK, MAX_SENTENCE
from site_app.articles.models.rendering import plain_text
from site_app.articles.reading_desk.places import ReadPlace, places_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import User

State = ReadingReport.State
MOST_IN_A_DAY = 200
"""New reports in 24 hours on the whole site: more than that is no reader."""
MOST_OPEN_OF_AN_ARTICLE = 50


class ReportRefused(ValueError):
    """A report cannot be taken; says why, for the reader."""


@transaction.atomic
def report_reading(
    *,
    edition: Edition,
    view: str,
    sentence: str,
    position: int,
    shown: str,
    suggested: str = "",
    remark: str = "",
    now: "datetime | None" = None,
) -> ReadingReport:
    """Take down that a reader of a live edition thinks a syllable wrong.

    `sentence` is the text of the sentence's elements in the hanzi, `position` how many characters other than white space stand
    before the syllable there, `shown` the reading on the page, `suggested` what the reader thinks right, in any notation;
    neither needs to be pinyin. The same syllable once more raises the count of the open report. Nothing is kept about the
    reader, and no reading is computed. Raises ReportRefused for what no page shows, and when too much was reported.
    """
    from site_app.pinyin.characters import is_chinese

    now = now or timezone.now()
    sentence, remark = sentence.strip(), " ".join(remark.split())
    if view not in Rendering.View.values or edition.state != Edition.State.PUBLISHED:
        raise ReportRefused(_("这一页已经更新，请刷新以后再报告。"))
    if len(sentence) > MAX_SENTENCE:
        raise ReportRefused(_("这个句子太长，不能报告；请写信告诉我们。"))
    if len(remark) > MAX_REMARK:
        raise ReportRefused(_("请写短一些，最多%(count)s个字。") % {"count": MAX_REMARK})
    character = _squeezed(sentence)[position : position + 1] if position >= 0 else ""
    if not is_chinese(character) or not _is_shown(edition, _squeezed(sentence)):
        raise ReportRefused(_("文章里没有这个字，请刷新以后再报告。"))
    what = {"edition": edition, "sentence": sentence, "position": position}
    known = ReadingReport.objects.open().filter(**what).first()
    if known:
        said = {"remark": remark or known.remark, "suggested": _canonical(suggested) or known.suggested}
        ReadingReport.objects.filter(pk=known.pk).update(count=F("count") + 1, last_at=now, **said)
        known.refresh_from_db()
        return known
    of_article = ReadingReport.objects.open().filter(article=edition.article_id).count()
    today = ReadingReport.objects.filter(first_at__gt=now - timedelta(days=1)).count()
    if of_article >= MOST_OPEN_OF_AN_ARTICLE or today >= MOST_IN_A_DAY:
        raise ReportRefused(_("今天收到的报告太多，编辑正在处理，请过几天再来。"))
    return ReadingReport.objects.create(
        **what,
        article_id=edition.article_id,
        view=view,
        character=character,
        shown=shown.strip()[:20],
        suggested=_canonical(suggested),
        remark=remark,
        first_at=now,
        last_at=now,
    )


def _is_shown(edition: Edition, squeezed: str) -> bool:
    """Whether a page of the edition shows a sentence of these characters."""
    stored = edition.renderings.get(view=Rendering.View.HANZI)
    lines = (_squeezed(plain_text(text)) for text in (stored.title, stored.summary))
    return any(squeezed in line for line in lines) or squeezed in sentences_of(stored.body)


def sentences_of(body: str) -> set[str]:
    """The sentences of a stored view in hanzi, without white space."""
    reader = _Sentences()
    reader.feed(body)
    return set(map(_squeezed, reader.texts.values()))


class _Sentences(HTMLParser):
    """A sentence is one element with an id, or several where tags cut it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: dict[str, str] = defaultdict(str)
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span":
            known = dict(attrs)
            self._name = known.get("id") or known.get("data-part") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._name = ""

    def handle_data(self, data: str) -> None:
        if self._name:
            self.texts[self._name] += data


def _squeezed(text: str) -> str:
    """Without white space, and without what stands for a picture."""
    return "".join(text.replace("\ufffc", "").split())


def _canonical(typed: str) -> str:
    from site_app.pinyin.syllables import parse_syllable

    try:
        return parse_syllable(typed) if typed.strip() else ""
    except ValueError:
        return ""


def place_now(report: ReadingReport, edition: Edition) -> ReadPlace | None:
    """Where the syllable stands in an edition of today; None once the sentence is another."""
    wanted = _squeezed(report.sentence), report.position
    return next(
        (place for place in places_of(edition) if (_squeezed(place.sentence), place.origin.place.text[0]) == wanted),
        None,
    )


def resolve(report: ReadingReport, state: "ReadingReport.State", by: "User | None") -> bool:
    """Answer an open report; returns False when somebody else has meanwhile."""
    found = ReadingReport.objects.open().filter(pk=report.pk)
    return bool(found.update(state=state, resolved_at=timezone.now(), resolved_by=by))


def open_reports(article: Article) -> list[ReadingReport]:
    return list(ReadingReport.objects.open().filter(article=article))
