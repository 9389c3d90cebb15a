"""Which words are harder than the level that an edition is written for?"""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from site_app.articles.checks.annotated import UsedWord, annotated
from site_app.articles.checks.check import Check, Finding, Level
from site_app.articles.hsk import BEYOND, HIGHEST_BAND, level_of
from site_app.articles.lexicon import lexicon
from site_app.articles.models import Edition, LexiconEntry
from site_app.message import Message as _

_NOT_GRADED = ("nr", "ns", "nt", "nz", "m")
"""Names and numbers: they are told in place."""
_SHOWN = 40
"""Words of one finding."""


class WordsFitTheLevel(Check):
    title = gettext_lazy("HSK 等级")
    level = Level.WARNS

    def findings(self, edition: Edition) -> Iterator[Finding]:
        harder = words_above(edition)
        if not harder:
            return
        words = [
            _("%(word)s（%(level)s级，%(count)s次）") % {"word": word.text, "level": _name(level), "count": word.count}
            if level < BEYOND
            else _("%(word)s（表外，%(count)s次）") % {"word": word.text, "count": word.count}
            for word, level in harder[:_SHOWN]
        ]
        said = {"count": len(harder), "level": edition.level, "words": _("、").join(words)}
        message = _("有%(count)s个词超过HSK %(level)s级，最常用的在前：%(words)s。")
        yield Finding(message % said, tuple(word.first for word, _level in harder[:_SHOWN]))


def words_above(edition: Edition) -> list[tuple[UsedWord, int]]:
    """The words above the stated level with their own, most frequent first; none when no level is stated."""
    if not edition.level:
        return []
    stated = min(edition.level, HIGHEST_BAND)
    explained = set(LexiconEntry.objects.exclude(explanation="").values_list("word", flat=True))
    found: dict[str, list[UsedWord]] = defaultdict(list)
    for word in annotated(edition.markdown, lexicon()).words:
        if not word.pos.startswith(_NOT_GRADED) and word.text not in explained and level_of(word.text) > stated:
            found[word.text].append(word)
    # One word may stand as two parts of speech.
    whole = [UsedWord(text, uses[0].pos, sum(use.count for use in uses), uses[0].first) for text, uses in found.items()]
    return [(word, level_of(word.text)) for word in sorted(whole, key=lambda word: -word.count)]


def _name(level: int) -> str:
    return "7—9" if level == HIGHEST_BAND else str(level)
