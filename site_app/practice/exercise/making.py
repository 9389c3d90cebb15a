"""Which items does an article give?"""

from collections.abc import Sequence

from site_app.pinyin import Lexicon
from site_app.practice.exercise import hearing, order, readings
from site_app.practice.exercise.item import Item, key_of
from site_app.practice.exercise.sentences import Said, sentences
from site_app.practice.exercise.spreading import spread

MOST_ALOUD = 2
_LONGEST_ALOUD = 42
"""Characters of a sentence that one can say after somebody."""


def make_items(markdown: str, lexicon: Lexicon) -> list[Item]:
    """At most a dozen, in the order in which they are practised; none where the text has no sentences for it."""
    found = sentences(markdown, lexicon)
    items = readings.questions(found)
    for questions in (hearing.questions, order.questions, _to_read_aloud):
        used = {item.sentence for item in items}
        # A short article has too few sentences for each question to have its own.
        items += questions([said for said in found if said.id not in used]) or questions(found)
    return items


def _to_read_aloud(found: Sequence[Said]) -> list[Item]:
    fit = [said for said in found if len(said.text) <= _LONGEST_ALOUD and said.is_whole]
    return spread([Item("aloud", key_of("aloud", said.text), said.id, said.tokens) for said in fit], MOST_ALOUD)
