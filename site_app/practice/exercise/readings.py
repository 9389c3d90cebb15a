"""Which character of the article is worth asking how it is read?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from site_app.pinyin import Syllable, Word, dictionary
from site_app.pinyin.characters import dictionary_form
from site_app.pinyin.syllables import marked, toneless
from site_app.practice.exercise.item import Item, key_of
from site_app.practice.exercise.sentences import Said

MOST = 4
SURE = ("written", "lexical", "phrases", "context")
"""The steps whose word one can explain and stand by, as `readings.STEPS` names them."""
_MOST_CHOICES = 3
_CHANGES_IN_SPEECH = "一不"
"""Their tone is heard otherwise than dictionaries print it."""


class _Candidate(NamedTuple):
    rank: tuple[bool, bool, int]
    said: Said
    word: int
    character: int

    @property
    def syllable(self) -> Syllable:
        return self.said.words[self.word].syllables[self.character]


def questions(found: Sequence[Said]) -> list[Item]:
    """The characters that the article itself reads in several ways come first, then those whose readings differ by more
    than a neutral tone; each reading of a character once, and each sentence once where that is possible."""
    candidates = sorted(_candidates(found), key=lambda candidate: candidate.rank)
    chosen: list[_Candidate] = []
    asked: set[tuple[str, str | None]] = set()
    for is_strict in (True, False):
        for one in candidates:
            known = (one.syllable.character, one.syllable.reading)
            is_used = any(one.said is other.said for other in chosen)
            if len(chosen) < MOST and known not in asked and not (is_strict and is_used):
                asked.add(known)
                chosen.append(one)
    chosen.sort(key=lambda one: (int(one.said.id[1:]), one.word, one.character))
    return [_item(one) for one in chosen]


def _candidates(found: Sequence[Said]) -> Iterator[_Candidate]:
    read: dict[str, set[str]] = defaultdict(set)
    for said in found:
        for syllable in _syllables(said.words):
            read[syllable.character].add(syllable.reading or "")
    for number, said in enumerate(found):
        for at, word in enumerate(said.words):
            for index, syllable in enumerate(word.syllables):
                if _is_worth_asking(syllable):
                    rank = (len(read[syllable.character]) < 2, _differs_by_neutral_tone_alone(syllable), number)
                    yield _Candidate(rank, said, at, index)


def _syllables(words: Sequence[Word]) -> Iterator[Syllable]:
    return (syllable for word in words for syllable in word.syllables if syllable.reading)


def _is_worth_asking(syllable: Syllable) -> bool:
    """Whether people read the character in several ways, and this place for certain in one of them."""
    if not syllable.alternatives or syllable.doubtful or syllable.source not in SURE:
        return False
    form = dictionary_form(syllable.character)
    usual = dictionary.load().usual(form)
    return form not in _CHANGES_IN_SPEECH and usual != syllable.reading


def _differs_by_neutral_tone_alone(syllable: Syllable) -> bool:
    reading = syllable.reading or ""
    return all(
        toneless(other) == toneless(reading) and "5" in (other[-1], reading[-1]) for other in syllable.alternatives
    )


def _item(one: _Candidate) -> Item:
    syllable = one.syllable
    readings = (syllable.reading or "", *syllable.alternatives)[:_MOST_CHOICES]
    choices = sorted(marked(reading) for reading in readings)
    said = one.said
    key = key_of("reading", said.text, str(one.word), str(one.character), syllable.reading or "")
    return Item(
        kind="reading",
        key=key,
        sentence=said.id,
        tokens=said.tokens,
        word=one.word,
        character=one.character,
        choices=tuple(choices),
        answer=choices.index(marked(syllable.reading or "")),
        source=syllable.source,
    )
