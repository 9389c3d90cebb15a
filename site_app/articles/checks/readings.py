"""Can the readings of an edition be relied on?"""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from site_app.articles.checks.check import Check, Finding, Level, Place
from site_app.articles.checks.manuscript import place_in
from site_app.articles.models import Edition
from site_app.articles.reading_desk.confirming import doubts_of
from site_app.message import Message as _

_EXCERPT = 12


class ReadingsArePinyin(Check):
    title = gettext_lazy("写明的读音")
    basic = True

    def findings(self, edition: Edition) -> Iterator[Finding]:
        texts = (("title", _("标题")), ("summary", _("摘要")), ("markdown", _("正文")))
        for field, name in texts:
            yield from unreadable_in(field, name, getattr(edition, field))


def problems_in(name: str, text: str) -> Iterator[str]:
    """The inline readings of a text that no word can have, in sentences; `name` says which text it is."""
    return (finding.message for finding in unreadable_in("markdown", name, text))


def unreadable_in(field: str, name: str, text: str) -> Iterator[Finding]:
    """The same with their places."""
    from site_app.rendering.problems import problems

    for problem in problems(text):
        place = {"name": name, "line": problem.line, "column": problem.column, "message": problem.message}
        message = _("%(name)s第%(line)s行第%(column)s列：%(message)s。") % place
        yield Finding(message, (Place(field, problem.line, problem.column),))


class ReadingsAreCertain(Check):
    title = gettext_lazy("拿不准的读音")
    is_about_readings = True
    level = Level.WARNS

    def findings(self, edition: Edition) -> Iterator[Finding]:
        """One for each character in each word, however often it stands in the texts unconfirmed."""
        from site_app.pinyin.syllables import marked

        places: dict[tuple[str, str, tuple[str, ...]], list[Place]] = defaultdict(list)
        for doubt in doubts_of(edition):
            _before, word, after = doubt.parts
            excerpt = f"{word[doubt.origin.index :]}{after}"[:_EXCERPT]
            found_at = (
                place_in(edition.markdown, doubt.origin.start, excerpt)
                if doubt.field == "markdown"
                else Place(doubt.field, excerpt=excerpt)
            )
            places[doubt.word, doubt.character, doubt.readings].append(found_at)
        for (word, character, readings), found in places.items():
            said = {
                "word": word,
                "character": character,
                "count": len(found),
                "readings": _("还是").join(map(marked, readings)),
                "example": f"{{{character}|{marked(readings[0])}}}",
            }
            message = _("“%(word)s”的“%(character)s”读%(readings)s？有%(count)s处。定下来请写成 %(example)s。")
            yield Finding(message % said, tuple(found))
