"""May this person do this to this edition now, and if not, why?

Every button, bulk action, page and command asks here; `publishing` does what is allowed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from site_app.articles import checks
from site_app.articles.checks import Moment
from site_app.articles.models import Act, Article, Edition, Person
from site_app.articles.models import state as states
from site_app.articles.translating import as_message
from site_app.message import Message as _

State, Kind = states.State, Act.Kind


@dataclass(frozen=True, slots=True)
class Question:
    """May this person do something to this edition at this time?"""

    person: Any
    """None stands for the site itself, which needs no permission: seeds, imports, the clock."""
    edition: Edition
    now: datetime


Condition = Callable[[Question], Iterator[str]]
"""Yields what is against it, in sentences for the person."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from some states to another."""

    kind: Act.Kind
    before: tuple[states.State, ...]
    after: states.State
    permission: str
    """Of the articles app."""
    conditions: tuple[Condition, ...] = ()
    is_for_editors: bool = False
    """Whether the person has to be one who may edit the article."""

    @property
    def name(self) -> str:
        return self.kind.value

    @property
    def label(self) -> str:
        """What its button says."""
        return str(self.kind.label)

    @property
    def said(self) -> str:
        """The same as a message."""
        return as_message(self.kind.label)


def may_be_reviewed(asked: Question) -> Iterator[str]:
    yield from checks.reasons_against(asked.edition, Moment.SUBMIT)


def may_be_read(asked: Question) -> Iterator[str]:
    yield from checks.reasons_against(asked.edition, Moment.PUBLISH)


def may_be_read_unreviewed(asked: Question) -> Iterator[str]:
    yield from checks.reasons_against(asked.edition, Moment.PUBLISH_UNREVIEWED)


def has_an_author(asked: Question) -> Iterator[str]:
    if not (asked.edition.written_by_id or asked.edition.author_id):
        yield _("还没有写明作者。")


def is_reviewed_by_another(asked: Question) -> Iterator[str]:
    if asked.person is None:
        yield _("审核要由人来做。")
    elif has_written(asked.person, asked.edition):
        yield _("这一版里有您写的文字，要请另一个人审核。")


def keeps_its_review(asked: Question) -> Iterator[str]:
    """A minor change rests on the review of the live edition."""
    edition = asked.edition
    if edition.is_minor and not edition.article.editions.live().exists():
        yield _("这一版是小改，可是它所改的那一版已经撤下。请收回，去掉“小改”，再提交审核。")


def its_time_has_come(asked: Question) -> Iterator[str]:
    if asked.person is None and asked.edition.scheduled_for and asked.edition.scheduled_for > asked.now:
        yield _("还没有到定时发布的时间。")


TRANSITIONS: Mapping[str, Transition] = {
    transition.name: transition
    for transition in (
        Transition(
            Kind.SUBMIT,
            (State.DRAFT, State.CHANGES_REQUESTED),
            State.IN_REVIEW,
            "submit_edition",
            (has_an_author, may_be_reviewed),
            is_for_editors=True,
        ),
        Transition(
            Kind.TAKE_BACK,
            (State.IN_REVIEW, State.APPROVED, State.SCHEDULED),
            State.DRAFT,
            "submit_edition",
            is_for_editors=True,
        ),
        Transition(
            Kind.REQUEST_CHANGES,
            (State.IN_REVIEW, State.APPROVED, State.SCHEDULED),
            State.CHANGES_REQUESTED,
            "review_edition",
        ),
        Transition(
            Kind.APPROVE,
            (State.IN_REVIEW,),
            State.APPROVED,
            "review_edition",
            (is_reviewed_by_another, keeps_its_review),
        ),
        Transition(
            Kind.SCHEDULE,
            (State.APPROVED,),
            State.SCHEDULED,
            "publish_edition",
            (has_an_author, keeps_its_review, may_be_read),
        ),
        Transition(Kind.UNSCHEDULE, (State.SCHEDULED,), State.APPROVED, "publish_edition"),
        Transition(
            Kind.PUBLISH,
            (State.APPROVED, State.SCHEDULED),
            State.PUBLISHED,
            "publish_edition",
            (its_time_has_come, has_an_author, keeps_its_review, may_be_read),
        ),
        Transition(
            Kind.PUBLISH_UNREVIEWED,
            (State.DRAFT, State.CHANGES_REQUESTED, State.IN_REVIEW),
            State.PUBLISHED,
            "publish_unreviewed_edition",
            (has_an_author, may_be_read_unreviewed),
        ),
        Transition(Kind.WITHDRAW, (State.PUBLISHED,), State.WITHDRAWN, "withdraw_edition"),
    )
}


