"""Who reviewed an edition, when, and what does a later change keep of it?"""

from datetime import UTC, date, datetime

import pytest

from site_app.articles.drafting import PublishingRefused
from site_app.articles.models import Act, Edition, Person, Reference
from site_app.articles.publishing import a_year_after, approve, publish, publish_unreviewed, submit, take_back, withdraw
from tests.factories import make_approved, make_article, make_draft, make_edition_in, make_member, make_person

pytestmark = pytest.mark.django_db

LATE = datetime(2026, 3, 1, 18, tzinfo=UTC)
"""2 March in Shanghai."""


def submitted(**changes) -> Edition:
    return submit(edition=make_draft(**changes))


def test_a_review_counts_by_the_sites_own_calendar_and_lasts_a_year():
    person = make_person()
    edition = approve(edition=submitted(), by=make_member("审核者"), reviewed_by=person, now=LATE)
    assert (edition.reviewed_by, edition.reviewed_on, edition.review_due) == (
        person,
        date(2026, 3, 2),
        date(2027, 3, 2),
    )


@pytest.mark.parametrize(
    ("day", "next_year"), [(date(2028, 2, 29), date(2029, 2, 28)), (date(2027, 2, 28), date(2028, 2, 28))]
)
def test_a_year_after_any_day(day, next_year):
    assert a_year_after(day) == next_year


def test_a_review_may_be_due_earlier_but_not_today():
    edition, by, person = submitted(), make_member("审核者"), make_person()
    with pytest.raises(PublishingRefused, match="今天以后"):
        approve(edition=edition, by=by, reviewed_by=person, review_due=date(2026, 3, 2), now=LATE)
    assert approve(
        edition=edition, by=by, reviewed_by=person, review_due=date(2026, 6, 1), now=LATE
    ).review_due == date(2026, 6, 1)


def test_readers_are_told_a_name():
    with pytest.raises(PublishingRefused, match="是谁审核的"):
        approve(edition=submitted(), by=make_member("审核者"))


def test_author_and_reviewer_are_two():
    person = make_person()
    edition = submitted(written_by=person)
    with pytest.raises(PublishingRefused, match="不能是同一个人"):
        approve(edition=edition, by=make_member("审核者"), reviewed_by=person)


def test_the_site_itself_reviews_nothing():
    with pytest.raises(PublishingRefused, match="由人来做"):
        approve(edition=submitted(), by=None, reviewed_by=make_person())


def test_taking_back_forgets_the_approval():
    edition = take_back(edition=make_edition_in("scheduled"))
    assert (edition.reviewer, edition.reviewed_by, edition.reviewed_on, edition.review_due, edition.scheduled_for) == (
        None,
        None,
        None,
        None,
        None,
    )


def reviewed_article():
    return publish(
        edition=approve(edition=submitted(), by=make_member("审核者"), reviewed_by=make_person(), now=LATE)
    ).article


def test_a_small_change_keeps_the_review_as_it_was():
    article = reviewed_article()
    draft = submit(edition=make_draft(article=article, title="改一个字", is_minor=True))
    live = publish(edition=approve(edition=draft, by=make_member("审核者")))
    assert live.number == 2
    assert (live.reviewed_by, live.reviewed_on, live.review_due) == (
        Person.objects.get(name="李医生"),
        date(2026, 3, 2),
        date(2027, 3, 2),
    )


def test_a_small_change_of_what_nobody_reviewed_stays_unreviewed():
    article = make_article()
    draft = submit(edition=make_draft(article=article, title="改一个字", is_minor=True))
    live = publish(edition=approve(edition=draft, by=make_member("审核者")))
    assert (live.reviewed_by, live.unreviewed_reason) == (None, "试验")


def test_a_small_change_is_looked_at_by_somebody_else_all_the_same():
    writer = make_member("作者")
    writer.groups.add(make_member("审核者").groups.get())
    draft = submit(edition=make_draft(article=reviewed_article(), by=writer, title="改一个字", is_minor=True))
    with pytest.raises(PublishingRefused, match="另一个人"):
        approve(edition=draft, by=writer)


def test_a_small_change_of_nothing_is_none():
    draft = submit(edition=make_draft(is_minor=True))
    with pytest.raises(PublishingRefused, match="小改"):
        approve(edition=draft, by=make_member("审核者"))


def test_a_small_change_of_what_was_withdrawn_meanwhile_is_none_either():
    article = reviewed_article()
    draft = submit(edition=make_draft(article=article, title="改一个字", is_minor=True))
    approve(edition=draft, by=make_member("审核者"))
    withdraw(article=article, reason="有误")
    with pytest.raises(PublishingRefused, match="已经撤下"):
        publish(edition=draft)


def test_the_log_says_under_whose_name_it_was_reviewed():
    make_approved(reviewed_by=make_person("陈医生", qualification="主任医师"))
    assert Act.objects.get(kind="approve").note == "审核者：陈医生，主任医师。"


def test_a_great_change_needs_a_review_of_its_own():
    draft = submit(edition=make_draft(article=reviewed_article(), title="另一个题目"))
    with pytest.raises(PublishingRefused, match="是谁审核的"):
        approve(edition=draft, by=make_member("审核者"))


def test_what_is_published_unreviewed_borrows_no_review():
    live = publish_unreviewed(
        edition=make_draft(article=reviewed_article(), title="改一个字", is_minor=True), reason="剂量写错了"
    )
    assert (live.reviewed_by, live.reviewed_on, live.unreviewed_reason) == (None, None, "剂量写错了")


def test_a_new_draft_takes_over_readers_level_author_and_sources():
    said = {"readers": "高血压病人", "level": 3, "written_by": make_person("赵"), "references": (Reference("a", "甲"),)}
    article = make_article(markdown="甲[^a]。", **said)
    draft = make_draft(article=article, markdown="甲[^a]，改过。")
    assert (draft.readers, draft.level, draft.written_by) == ("高血压病人", 3, said["written_by"])
    assert draft.particulars.references == said["references"]
    assert article.live_edition.sources.count() == 1


def test_a_withdrawn_edition_leaves_its_review_to_history():
    article = make_approved().article
    publish(edition=article.open_edition)
    withdrawn = withdraw(article=article, reason="有误")
    assert withdrawn.reviewed_by is not None
