"""Is anything missing that every article has?"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from site_app.articles.checks.check import Check, Finding, Place
from site_app.articles.models import Edition, Rendering
from site_app.articles.models.rendering import plain_text
from site_app.message import Message as _


class NothingIsMissing(Check):
    title = gettext_lazy("标题、摘要和正文")
    basic = True

    def findings(self, edition: Edition) -> Iterator[Finding]:
        shown = edition.renderings.get(view=Rendering.View.HANZI)
        parts = (
            ("title", shown.title, _("标题")),
            ("summary", shown.summary, _("摘要")),
            ("markdown", shown.body, _("正文")),
        )
        # Markup and signs alone, such as a zero width space, leave a reader nothing to read.
        missing = [
            (field, name) for field, markup, name in parts if not any(map(str.isalnum, plain_text(markup)))
        ]  # fmt: skip
        if missing:
            names = _("、").join(name for _field, name in missing)
            places = tuple(Place(field, excerpt=name) for field, name in missing)
            yield Finding(_("还没有写%(missing)s。") % {"missing": names}, places)


class ReadersAreNamed(Check):
    title = gettext_lazy("适用人群")

    def findings(self, edition: Edition) -> Iterator[Finding]:
        if not edition.readers.strip():
            yield Finding(_("还没有写明适用人群：这篇文章是写给谁看的？"), (Place("readers"),))
