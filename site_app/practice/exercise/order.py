"""Which sentences are taken apart to be put in order?"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from site_app.practice.exercise.item import Item, key_of, mixed
from site_app.practice.exercise.spreading import spread

if TYPE_CHECKING:
    from site_app.practice.exercise.sentences import Said

MOST = 3
FEWEST_PIECES, MOST_PIECES = 4, 8
_LONGEST = 42
"""Characters of a sentence."""
_MARKS = frozenset("，。！？；：“”‘’《》")
"""Not the mark of enumeration: what stands on its two sides can stand the other way round as well. Nor digits and
letters, whose pieces one would have to guess."""


def questions(found: Sequence["Said"]) -> list[Item]:
    """Sentences of a length that can be put together again, from all over the article."""
    return spread([item for said in found if len(said.text) <= _LONGEST and (item := _item(said))], MOST)


def _item(said: "Said") -> Item | None:
    if not said.is_whole or not all(token.readings or token.text in _MARKS for token in said.tokens):
        return None
    whole = Item(kind="order", key=key_of("order", said.text), sentence=said.id, tokens=said.tokens)
    right = pieces(whole)
    choices = mixed(whole.key, right)
    if choices == right:
        choices = [*choices[1:], choices[0]]
    if len(right) < FEWEST_PIECES or choices == right:
        return None
    return replace(whole, choices=tuple(choices))


def pieces(item: Item) -> list[str]:
    """The words, each with the mark behind it; the shortest neighbours together where there are too many."""
    found: list[str] = []
    opening = ""
    for token in item.tokens:
        if not token.readings and token.text in "“‘《（":
            opening = token.text
        elif token.readings or not found:
            found.append(opening + token.text)
            opening = ""
        else:
            found[-1] += token.text
    if found and item.end:
        found[-1] = found[-1].removesuffix(item.end)
    while len(found) > MOST_PIECES:
        lengths = [len(one) + len(other) for one, other in pairwise(found)]
        at = lengths.index(min(lengths))
        found[at : at + 2] = [found[at] + found[at + 1]]
    return [piece for piece in found if piece]
