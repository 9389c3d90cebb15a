"""What is asked of whoever practises, and how is it stored?"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from site_app.pinyin.syllables import marked

FORMAT = 2
"""Counted up when items are made or stored otherwise: stored ones are then made anew."""


class Token(NamedTuple):
    """A word of a sentence, or what stands between two words."""

    text: str
    readings: tuple[str, ...]
    """Canonical, one for each character, empty for a character that has none; no readings at all for what is no word."""

    @property
    def cells(self) -> list[tuple[str, str]]:
        """Each character with its pinyin, which may be empty; what has no readings is one cell."""
        if not self.readings:
            return [(self.text, "")]
        return [
            (character, marked(reading) if reading else "")
            for character, reading in zip(self.text, self.readings, strict=True)
        ]

    @property
    def pinyin(self) -> str:
        """``nǎogěng``, with an apostrophe where a syllable after the first begins with a vowel (GB/T 16159-2012, 6.1)."""
        spelled = ""
        for _, syllable in self.cells:
            spelled += ("'" if spelled and syllable[:1] in _VOWELS else "") + syllable
        return spelled


_VOWELS = tuple("aāáǎàoōóǒòeēéěèê")


@dataclass(frozen=True, slots=True)
class Item:
    """One question."""

    kind: str
    """``reading``: which of `choices` is how a character is read; ``hearing``: which of them was heard; ``order``: their
    right order; ``aloud``: nothing is asked, the sentence is to be read aloud."""
    key: str
    """Tells it from every other; the same as long as the question is."""
    sentence: str
    """The id of the sentence on the article's page."""
    tokens: tuple[Token, ...]
    word: int = -1
    """Which token is asked about."""
    character: int = -1
    """Which character of it."""
    choices: tuple[str, ...] = ()
    answer: int = -1
    """Which choice is right."""
    source: str = ""
    """The step that decided the reading, one of `pinyin.readings.STEPS`."""

    @property
    def text(self) -> str:
        return "".join(token.text for token in self.tokens)

    @property
    def asked(self) -> Token:
        return self.tokens[self.word]

    @property
    def asked_character(self) -> str:
        return self.asked.text[self.character]

    @property
    def right(self) -> str:
        return self.choices[self.answer]

    @property
    def around(self) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
        """What stands before the word that is asked about, and behind it."""
        return self.tokens[: self.word], self.tokens[self.word + 1 :]

    @property
    def end(self) -> str:
        """The mark that closes the sentence: it is not put in order."""
        last = self.text[-1:]
        return "" if last.isalnum() else last

    @property
    def solution(self) -> str:
        """The words in order, without the closing mark."""
        return self.text.removesuffix(self.end)


def key_of(kind: str, *said: str) -> str:
    """A short name for a question."""
    return f"{kind}-{hashlib.sha256(chr(0).join((kind, *said)).encode()).hexdigest()[:10]}"


def mixed(key: str, things: Sequence[str]) -> list[str]:
    """The same things in an order that nobody can guess and that is always the same."""
    numbered = enumerate(things)
    by_digest = sorted(numbered, key=lambda pair: hashlib.sha256(f"{key} {pair[0]} {pair[1]}".encode()).digest())
    return [thing for _, thing in by_digest]


def as_data(items: Iterable[Item]) -> list[dict[str, Any]]:
    """As they are stored: what JSON gives back unchanged."""
    return [
        {
            **asdict(item),
            "tokens": [[token.text, " ".join(reading or "-" for reading in token.readings)] for token in item.tokens],
            "choices": [*item.choices],
        }
        for item in items
    ]


def from_data(stored: Iterable[dict[str, Any]]) -> list[Item]:
    """What `as_data` has stored."""
    return [
        Item(**{**said, "tokens": tuple(map(_token, said["tokens"])), "choices": tuple(said["choices"])})
        for said in stored
    ]


def _token(stored: Sequence[str]) -> Token:
    text, readings = stored
    return Token(text, tuple("" if reading == "-" else reading for reading in readings.split()))
