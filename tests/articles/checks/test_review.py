"""Is nothing published that nobody answers for?"""

import pytest

from site_app.articles.checks.review import IsReviewed, NextReviewIsDated
from tests.factories import make_approved, make_draft, make_edition

pytestmark = pytest.mark.django_db

CHECKS = (IsReviewed(), NextReviewIsDated())


def found(edition) -> list[str]:
    return [str(finding) for check in CHECKS for finding in check.findings(edition)]


def test_a_draft_has_neither_reviewer_nor_date():
    assert found(make_draft()) == ["还没有写明是谁审核的。", "还没有定下次审核的日期。"]


def test_approving_gives_both():
    assert found(make_approved()) == []


def test_a_minor_change_stays_as_unreviewed_as_what_is_live():
    live = make_edition()
    minor = make_approved(article=live.article, markdown="脑梗是急症，马上打120。", is_minor=True)
    assert (minor.reviewed_by, found(minor)) == (None, [])
