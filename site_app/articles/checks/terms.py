"""Does a reader learn what the terms of a text mean?"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from site_app.articles.checks.annotated import UsedWord, annotated
from site_app.articles.checks.check import Check, Finding, Level
from site_app.articles.checks.manuscript import manuscript
from site_app.articles.lexicon import lexicon
from site_app.articles.models import Edition, LexiconEntry
from site_app.message import Message as _

_EXPLAINS = "\\s*[”’]?\\s*(?:[（(—]|，?\\s*(?:又称|又叫|也称|也叫|俗称|简称|就是|即|是指|指的是|是一种|的意思是))"
"""Behind a term, where it stands first."""
_NAMES = "(?:又称|又叫|也称|也叫|俗称|简称|所谓|这叫|叫做|称为|就是)[“‘]?$"
"""Before a term that the text has just described."""


class TermsAreExplained(Check):
    title = gettext_lazy("术语")
    level = Level.WARNS

    def findings(self, edition: Edition) -> Iterator[Finding]:
        unexplained = set(LexiconEntry.objects.filter(explanation="").values_list("word", flat=True))
        words = annotated(edition.markdown, lexicon()).words if unexplained else ()
        for word in words:
            if word.text in unexplained and not _is_explained(word, manuscript(edition.markdown).text):
                said = {"word": word.text}
                message = _("术语“%(word)s”没有解释。请在第一次出现的地方解释，或者在读音词表里写上它的意思。")
                yield Finding(message % said, (word.first,))


def _is_explained(word: UsedWord, text: str) -> bool:
    start = text.find(word.text)
    end = start + len(word.text)
    return bool(re.match(_EXPLAINS, text[end : end + 12]) or re.search(_NAMES, text[max(start - 6, 0) : start]))
