"""Can what is read so be written in traditional characters?"""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from site_app.articles.checks.annotated import annotated
from site_app.articles.checks.check import Check, Finding, Level, Place
from site_app.articles.lexicon import lexicon
from site_app.articles.models import Edition
from site_app.message import Message as _


class TraditionalFitsTheReadings(Check):
    title = gettext_lazy("繁体字的读音")
    is_about_readings = True
    level = Level.WARNS

    def findings(self, edition: Edition) -> Iterator[Finding]:
        """One for each character in each word: no traditional character that it may stand for is read so."""
        from site_app.pinyin.syllables import marked

        places: dict[tuple[str, str, str, str], list[Place]] = defaultdict(list)
        for one in annotated(edition.markdown, lexicon()).impossible:
            places[one.word, one.character, one.traditional, one.reading].append(one.place)
        for (word, character, traditional, reading), found in places.items():
            said = {
                "word": word,
                "character": character,
                "traditional": traditional,
                "reading": marked(reading),
                "count": len(found),
            }
            message = _(
                "“%(word)s”的“%(character)s”标的是 %(reading)s，繁体版写成“%(traditional)s”，这个字没有这个读音（%(count)s处）。请看看读音是不是标错了。"
            )
            yield Finding(message % said, tuple(found))
