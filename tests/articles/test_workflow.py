"""Who may do what to an edition in which state, and does publishing keep to it?"""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from site_app.articles import publishing
from site_app.articles.drafting import PublishingRefused, save_draft
from site_app.articles.models import Act, Edition, Person
from site_app.articles.models.state import State
from site_app.articles.workflow import TRANSITIONS, is_permitted, may_edit, names_to_sign_with, reasons_against
from tests.articles.people import PEOPLE, make
from tests.factories import (
    make_article,
    make_draft,
    make_edition_in,
    make_member,
    make_person,
    make_user,
    make_words,
)

pytestmark = pytest.mark.django_db

BEFORE = {
    "submit": "draft",
    "take_back": "scheduled",
    "request_changes": "in_review",
    "approve": "in_review",
    "schedule": "approved",
    "unschedule": "scheduled",
    "publish": "approved",
    "publish_unreviewed": "draft",
    "withdraw": "published",
}
PUBLISHERS = {"publisher", "superuser"}
MAY = {
    # what: (with somebody else's, with what they wrote themselves)
    "submit": (PUBLISHERS, {"author", *PUBLISHERS}),
    "take_back": (PUBLISHERS, {"author", *PUBLISHERS}),
    "request_changes": ({"reviewer", "superuser"}, {"reviewer", "superuser"}),
    "approve": ({"reviewer", "superuser"}, set()),
    "schedule": (PUBLISHERS, PUBLISHERS),
    "unschedule": (PUBLISHERS, PUBLISHERS),
    "publish": (PUBLISHERS, PUBLISHERS),
    "publish_unreviewed": (PUBLISHERS, PUBLISHERS),
    "withdraw": (PUBLISHERS, PUBLISHERS),
}
STATES = {
    "draft": {"submit", "publish_unreviewed"},
    "in_review": {"take_back", "request_changes", "approve", "publish_unreviewed"},
    "changes_requested": {"submit", "publish_unreviewed"},
    "approved": {"take_back", "request_changes", "schedule", "publish"},
    "scheduled": {"take_back", "request_changes", "unschedule", "publish"},
    "published": {"withdraw"},
    "superseded": set(),
    "withdrawn": set(),
}


def carry_out(name: str, edition: Edition, by: Any) -> Edition:
    """With all that the transition asks for."""
    asked: dict[str, dict[str, Any]] = {
        "request_changes": {"note": "请改"},
        "approve": {"reviewed_by": Person.objects.filter(user=None).exclude(name="王作者").first() or make_person()},
        "schedule": {"at": timezone.now() + timedelta(hours=1)},
        "publish_unreviewed": {"reason": "急"},
        "withdraw": {"reason": "有误"},
    }
    target = {"article": edition.article} if name == "withdraw" else {"edition": edition}
    done: Edition = getattr(publishing, name)(**target, by=by, **asked.get(name, {}))
    return done


def test_the_tables_speak_of_every_transition_and_state():
    assert set(MAY) == set(BEFORE) == set(TRANSITIONS)
    assert set(STATES) == set(State.values)


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("name", MAY)
def test_who_may_do_what(name, person, own):
    by = make(person)
    writer = by if own and person != "anonymous" else make_member("作者")
    edition = make_edition_in(BEFORE[name], by=writer)
    allowed = person in MAY[name][own]
    assert (reasons_against(by, TRANSITIONS[name], edition, timezone.now()) == []) == allowed
    if allowed:
        assert carry_out(name, edition, by).state == TRANSITIONS[name].after
    else:
        with pytest.raises(PublishingRefused):
            carry_out(name, edition, by)
        assert Edition.objects.get(pk=edition.pk).state == BEFORE[name]


@pytest.mark.parametrize(
    ("state", "name"),
    # Withdrawing is asked of the article, and finds the edition that is live now.
    [(state, name) for state in STATES for name in TRANSITIONS if (state, name) != ("superseded", "withdraw")],
)
def test_which_states_it_leads_from(state, name):
    edition, by = make_edition_in(state), make("superuser")
    before = Act.objects.count()
    if name in STATES[state]:
        carry_out(name, edition, by)
        act = Act.objects.first()
        assert act
        assert (act.kind, act.from_state, act.to_state, act.by) == (name, state, TRANSITIONS[name].after, by)
        assert Act.objects.count() == before + 1
    else:
        with pytest.raises(PublishingRefused):
            carry_out(name, edition, by)
        assert Edition.objects.get(pk=edition.pk).state == state
        assert Act.objects.count() == before


def test_a_refusal_names_the_state():
    edition = make_edition_in("in_review")
    reasons = reasons_against(make("superuser"), TRANSITIONS["publish"], edition, timezone.now())
    assert reasons == ["第1版现在是“审核中”，不能“发布”。"]


