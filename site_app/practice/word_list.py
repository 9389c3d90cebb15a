"""Which words does an article hold, how often, and in which sentence first? Read from its stored ruby view."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from site_app.articles.models import Rendering
from site_app.finding.document import Passage, passages
from site_app.practice.exercise import Token
from site_app.practice.meanings import Meaning, meanings

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


def word_list(rendering: Rendering, order: str = "appearance") -> list[ListedWord]:
    """The words of a stored ruby view in one of the `ORDERS`."""
    counts: dict[Token, int] = {}
    sentences: dict[Token, list[Passage]] = {}
    for passage in said_in(rendering):
        for word in passage.words:
            if not word.readings or not all(word.readings):
                continue
            token = Token(word.text, word.readings)
            counts[token] = counts.get(token, 0) + 1
            held = sentences.setdefault(token, [])
            if len(held) < _LOOKED_AT and passage not in held:
                held.append(passage)
    wanted: Iterable[Token] = counts
    if order == "frequency" or len(counts) > MOST_WORDS:
        wanted = sorted(counts, key=lambda token: -counts[token])[:MOST_WORDS]
    if order != "frequency":
        kept = {*wanted}
        wanted = [token for token in counts if token in kept]
    shown = [*wanted]
    known = meanings([(token.text, token.readings) for token in shown])
    return [
        ListedWord(
            token,
            known[token.text, token.readings],
            counts[token],
            min(sentences[token], key=lambda held: len(held.text)),
        )
        for token in shown
    ]


def said_in(rendering: Rendering) -> Sequence[Passage]:
    """The title, which has no id on the page of its own beside ``s0``, and the sentences of the text."""
    title = [Passage("s0", passage.words) for passage in passages(rendering.title)[0]]
    return [*title, *passages(rendering.body)[0]]


def tokens_of(passage: Passage) -> list[Token]:
    """A sentence with its readings."""
    return [Token(word.text, word.readings) for word in passage.words]
