"""What keeps an edition from being published? Each check returns its reasons, in sentences for the editor."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from site_app.articles.citations import markers_have_sources
from site_app.articles.models import Edition, Rendering
from site_app.articles.models.rendering import plain_text


def nothing_is_missing(edition: Edition) -> Iterator[str]:
    shown = edition.renderings.get(view=Rendering.View.HANZI)
    parts = ((shown.title, _("标题")), (shown.summary, _("摘要")), (shown.body, _("正文")))
    # Markup and signs alone, such as a zero width space, leave a reader nothing to read.
    missing = [name for markup, name in parts if not any(map(str.isalnum, plain_text(markup)))]
    if missing:
        yield _("还没有写%(missing)s。") % {"missing": _("、").join(missing)}


def readings_are_pinyin(edition: Edition) -> Iterator[str]:
    for name, text in ((_("标题"), edition.title), (_("摘要"), edition.summary), (_("正文"), edition.markdown)):
        yield from problems_in(name, text)


def problems_in(name: str, text: str) -> Iterator[str]:
    """The inline readings of a text that no word can have; `name` says which text it is."""
    from site_app.rendering import problems

    for problem in problems(text):
        place = {"name": name, "line": problem.line, "column": problem.column, "message": problem.message}
        yield _("%(name)s第%(line)s行第%(column)s列：%(message)s。") % place


CHECKS: tuple[Callable[[Edition], Iterator[str]], ...] = (
    nothing_is_missing,
    readings_are_pinyin,
    markers_have_sources,
)


def reasons_against(edition: Edition) -> list[str]:
    """Why the edition may not be published; empty when it may."""
    return [reason for check in CHECKS for reason in check(edition)]
