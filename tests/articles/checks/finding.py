"""What does one check find in an edition?"""

from site_app.articles.checks import Check, Finding
from tests.factories import make_draft


def found_by(check: Check, **changes) -> list[Finding]:
    return list(check.findings(make_draft(**changes)))


def said_by(check: Check, **changes) -> list[str]:
    return [str(finding) for finding in found_by(check, **changes)]


def places_of(finding: Finding) -> list[tuple[int, int]]:
    """Line and column of each."""
    return [(place.line, place.column) for place in finding.places]
