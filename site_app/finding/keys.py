"""Under which keys is an article found, and how much does it say of each?

A key is a letter that tells its kind, and what is looked for:

    h脑梗        one or two adjacent characters, simplified
    pnao geng    one or two adjacent syllables
    tnao3 geng3  the same with their tones
    flao gen     the same as heard by who confuses similar sounds, where that is something else
    ing          the initials of a word; in titles and terms those of several words, too
    wct          a Latin word or a number
    ^… $…        one of these at the beginning or the end of the title
    !脑梗        a word of the lexicon, or a tag
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from site_app.finding.characters import compared
from site_app.finding.document import Document, Passage, Word
from site_app.finding.models import LONGEST_KEY
from site_app.pinyin.characters import is_chinese
from site_app.pinyin.syllables import toneless
from site_app.pinyin.typed import as_heard

FORMAT = 2
"""Counted up when what follows changes: `index_articles` then makes the whole index anew."""

TITLE, NAMES, TERMS, SUMMARY, TEXT = 40.0, 24.0, 16.0, 8.0, 6.0
MOST = 127.0
"""The largest weight: it is stored as a byte, in halves."""
LONGEST_INITIALS = 8
_MANY = 400
"""Hanzi of a text of usual length: in a longer one a word that occurs once says less."""


def keys(document: Document) -> dict[str, float]:
    """The weight of each key; the same document always has the same."""
    weights: dict[str, float] = defaultdict(float)
    for passage in document.title:
        share = TITLE / (1 + 0.05 * len(passage.text))
        for key in {*_all(passage, in_title=True)}:
            weights[key] = max(weights[key], share)
        for key in _at_the_ends(passage):
            weights[key] = max(weights[key], TITLE / 4)
    for key in {key for passage in document.names for key in _all(passage)}:
        weights[key] += NAMES
    for key in {key for passage in document.terms for key in _all(passage, in_title=True)}:
        weights[key] += TERMS
    for key in {key for passage in document.summary for key in _all(passage)}:
        weights[key] += SUMMARY
    counts = Counter(key for passage in document.text for key in _all(passage))
    length = sum(len(passage.text) for passage in document.text)
    for key, count in counts.items():
        weights[key] += TEXT * count / (count + 0.5 + length / _MANY)
    for word in document.known:
        weights[f"!{compared(word)}"[:LONGEST_KEY]] += TERMS / 4
        if initials := _initials_of_known(document, word):
            weights[f"i{initials}"] += TERMS / 4
    return {key[:LONGEST_KEY]: min(weight, MOST) for key, weight in weights.items()}


def hanzi_keys(run: str) -> tuple[str, ...]:
    """Those of adjacent characters: the character of a run of one, the pairs of a longer one."""
    return tuple(f"h{a}{b}" for a, b in pairwise(run)) or (f"h{run}",)


def sound_keys(kind: str, syllables: Iterable[str]) -> tuple[str, ...]:
    """The same for syllables."""
    sounds = tuple(syllables)
    return tuple(f"{kind}{a} {b}" for a, b in pairwise(sounds)) or (f"{kind}{sounds[0]}",)


def initials(readings: Iterable[str]) -> str:
    """``nao3 geng3`` → ``ng``"""
    return "".join(reading[0] for reading in readings if reading)


def _all(passage: Passage, *, in_title: bool = False) -> Iterator[str]:
    for run in chinese_runs(passage.words):
        text = compared("".join(word.text for word in run))
        yield from (f"h{character}" for character in text)
        yield from hanzi_keys(text)
        readings = [reading for word in run for reading in word.readings]
        if all(readings):
            yield from _sounds(readings)
        if in_title:
            yield from _initials_of_run(run)
        else:
            yield from (f"i{initials(word.readings)}" for word in run if 1 < len(word.readings) <= LONGEST_INITIALS)
    for word in passage.words:
        if not word.readings and word.text[0].isalnum():
            yield f"w{compared(word.text)}"


def chinese_runs(words: Iterable[Word]) -> Iterator[list[Word]]:
    """The stretches of words that have readings."""
    run: list[Word] = []
    for word in words:
        if word.readings:
            run.append(word)
        elif run:
            yield run
            run = []
        elif is_chinese(word.text):
            yield [Word(word.text, ("",) * len(word.text))]
    if run:
        yield run


def _sounds(readings: list[str]) -> Iterator[str]:
    plain = [toneless(reading) for reading in readings]
    heard = [as_heard(syllable) for syllable in plain]
    yield from (f"p{syllable}" for syllable in plain)
    yield from (f"t{reading}" for reading in readings)
    yield from (f"f{sound}" for sound, syllable in zip(heard, plain, strict=True) if sound != syllable)
    for place in range(1, len(plain)):
        pair = f"{plain[place - 1]} {plain[place]}"
        yield f"p{pair}"
        yield f"t{readings[place - 1]} {readings[place]}"
        if (confused := f"{heard[place - 1]} {heard[place]}") != pair:
            yield f"f{confused}"


def _initials_of_run(run: list[Word]) -> Iterator[str]:
    """From each beginning of a word on."""
    letters = [initials(word.readings) for word in run]
    for place in range(len(letters)):
        following = "".join(letters[place:])[:LONGEST_INITIALS]
        yield from (f"i{following[:end]}" for end in range(2, len(following) + 1))


def _initials_of_known(document: Document, word: str) -> str:
    for _, held in document.fields():
        for passage in held:
            for part in passage.words:
                if part.text == word and len(part.readings) > 1:
                    return initials(part.readings)[:LONGEST_INITIALS]
    return ""


def _at_the_ends(passage: Passage) -> Iterator[str]:
    runs = [*chinese_runs(passage.words)]
    if runs and runs[0][0] is passage.words[0]:
        yield from (f"^{key}" for key in _ends(runs[0], 0))
        yield from (f"^{key}" for key in _initials_of_run(runs[0]) if _initial_text(runs[0]).startswith(key[1:]))
    if runs and runs[-1][-1] is passage.words[-1]:
        yield from (f"${key}" for key in _ends(runs[-1], -1))
    if not runs or runs[0][0] is not passage.words[0]:
        yield f"^w{compared(passage.words[0].text)}"


def _initial_text(run: list[Word]) -> str:
    return "".join(initials(word.readings) for word in run)


def _ends(run: list[Word], end: int) -> Iterator[str]:
    yield hanzi_keys(compared("".join(word.text for word in run)))[end]
    readings = [reading for word in run for reading in word.readings]
    if all(readings):
        yield sound_keys("p", map(toneless, readings))[end]
