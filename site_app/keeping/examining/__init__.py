"""What does a new operator get wrong, and how is it mended?"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from site_app.keeping.examining import background, database, machine, serving
from site_app.keeping.examining.finding import Check, Finding, bad, first_line

BEFORE: Sequence[Check] = (machine.data_folder, machine.disk, database.answers)
"""What everything else rests on, and what a start has to wait for; the database comes last."""
WITHOUT_DATABASE: Sequence[Check] = (
    machine.memory_of_forms,
    machine.bucket,
    machine.fonts,
    serving.readings,
    serving.translations,
    serving.static_files,
    serving.who_may_ask,
    serving.https,
    serving.key,
    serving.mail,
    background.voice,
    background.backups,
)
TABLES: Sequence[Check] = (database.version, database.migrations)
"""Whether the database is whole; its tables come last."""
WITH_TABLES: Sequence[Check] = (
    database.clock,
    database.accounts,
    database.second_factor,
    background.worker,
    background.tasks,
    background.narrations,
)


def essentials() -> Iterator[Finding]:
    """The few findings without which no process should start."""
    for check in BEFORE:
        yield from _findings(check)


def everything() -> Iterator[Finding]:
    """All of them; where the database does not answer, or has no tables, nothing is asked of it."""
    found = [finding for check in BEFORE for finding in _findings(check)]
    yield from found
    for check in WITHOUT_DATABASE:
        yield from _findings(check)
    for check in TABLES if not found[-1].is_bad else ():
        found = [*_findings(check)]
        yield from found
    for check in WITH_TABLES if not found[-1].is_bad else ():
        yield from _findings(check)


def _findings(check: Check) -> Iterator[Finding]:
    try:
        yield from check()
    except Exception as error:  # whatever breaks a check is itself a finding
        yield bad(check.__name__, _("检查不了：%(why)s") % {"why": first_line(error)})