def reasons_against(person: Any, transition: Transition, edition: Edition, now: datetime) -> list[str]:
    """Why the person may not do this now, most fundamental first; empty when they may."""
    if edition.article.practice_of_id:
        return [_("这是练习，不能真的“%(what)s”。") % {"what": transition.said}]
    if not is_permitted(person, transition, edition.article):
        return [_("您没有权限“%(what)s”。") % {"what": transition.said}]
    if edition.state not in transition.before:
        state = {"number": edition.number, "state": as_message(State(edition.state).label), "what": transition.said}
        return [_("第%(number)s版现在是“%(state)s”，不能“%(what)s”。") % state]
    asked = Question(person, edition, now)
    return [reason for condition in transition.conditions for reason in condition(asked)]


def is_permitted(person: Any, transition: Transition, article: Article) -> bool:
    """Whether the person has the permission at all, whatever the edition's state; nobody has it for a practice."""
    if article.practice_of_id:
        return False
    if person is None:
        return True
    if not person.has_perm(f"articles.{transition.permission}"):
        return False
    return not transition.is_for_editors or may_edit(person, article)


def may_edit(person: Any, article: Article) -> bool:
    """Publishers edit everything; authors what they wrote, what bears their name, and what is nobody's yet.

    A practice is for its own person alone.
    """
    if not person.has_perm("articles.change_article"):
        return False
    if article.practice_of_id:
        return bool(article.practice_of_id == person.pk)
    if person.has_perm("articles.publish_edition"):
        return True
    editions = Edition.objects.filter(article=article)
    is_somebodys = Q(author__isnull=False) | Q(written_by__user__isnull=False)
    return editions.filter(is_by(person)).exists() or not editions.filter(is_somebodys).exists()


def may_begin(person: Any) -> bool:
    """Whether the person may write a new article."""
    return bool(person.has_perm("articles.add_article"))


def may_practise(person: Any) -> bool:
    """Whether the person is one of those who write and ask for a review, and may try that out."""
    return (
        may_begin(person) and person.has_perm("articles.change_article") and person.has_perm("articles.submit_edition")
    )


def within_reach(person: Any) -> QuerySet[Article]:
    """What the person can open by its number: what is in the lists, and their own practice; superusers everybody's."""
    kept = Article.everything.filter(binned_at=None)
    return kept if person.is_superuser else kept.filter(Q(practice_of=None) | Q(practice_of=person.pk))


def may_look(person: Any) -> bool:
    """Whether the person sees the articles at the desk at all."""
    return person.has_perm("articles.view_article") or person.has_perm("articles.change_article")


def may_hear_readers(person: Any) -> bool:
    """Whoever sees the articles sees what readers say of them."""
    return may_look(person)


def may_answer_readers(person: Any) -> bool:
    """Whoever may change articles may lay aside what readers said."""
    return bool(person.has_perm("articles.change_article"))


def may_import(person: Any) -> bool:
    """Whether the person may bring in files at all; what each of them would do is asked article by article."""
    return person.has_perm("articles.add_article") or person.has_perm("articles.change_article")


def may_export(person: Any) -> bool:
    """Whoever sees the articles may take them along."""
    return may_look(person)


def to_review(person: Any) -> QuerySet[Edition]:
    """What is in review and was written by others."""
    return Edition.objects.filter(state=State.IN_REVIEW).exclude(is_by(person))


def has_written(person: Any, edition: Edition) -> bool:
    """Whether the edition holds words of this person that nobody has reviewed, or bears their name."""
    return Edition.objects.filter(is_by(person), pk=edition.pk).exists()


def is_by(person: Any) -> Q:
    """Editions that hold words of this person that nobody has reviewed, or bear their name; none comes twice."""
    helped = Edition.writers.through.objects.filter(user=person)
    names = Person.objects.filter(user=person)
    # Each part by an index of its own; a join would have every edition looked at.
    return Q(author=person) | Q(written_by__in=names) | Q(pk__in=helped.values("edition"))


def names_to_sign_with(person: Any) -> QuerySet[Person]:
    """Whose name this person may put under a text or a review: their own, and those of people without an account."""
    return Person.objects.filter(Q(user=person) | Q(user__isnull=True))
