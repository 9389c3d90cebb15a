"""Does an edition rest on sources that a reader could find?"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from site_app.articles.checks.check import Check, Finding, Level, Place
from site_app.articles.checks.manuscript import place_in
from site_app.articles.citations import markers_without_source, sources_without_marker
from site_app.articles.models import Edition
from site_app.message import Message as _


class RestsOnASource(Check):
    title = gettext_lazy("来源")

    def findings(self, edition: Edition) -> Iterator[Finding]:
        if not any(source.is_complete for source in edition.sources.all()):
            message = _("至少要有一个完整的来源：标题、发布者，再加年份，或者网址和查阅日期。")
            yield Finding(message, (Place("sources"),))


class MarkersHaveSources(Check):
    title = gettext_lazy("脚注")
    basic = True

    def findings(self, edition: Edition) -> Iterator[Finding]:
        for key in markers_without_source(edition):
            marker = f"[^{key}]"
            message = _("正文里的脚注 %(marker)s 没有对应的来源。") % {"marker": marker}
            yield Finding(message, (place_in(edition.markdown, edition.markdown.find(marker), marker),))


class SourcesAreCited(Check):
    title = gettext_lazy("没有引用的来源")
    level = Level.WARNS

    def findings(self, edition: Edition) -> Iterator[Finding]:
        for key in sources_without_marker(edition):
            yield Finding(_("来源“%(key)s”在正文里没有脚注。") % {"key": key}, (Place("sources", excerpt=key),))
