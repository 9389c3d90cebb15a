"""Whatever people do in whatever order: does an article ever lose an edition, or show two?"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from site_app.articles import publishing
from site_app.articles.drafting import PublishingRefused, save_draft
from site_app.articles.models import Act, Article, Edition
from site_app.articles.models.state import OPEN, Withdrawal
from site_app.articles.timetable import publish_due
from site_app.articles.workflow import TRANSITIONS
from tests.factories import make_draft, make_member, make_person, make_words

PEOPLE = ("author", "second author", "reviewer", "publisher", "site")


class Newsroom(RuleBasedStateMachine):
    """Two articles, five people, a clock."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.now = datetime(2026, 3, 1, 8, tzinfo=UTC)
        self.people: dict[str, Any] = {
            "author": make_member("作者"),
            "second author": make_member("作者"),
            "reviewer": make_member("审核者"),
            "publisher": make_member("发布者"),
            "site": None,
        }
        self.people["second author"].groups.add(*self.people["reviewer"].groups.all())
        self.reviewer = make_person()
        self.articles = [make_draft(by=self.people["author"], title=title).article for title in ("甲", "乙")]
        self.fixed: dict[int, tuple[str, str]] = {}
        first = Edition.objects.get(article=self.articles[0])
        publishing.submit(edition=first)
        publishing.approve(edition=first, by=self.people["reviewer"], reviewed_by=self.reviewer, now=self.now)
        self.acts = 2

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @rule(
        which=st.integers(0, 1),
        who=st.sampled_from(PEOPLE),
        title=st.sampled_from("甲乙丙"),
        minor=st.booleans(),
        seen=st.sampled_from([None, "long ago"]),
    )
    def save(self, which: int, who: str, title: str, minor: bool, seen: str | None) -> None:
        before = self._set_aside()
        try:
            save_draft(
                article=self.articles[which],
                words=make_words(title=title, markdown="正文。"),
                by=self.people[who],
                is_minor=minor,
                seen=seen,
                set_aside=seen is not None,
            )
        except PublishingRefused:
            assert self.articles[which].open_edition
            assert self.articles[which].draft is None
        self.acts += self._set_aside() - before

    @rule(which=st.integers(0, 1), who=st.sampled_from(PEOPLE), name=st.sampled_from([*TRANSITIONS]))
    def try_anything(self, which: int, who: str, name: str) -> None:
        article = self.articles[which]
        edition = article.live_edition if name == "withdraw" else article.open_edition
        if edition:
            self._do(edition, name, self.people[who])

    @rule(which=st.integers(0, 1), choice=st.integers(0, 11), outcome=st.sampled_from(Withdrawal.values))
    def go_on(self, which: int, choice: int, outcome: str) -> None:
        """A step that the state allows, by somebody who may take it."""
        article = self.articles[which]
        edition = article.open_edition or article.live_edition
        if edition:
            fitting = (name for name, transition in TRANSITIONS.items() if edition.state in transition.before)
            steps = [name for name in fitting if name != "publish_unreviewed"]
            name = steps[choice % len(steps)]
            self._do(edition, name, self.people["reviewer"] if name == "approve" else None, outcome)

    @rule(which=st.integers(0, 1))
    def withdraw(self, which: int) -> None:
        if edition := self.articles[which].live_edition:
            self._do(edition, "withdraw", self.people["publisher"])

    @precondition(lambda self: Edition.objects.filter(state="approved").exists())
    @rule(who=st.sampled_from(["publisher", "site"]))
    def schedule(self, who: str) -> None:
        self._do(Edition.objects.filter(state="approved")[0], "schedule", self.people[who])

    def _do(self, edition: Edition, name: str, by: Any, outcome: str = "merged") -> None:
        article = edition.article
        which = self.articles.index(article)
        asked: dict[str, dict[str, Any]] = {
            "request_changes": {"note": "请改"},
            "approve": {"reviewed_by": self.reviewer},
            "schedule": {"at": self.now + timedelta(hours=2)},
            "publish_unreviewed": {"reason": "急"},
            "withdraw": {"reason": "有误", "outcome": outcome, "merged_into": self.articles[1 - which]},
        }
        target = {"article": article} if name == "withdraw" else {"edition": edition}
        is_stopped = name == "withdraw" and article.editions.scheduled().exists()
        before = self._everything()
        try:
            getattr(publishing, name)(**target, by=by, now=self.now, **asked.get(name, {}))
        except PublishingRefused:
            assert self._everything() == before
        else:
            self.acts += 1 + is_stopped

    @precondition(lambda self: Edition.objects.filter(state="scheduled").exists())
    @rule(hours=st.integers(1, 3))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.acts += len(publish_due(self.now))
        assert not Edition.objects.due(self.now).exists()

    @invariant()
    def one_live_and_one_open(self) -> None:
        for article in Article.objects.all():
            states = list(article.editions.values_list("state", flat=True))
            assert states.count("published") <= 1
            assert sum(state in OPEN for state in states) <= 1

    @invariant()
    def what_is_live_has_an_author_and_a_review_or_a_reason(self) -> None:
        for live in Edition.objects.live():
            assert live.author or live.written_by
            assert live.reviewed_by or live.unreviewed_reason

    @invariant()
    def nothing_is_lost(self) -> None:
        for article in Article.objects.all():
            numbers = list(article.editions.order_by("number").values_list("number", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))
        closed = Edition.objects.exclude(state__in=OPEN)
        said = {pk: (title, markdown) for pk, title, markdown in closed.values_list("pk", "title", "markdown")}
        assert self.fixed.items() <= said.items()
        self.fixed = said

    @invariant()
    def every_act_is_logged_once(self) -> None:
        assert Act.objects.count() == self.acts

    def _set_aside(self) -> int:
        """How many drafts gave way to another."""
        return Edition.objects.filter(state="superseded", published_at__isnull=True).count()

    def _everything(self) -> list[Any]:
        return [list(Edition.objects.order_by("pk").values()), list(Act.objects.values())]


@pytest.mark.django_db
def test_no_way_through_the_states_loses_an_edition_or_shows_two():
    bounds = settings(
        max_examples=15,
        stateful_step_count=30,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Newsroom, settings=bounds)
