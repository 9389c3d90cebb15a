"""Are the right checks asked at the right moment?"""

import inspect
from importlib import import_module
from pkgutil import iter_modules

import pytest

from site_app.articles import checks
from site_app.articles.checks import CHECKS, Check, Level, Moment, outcomes, reasons_against
from site_app.articles.drafting import PublishingRefused
from site_app.articles.publishing import publish, publish_unreviewed, submit
from tests.factories import make_approved, make_draft

pytestmark = pytest.mark.django_db

LACKING = {"readers": "", "references": (), "markdown": "他嘴歪了。本品无副作用。![](/a.png)"}


def names(edition, moment: Moment, level: Level) -> list[str]:
    return [type(outcome.check).__name__ for outcome in outcomes(edition, moment, level)]


def test_every_check_is_registered_once():
    modules = [import_module(f"{checks.__name__}.{module.name}") for module in iter_modules(checks.__path__)]
    classes = {
        found
        for module in modules
        for found in vars(module).values()
        if inspect.isclass(found) and issubclass(found, Check) and found is not Check
    }
    assert {type(check) for check in CHECKS} == classes
    assert len(CHECKS) == len(classes)


def test_every_check_has_a_title():
    assert len({str(check.title) for check in CHECKS}) == len(CHECKS)


def test_an_edition_of_the_factories_passes():
    assert reasons_against(make_draft(), Moment.SUBMIT) == []
    assert reasons_against(make_approved(), Moment.PUBLISH) == []


def test_what_the_law_or_safety_demands_blocks():
    assert names(make_draft(**LACKING), Moment.SUBMIT, Level.BLOCKS) == [
        "ReadersAreNamed",
        "RestsOnASource",
        "SymptomsComeWithAdvice",
        "PromisesNothingAbsolute",
        "PicturesAreDescribed",
        "LinksLeadSomewhere",
    ]


def test_nobody_asks_for_a_reviewer_before_the_review():
    assert reasons_against(make_draft(), Moment.SUBMIT) == []
    assert reasons_against(make_draft(), Moment.PUBLISH) == ["还没有写明是谁审核的。", "还没有定下次审核的日期。"]


def test_unreviewed_only_the_basic_checks_block_and_the_others_warn():
    edition = make_draft(**LACKING)
    assert names(edition, Moment.PUBLISH_UNREVIEWED, Level.BLOCKS) == []
    warned = names(edition, Moment.PUBLISH_UNREVIEWED, Level.WARNS)
    assert {"ReadersAreNamed", "RestsOnASource", "PromisesNothingAbsolute"} <= {*warned}
    assert publish_unreviewed(edition=edition, reason="急").state == "published"


@pytest.mark.parametrize("change", [{"summary": ""}, {"markdown": "甲[^none]。"}, {"title": "{卒中|cù}"}])
def test_what_is_basic_blocks_even_then(change):
    with pytest.raises(PublishingRefused):
        publish_unreviewed(edition=make_draft(**change), reason="急")


def test_what_warns_stops_nobody():
    edition = make_draft(markdown="# 大标题\n\n" + "很长的话" * 20 + "。")
    assert names(edition, Moment.SUBMIT, Level.WARNS)
    assert submit(edition=edition).state == "in_review"


def test_what_has_become_wrong_since_the_review_is_not_published():
    edition = make_approved()
    edition.sources.all().delete()
    with pytest.raises(PublishingRefused, match="完整的来源"):
        publish(edition=edition)
