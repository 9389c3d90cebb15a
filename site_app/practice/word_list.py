"""Which words does an article hold, how often, and in which sentence first? Read from its stored ruby view."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from site_app.articles.models import Rendering
from site_app.finding.document import Passage, passages
from site_app.practice.exercise import Token
from site_app.practice.meanings import Meaning, meanings
from site_app.rendering.memory import Memory

MOST_WORDS = 1500
"""Different ones; of a book the most frequent."""
ORDERS = ("appearance", "frequency")


@dataclass(frozen=True, slots=True)
class ListedWord:
    """A word read in one way."""

    token: Token
    meaning: Meaning
    count: int
    sentence: Passage
    """The shortest of the first few that hold it."""

    @property
    def text(self) -> str:
        return self.token.text

    @property
    def pinyin(self) -> str:
        return self.token.pinyin


_LOOKED_AT = 3
"""Sentences among which the shortest is shown with a word."""


MOST_REMEMBERED = 3_000_000
_remembered: Memory[tuple[str, str], dict[Token, "Occurrences"]] = Memory(MOST_REMEMBERED)
"""The articles whose words were asked for last, in characters of their views: of a book it takes half a second."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    count: int
    sentences: tuple[Passage, ...]
    """The first few."""


def word_list(rendering: Rendering, order: str = "appearance") -> list[ListedWord]:
    """The words of a stored ruby view in one of the `ORDERS`."""
    views = rendering.title, rendering.body
    found = _remembered.recall(views, sum(map(len, views)), lambda: _occurrences(rendering))
    frequent = sorted(found, key=lambda token: -found[token].count)[:MOST_WORDS]
    kept = {*frequent}
    shown = frequent if order == "frequency" else [token for token in found if token in kept]
    known = meanings([(token.text, token.readings) for token in shown])
    return [
        ListedWord(
            token,
            known[token.text, token.readings],
            found[token].count,
            min(found[token].sentences, key=lambda held: len(held.text)),
        )
        for token in shown
    ]


def _occurrences(rendering: Rendering) -> dict[Token, Occurrences]:
    """In the order of the text."""
    counts: Counter[Token] = Counter()
    sentences: dict[Token, list[Passage]] = {}
    for passage in said_in(rendering):
        for word in passage.words:
            if word.readings and all(word.readings):
                token = Token(word.text, word.readings)
                counts[token] += 1
                held = sentences.setdefault(token, [])
                if len(held) < _LOOKED_AT and passage not in held:
                    held.append(passage)
    return {token: Occurrences(count, tuple(sentences[token])) for token, count in counts.items()}


def said_in(rendering: Rendering) -> Sequence[Passage]:
    """The title, which has no id on the page of its own beside ``s0``, and the sentences of the text."""
    title = [Passage("s0", passage.words) for passage in passages(rendering.title)[0]]
    return [*title, *passages(rendering.body)[0]]


def tokens_of(passage: Passage) -> list[Token]:
    """A sentence with its readings."""
    return [Token(word.text, word.readings) for word in passage.words]
