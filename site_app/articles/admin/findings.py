"""How are the findings of the checks shown to an editor?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from site_app.articles.checks import Level, Moment, Outcome, outcomes
from site_app.articles.models import Act, Edition
from site_app.articles.models.state import State


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one weight."""

    level: str
    title: str
    outcomes: Sequence[Outcome]


@dataclass(frozen=True, slots=True)
class Report:
    """What the checks say of an edition before something is done with it."""

    groups: Sequence[Group]
    """Heaviest first, without those that found nothing."""
    address: str
    """Of the page whose fields the places name; empty on that page itself."""
    readings: str
    """Where the article's readings are decided."""

    @property
    def blocking(self) -> list[str]:
        """The sentences of what has to be mended."""
        groups = [group for group in self.groups if group.level == Level.BLOCKS.value]
        return [found.message for group in groups for outcome in group.outcomes for found in outcome.findings]


MOMENTS: Mapping[str, Moment] = {
    Act.Kind.SUBMIT: Moment.SUBMIT,
    Act.Kind.APPROVE: Moment.SUBMIT,
    Act.Kind.SCHEDULE: Moment.PUBLISH,
    Act.Kind.PUBLISH: Moment.PUBLISH,
    Act.Kind.PUBLISH_UNREVIEWED: Moment.PUBLISH_UNREVIEWED,
}
"""On the page of which transition the checks are shown, and what they are asked then."""


def report(edition: Edition, moment: Moment | None = None, *, elsewhere: bool = False) -> Report:
    """Before the next step on its way, unless a moment is given; `elsewhere` when the page is not the article's form."""
    titles = {Level.BLOCKS: _("必须改好"), Level.WARNS: _("最好看一看"), Level.NOTES: _("供参考")}
    asked = moment or _next(edition)
    groups = [Group(level.value, title, list(outcomes(edition, asked, level))) for level, title in titles.items()]
    readings = reverse("admin:articles_article_readings", args=[edition.article_id])
    return Report([group for group in groups if group.outcomes], _desk(edition) if elsewhere else "", readings)


def _next(edition: Edition) -> Moment:
    return Moment.PUBLISH if edition.state in (State.APPROVED, State.SCHEDULED) else Moment.SUBMIT


def _desk(edition: Edition) -> str:
    """Where the words stand: in the form while they can be changed, else on the edition's own page."""
    if edition.is_writable:
        return reverse("admin:articles_article_change", args=[edition.article_id])
    return reverse("admin:articles_article_edition", args=[edition.article_id, edition.number])
