"""Are the sentences short enough to be understood at once?"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from site_app.articles.checks.annotated import annotated
from site_app.articles.checks.check import Check, Finding, Level
from site_app.articles.lexicon import lexicon
from site_app.articles.models import Edition
from site_app.message import Message as _

LONGEST = 60
"""Hanzi, letters and digits of one sentence."""


class SentencesAreShort(Check):
    title = gettext_lazy("长句子")
    level = Level.WARNS

    def findings(self, edition: Edition) -> Iterator[Finding]:
        for sentence in annotated(edition.markdown, lexicon()).sentences:
            if sentence.length > LONGEST:
                said = {"opening": sentence.place.excerpt, "length": sentence.length, "longest": LONGEST}
                message = _("“%(opening)s……”这一句有%(length)s个字，超过%(longest)s个，请分成几句。")
                yield Finding(message % said, (sentence.place,))