def test_somebody_without_the_permission_hears_of_nothing_else():
    edition = make_edition_in("draft", summary="")
    reasons = reasons_against(make("reviewer"), TRANSITIONS["publish"], edition, timezone.now())
    assert reasons == ["您没有权限“发布”。"]


@pytest.mark.parametrize("name", ["submit", "publish_unreviewed"])
def test_what_the_checks_find_keeps_it_from_going_on(name):
    edition = make_draft(summary="")
    assert reasons_against(None, TRANSITIONS[name], edition, timezone.now()) == ["还没有写摘要。"]


def test_nothing_goes_on_without_an_author():
    edition = make_draft(written_by=None)
    assert reasons_against(None, TRANSITIONS["submit"], edition, timezone.now()) == ["还没有写明作者。"]


def test_an_account_that_is_switched_off_may_do_nothing():
    edition = make_edition_in("approved")
    by = make_member("发布者")
    by.is_active = False
    assert not is_permitted(by, TRANSITIONS["publish"], edition.article)


def both() -> Any:
    """Somebody who may write and review."""
    person = make_member("作者")
    person.groups.add(make_member("审核者").groups.get())
    return person


def against_approving(edition: Edition, by: Any) -> list[str]:
    return reasons_against(by, TRANSITIONS["approve"], edition, timezone.now())


def test_whoever_wrote_a_part_of_it_does_not_review_it():
    first, second = both(), both()
    draft = make_draft(by=first)
    make_draft(article=draft.article, by=second, title="改一个字")
    publishing.submit(edition=draft)
    assert against_approving(draft, first) == against_approving(draft, second) != []
    assert against_approving(draft, both()) == []


def test_saving_without_a_change_makes_nobody_a_writer():
    writer, visitor = both(), both()
    draft = make_draft(by=writer)
    make_draft(article=draft.article, by=visitor)
    draft.refresh_from_db()
    assert draft.author == writer
    publishing.submit(edition=draft)
    assert against_approving(draft, visitor) == []


def test_whose_name_it_bears_does_not_review_it():
    reviewer = both()
    draft = make_draft(by=make_member("作者"), written_by=make_person(user=reviewer))
    publishing.submit(edition=draft)
    assert against_approving(draft, reviewer) != []


def test_words_that_nobody_reviewed_are_remembered_with_their_writer():
    writer, other = both(), make_member("发布者")
    article = make_edition_in("published", by=writer).article
    draft = make_draft(article=article, by=other, title="改一个字")
    publishing.submit(edition=draft)
    assert against_approving(draft, writer) != []


def test_words_that_were_reviewed_are_not_counted_again():
    writer, other = both(), make_member("发布者")
    article = publishing.publish(edition=make_edition_in("approved", by=writer)).article
    draft = make_draft(article=article, by=other, title="改一个字")
    publishing.submit(edition=draft)
    assert against_approving(draft, writer) == []


@pytest.mark.parametrize(
    ("person", "mine", "others", "nobodys"),
    [
        ("anonymous", False, False, False),
        ("nobody", False, False, False),
        ("author", True, False, True),
        ("reviewer", False, False, False),
        ("publisher", True, True, True),
        ("superuser", True, True, True),
    ],
)
def test_whose_article_it_is(person, mine, others, nobodys):
    by = make(person)
    own = make_draft(by=by if person != "anonymous" else make_user()).article
    assert (
        may_edit(by, own),
        may_edit(by, make_draft(by=make_user()).article),
        may_edit(by, make_draft().article),
    ) == (
        mine,
        others,
        nobodys,
    )


def test_an_author_keeps_the_article_that_a_publisher_corrected():
    author = make_member("作者")
    article = make_draft(by=author).article
    make_draft(article=article, by=make_member("发布者"), title="改一个字")
    assert may_edit(author, article)


def test_an_article_is_given_to_an_author_by_their_name():
    author = make_member("作者")
    article = make_draft(by=make_member("发布者"), written_by=make_person(user=author)).article
    assert may_edit(author, article)


def test_nobody_signs_with_the_name_of_another_account():
    me, own = make_user(), make_person("我")
    own.user = me
    own.save()
    make_person("别人", user=make_user())
    outside = make_person("院外")
    assert set(names_to_sign_with(me)) == {own, outside}


@pytest.mark.parametrize("state", ["in_review", "approved", "scheduled"])
def test_words_wait_until_they_are_taken_back(state):
    edition = make_edition_in(state)
    with pytest.raises(PublishingRefused, match="请先收回"):
        save_draft(article=edition.article, words=make_words(title="偷换"))
    publishing.take_back(edition=edition)
    assert make_draft(article=edition.article, title="改过").pk == edition.pk


def test_an_article_that_is_live_can_have_one_open_edition():
    article = make_article()
    publishing.submit(edition=make_draft(article=article, title="新题目"))
    assert (article.live_edition.number, article.open_edition.number) == (1, 2)
