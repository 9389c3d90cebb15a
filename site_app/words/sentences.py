"""In which other sentences of the site does a word occur?

Found by the index of the search: which articles hold the word's characters, those that say most of it first, and in the
sentences that are kept there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from site_app.finding.characters import compared
from site_app.finding.document import Passage, loaded
from site_app.finding.document import Word as Held
from site_app.finding.keys import hanzi_keys
from site_app.finding.models import Findable, Posting
from site_app.finding.postings import weights
from site_app.pinyin import Sentence, Syllable, Word, spell

MOST, MOST_OF_ONE, LOOKED_AT = 5, 2, 12
"""How many sentences are shown, how many of one article, and in how many articles they are looked for."""
LONGEST_WORD = 20
LONGEST_SENTENCE = 120
"""Longer ones are not shown: they say little of the word."""

Cut = tuple[str, str, str]
"""Before the word, the word, behind it."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A sentence that holds the word."""

    slug: str
    """Of the article."""
    title: str
    sentence: str
    """The id of the sentence on the article's page; empty when the summary says it."""
    text: Cut
    pinyin: Cut


def occurrences(word: str, besides: str = "") -> list[Occurrence]:
    """Of live articles other than the one with the slug `besides`, at most `MOST`; none for what is no word."""
    if not 0 < len(word) <= LONGEST_WORD or not word.isalnum():
        return []
    found: list[Occurrence] = []
    ids = Findable.objects.still_live(_holding(word)[:LOOKED_AT])
    findables = Findable.objects.select_related("article").in_bulk(ids)
    for key in ids:
        if key in findables and findables[key].article.slug != besides:
            found += _in(findables[key], word)
            if len(found) >= MOST:
                break
    return found[:MOST]


def _holding(word: str) -> list[int]:
    """The articles that hold all pairs of the word's characters, by id, those that say most of it first."""
    keys = {*hanzi_keys(compared(word))} if not word.isascii() else {f"w{compared(word)}"}
    said: defaultdict[int, list[int]] = defaultdict(list)
    for shelf, entries in Posting.objects.filter(key__in=keys).values_list("shelf", "entries"):
        for findable, weight in weights(shelf, bytes(entries)):
            said[findable].append(weight)
    whole = [findable for findable, held in said.items() if len(held) == len(keys)]
    return sorted(whole, key=lambda findable: (-min(said[findable]), findable))


def _in(findable: Findable, word: str) -> list[Occurrence]:
    document = loaded(findable.document)
    title = "".join(passage.text for passage in document.title)
    short = (passage for passage in (*document.summary, *document.text) if len(passage.text) <= LONGEST_SENTENCE)
    holding = (_cut(passage, word) for passage in short)
    # A summary may repeat a sentence.
    found = {held[1]: Occurrence(findable.article.slug, title, *held) for held in holding if held}
    return [*found.values()][:MOST_OF_ONE]


def _cut(passage: Passage, word: str) -> tuple[str, Cut, Cut] | None:
    at = next((place for place, held in enumerate(passage.words) if held.text == word), None)
    if at is None:
        return None
    text = ["".join(held.text for held in part) for part in (passage.words[:at], passage.words[at + 1 :])]
    spelled = spell(Sentence(tuple(map(_as_word, passage.words))))
    start = sum(len(held.text) for held in passage.words[:at])
    before, itself, behind = ("".join(part) for part in _in_three(spelled, start, start + len(word)))
    space = " " if itself.startswith(" ") else ""
    return passage.id, (text[0], word, text[1]), (before + space, itself.removeprefix(" "), behind)


def _in_three(spelled: Iterable[str], start: int, end: int) -> Iterator[tuple[str, ...]]:
    pieces = tuple(spelled)
    yield from (pieces[:start], pieces[start:end], pieces[end:])


def _as_word(held: Held) -> Word:
    readings = held.readings or (None,) * len(held.text)
    return Word(
        tuple(Syllable(character, reading or None) for character, reading in zip(held.text, readings, strict=True))
    )
