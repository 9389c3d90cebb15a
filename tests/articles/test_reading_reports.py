"""Do readers' words about readings arrive, and does nothing else?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from site_app.articles.desk import heaps
from site_app.articles.models import ReadingReport
from site_app.articles.reading_desk import reports
from site_app.articles.reading_desk.reports import ReportRefused, place_now, report_reading, resolve
from tests.factories import make_article, make_draft, make_edition, make_editor, make_member

pytestmark = pytest.mark.django_db

TEXT = "先看 **病**。去`x`银[行](/a)取钱！\n\n- 好"


@pytest.fixture
def edition():
    return make_article(title="银行", summary="去银行。", markdown=TEXT).live_edition


def report(edition, **changes):
    said = {"view": "ruby", "sentence": "去银行取钱！", "position": 2, "shown": "háng", "suggested": "xíng"}
    return report_reading(edition=edition, **{**said, **changes})


def test_a_report_says_what_was_read_and_what_the_reader_thinks(edition):
    made = report(edition, remark="  我们这里\n读 xíng ")
    assert (made.character, made.suggested, made.remark, made.count) == ("行", "xing2", "我们这里 读 xíng", 1)
    place = place_now(made, edition)
    assert place is not None
    assert edition.markdown[place.origin.start] == "行"


@pytest.mark.parametrize(("sentence", "position"), [("银行", 1), ("去银行。", 2), ("先看 病。", 2), ("好", 0)])
def test_titles_summaries_and_items_can_be_reported(edition, sentence, position):
    assert report(edition, sentence=sentence, position=position).character == sentence.replace(" ", "")[position]


@pytest.mark.parametrize(
    "changes",
    [
        {"sentence": "去银行取钱"},
        {"sentence": "<script>alert(1)</script>"},
        {"sentence": ""},
        {"position": 99},
        {"position": -1},
        {"position": 5},
        {"view": "klingon"},
        {"remark": "长" * 301},
        {"sentence": "去" * 600},
    ],
)
def test_what_no_page_shows_is_refused(edition, changes):
    with pytest.raises(ReportRefused):
        report(edition, **changes)
    assert not ReadingReport.objects.exists()


def test_a_draft_is_nobody_s_to_report():
    with pytest.raises(ReportRefused):
        report(make_draft(markdown=TEXT))


def test_what_is_no_pinyin_is_left_out(edition):
    assert report(edition, suggested="<b>xx</b>").suggested == ""


def test_the_same_syllable_once_more_is_counted(edition):
    first = report(edition, remark="不对")
    again = report(edition, suggested="", remark="")
    assert (again.pk, again.count, again.remark, again.suggested) == (first.pk, 2, "不对", "xing2")


def test_a_resolved_report_may_come_back(edition):
    assert resolve(report(edition), ReadingReport.State.RIGHT, None)
    assert not resolve(ReadingReport.objects.get(), ReadingReport.State.CORRECTED, None)
    assert report(edition).count == 1
    assert ReadingReport.objects.count() == 2


def test_a_day_takes_so_many_and_no_more(edition, monkeypatch):
    monkeypatch.setattr(reports, "MOST_IN_A_DAY", 1)
    report(edition, now=timezone.now() - timedelta(hours=25))
    report(edition, position=1)
    with pytest.raises(ReportRefused, match="太多"):
        report(edition, position=0)
    assert report(edition, position=1).count == 2


def test_an_article_takes_so_many_open_ones(edition, monkeypatch):
    monkeypatch.setattr(reports, "MOST_OPEN_OF_AN_ARTICLE", 1)
    report(edition)
    with pytest.raises(ReportRefused):
        report(edition, position=1)


def test_a_report_follows_its_sentence_into_the_next_edition_or_is_told_to_be_gone(edition):
    made = report(edition)
    moved = make_edition(article=edition.article, markdown=f"新的一段。\n\n{TEXT}")
    assert place_now(made, moved) is not None
    gone = make_edition(article=edition.article, markdown="全是新的。")
    assert place_now(made, gone) is None


def test_no_reading_is_computed_for_a_report(edition, monkeypatch):
    monkeypatch.setattr(reports, "places_of", lambda edition: pytest.fail("computed"))
    report(edition)


def test_reports_are_on_the_first_page_of_whoever_can_mend_them(edition):
    report(edition)
    report(edition, position=1)

    def lines(person):
        return [heap for heap in heaps(person) if heap.section.name == "reported_readings"]

    (heap,) = lines(make_editor())
    assert [(line.title, line.remark) for line in heap.lines] == [("银行", "2 处读音")]
    assert heap.lines[0].address == f"/admin/articles/article/{edition.article_id}/readings/"
    assert [heap.count for heap in lines(make_member("作者"))] == [0]
    assert lines(make_member("审核者")) == []
