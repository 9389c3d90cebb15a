"""What has to hold, and what should, before an edition goes on?

A check is one class in one of these modules; the registry below is read from top to bottom, and so do editors read what
is found.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from site_app.articles.checks.check import Check, Finding, Level, Moment, Place
from site_app.articles.checks.clear_communication import SpeaksClearly
from site_app.articles.checks.completeness import NothingIsMissing, ReadersAreNamed
from site_app.articles.checks.emergency import SymptomsComeWithAdvice
from site_app.articles.checks.headings import HeadingsAreInOrder
from site_app.articles.checks.hsk import WordsFitTheLevel
from site_app.articles.checks.links import ExternalLinksAnswered, LinkedArticlesAreLive, LinksLeadSomewhere
from site_app.articles.checks.pictures import PicturesAreDescribed
from site_app.articles.checks.promises import PromisesNothingAbsolute
from site_app.articles.checks.readings import ReadingsAreCertain, ReadingsArePinyin, problems_in
from site_app.articles.checks.review import IsReviewed, NextReviewIsDated
from site_app.articles.checks.sentences import SentencesAreShort
from site_app.articles.checks.sources import MarkersHaveSources, RestsOnASource, SourcesAreCited
from site_app.articles.checks.terms import TermsAreExplained
from site_app.articles.checks.traditional import TraditionalFitsTheReadings
from site_app.articles.models import Edition

__all__ = [
    "CHECKS",
    "Check",
    "Finding",
    "Level",
    "Moment",
    "Outcome",
    "Place",
    "outcomes",
    "problems_in",
    "reasons_against",
    "remember",
]

CHECKS: tuple[Check, ...] = (
    NothingIsMissing(),
    ReadingsArePinyin(),
    ReadersAreNamed(),
    RestsOnASource(),
    MarkersHaveSources(),
    SymptomsComeWithAdvice(),
    PromisesNothingAbsolute(),
    PicturesAreDescribed(),
    LinksLeadSomewhere(),
    IsReviewed(),
    NextReviewIsDated(),
    ReadingsAreCertain(),
    TraditionalFitsTheReadings(),
    SourcesAreCited(),
    LinkedArticlesAreLive(),
    ExternalLinksAnswered(),
    HeadingsAreInOrder(),
    SentencesAreShort(),
    TermsAreExplained(),
    WordsFitTheLevel(),
    SpeaksClearly(),
)


_REMEMBERED = "_what_the_checks_found"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found."""

    check: Check
    findings: tuple[Finding, ...]


def remember(edition: Edition) -> None:
    """Have each check look at this edition once, for a page that only shows it and asks for several moments."""
    prefetch_related_objects([edition], "sources")
    vars(edition).setdefault(_REMEMBERED, {})


def outcomes(edition: Edition, moment: Moment, level: Level) -> Iterator[Outcome]:
    """What the checks of a level found, without those that found nothing."""
    for check in CHECKS:
        if moment in check.moments and check.level_at(moment) is level and (found := _findings(check, edition)):
            yield Outcome(check, found)


def _findings(check: Check, edition: Edition) -> tuple[Finding, ...]:
    known: dict[Check, tuple[Finding, ...]] = vars(edition).get(_REMEMBERED, {})
    if check not in known:
        known[check] = tuple(check.findings(edition))
    return known[check]


def reasons_against(edition: Edition, moment: Moment) -> list[str]:
    """Why the edition may not go on; empty when it may."""
    return [finding.message for outcome in outcomes(edition, moment, Level.BLOCKS) for finding in outcome.findings]
