"""Do the headings make a table of contents?"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from site_app.articles.checks.check import Check, Finding, Level
from site_app.articles.checks.manuscript import manuscript
from site_app.articles.models import Edition
from site_app.message import Message as _


class HeadingsAreInOrder(Check):
    """WCAG 2.2, 1.3.1: the title is the page's only heading of the first level, and no level is left out below it."""

    title = gettext_lazy("小标题的层次")
    level = Level.WARNS

    def findings(self, edition: Edition) -> Iterator[Finding]:
        from site_app.rendering.outline import outline

        above, read = 1, manuscript(edition.markdown)
        for heading in outline(edition.markdown):
            if not (heading.tag[0] == "h" and heading.tag[1:].isdigit()):
                continue
            level, said = int(heading.tag[1]), {"text": heading.text, "marks": "#" * (above + 1)}
            if level == 1:
                message = _("小标题“%(text)s”用了一个 #。一个 # 是文章的标题，正文里的小标题从两个 # 开始。") % said
                yield Finding(message, (read.heading(heading.text),))
            elif level > above + 1:
                message = _("小标题“%(text)s”跳过了一层，这里最多用 %(marks)s。") % said
                yield Finding(message, (read.heading(heading.text),))
            above = max(level, 2)
