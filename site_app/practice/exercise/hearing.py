"""Which word of a sentence is to be told by ear, and from which others?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from site_app.pinyin.syllables import toneless
from site_app.practice.exercise.item import Item, Token, key_of, mixed
from site_app.practice.exercise.sentences import Said
from site_app.practice.exercise.spreading import spread

MOST = 3
_CHOICES = 4
_FEWEST_CHOICES = 3


def questions(found: Sequence[Said]) -> list[Item]:
    """The words that sound most like others of the same article, from sentences all over it."""
    words = defaultdict[int, list[Token]](list)
    for token in {token.text: token for said in found for token in said.tokens if _is_for_ears(token)}.values():
        words[len(token.text)].append(token)
    items = [item for said in found if (item := _best(said, words))]
    return spread(items, MOST)


def _is_for_ears(token: Token) -> bool:
    return 2 <= len(token.text) <= 4 and len(token.readings) == len(token.text) and all(token.readings)


def _best(said: Said, words: Mapping[int, Sequence[Token]]) -> Item | None:
    """The word of the sentence with the likest others, which `words` holds by their length; none where there are too few."""
    best: tuple[int, int, list[str]] | None = None
    elsewhere = {length: [word for word in listed if word.text not in said.text] for length, listed in words.items()}
    for at, token in enumerate(said.tokens):
        if not _is_for_ears(token) or said.text.count(token.text) != 1:
            continue
        others = sorted(
            (-likeness(token, other), order, other.text)
            for order, other in enumerate(elsewhere[len(token.text)])
            if other.readings != token.readings
        )[: _CHOICES - 1]
        if len(others) + 1 < _FEWEST_CHOICES:
            continue
        score = sum(-unlikeness for unlikeness, _, _ in others)
        if best is None or score > best[0]:
            best = (score, at, [text for _, _, text in others])
    if best is None:
        return None
    _, at, others_of_best = best
    right = said.tokens[at].text
    key = key_of("hearing", said.text, right)
    choices = mixed(key, [right, *others_of_best])
    return Item(
        kind="hearing",
        key=key,
        sentence=said.id,
        tokens=said.tokens,
        word=at,
        choices=tuple(choices),
        answer=choices.index(right),
    )


def likeness(one: Token, other: Token) -> int:
    """How easily two words are mistaken for each other by ear: of each pair of syllables the same sound counts 4, the same
    rime 2, the same initial 1, the same tone 1."""
    return sum(map(_points, one.readings, other.readings))


@lru_cache(maxsize=1 << 16)
def _points(one: str, other: str) -> int:
    (initial, rime), (other_initial, other_rime) = _halves(one), _halves(other)
    points = 1 if one[-1] == other[-1] else 0
    if (initial, rime) == (other_initial, other_rime):
        return points + 4
    return points + 2 * (rime == other_rime) + (initial == other_initial)


@lru_cache(maxsize=1 << 12)
def _halves(reading: str) -> tuple[str, str]:
    syllable = toneless(reading)
    initial = "".join(_before_vowel(syllable))
    return initial, syllable[len(initial) :]


def _before_vowel(syllable: str) -> Iterator[str]:
    for letter in syllable:
        if letter in "aeiouvü":
            return
        yield letter
