"""Which part of an article shows best that it is what was asked for? Its words, and their pinyin, with the match lit up."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from site_app.finding.characters import compared
from site_app.finding.document import Document, Passage
from site_app.finding.keys import initials
from site_app.finding.query import Query, Way
from site_app.pinyin.spelling import PUNCTUATION
from site_app.pinyin.syllables import marked, tone, toneless
from site_app.pinyin.typed import as_heard

LONGEST = 70
"""Characters of a snippet."""
_BEFORE = 16
"""Characters that are shown before the first one lit up."""
_MOST_LOOKED_AT = 30_000
"""Characters of a text in which the best passage is sought."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Safe HTML."""

    text: SafeString
    pinyin: SafeString
    sentence: str
    """The id on the page of the sentence; empty for none."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A character with its reading, or a Latin word or a number, or a mark."""

    text: str
    reading: str
    word: int
    """Number of the word that it belongs to."""


def title(document: Document, query: Query) -> Snippet:
    """The whole title."""
    tokens = _tokens(document.title)
    return _written(tokens, _lit(tokens, query), 0, len(tokens), "")


def best(document: Document, query: Query) -> Snippet:
    """The first passage that holds all of the query, or the one that holds most of it, or the summary."""
    chosen, most = (document.summary or document.title)[:1], 0.0
    looked_at, may_hold, enough = 0, _sieve(query), sum(min(map(_whole, ways)) for ways in query.pieces)
    for passage in (*document.summary, *document.text):
        text = passage.text
        looked_at += len(text)
        if not may_hold(passage, text):
            continue
        tokens = _tokens([passage])
        said = _value(tokens, _lit(tokens, query), query)
        if said > most:
            chosen, most = (passage,), said
        if looked_at > _MOST_LOOKED_AT or most >= enough:
            break
    return _shown(chosen, query)


def passage(chosen: Passage, query: Query) -> Snippet:
    """A passage that somebody else has chosen."""
    return _shown((chosen,), query)


def _shown(chosen: Sequence[Passage], query: Query) -> Snippet:
    tokens = _tokens(chosen)
    lit = _lit(tokens, query)
    start, end = _window(tokens, lit)
    return _written(tokens, lit, start, end, chosen[0].id if chosen else "")


def _sieve(query: Query) -> Callable[[Passage, str], bool]:
    """Tells in no time of most passages that they hold nothing of the query."""
    ways = [way for ways in query.pieces for way in ways]
    if query.tolerant or any(way.kind == "initials" for way in ways):
        return lambda passage, text: True
    written = [key[1:] for way in ways if way.kind in ("hanzi", "latin") for group in way.groups for key in group.keys]
    said = [f" {key[1:]} " for way in ways if way.kind == "sound" for group in way.groups for key in group.keys]

    def may_hold(passage: Passage, text: str) -> bool:
        plain = compared(text)
        if any(stretch in plain for stretch in written):
            return True
        if not said:
            return False
        readings = " ".join(reading.rstrip("12345") for word in passage.words for reading in word.readings)
        return any(stretch in f" {readings} " for stretch in said)

    return may_hold


def _tokens(passages: Iterable[Passage]) -> list[_Token]:
    tokens: list[_Token] = []
    number = 0
    for passage in passages:
        for word in passage.words:
            number += 1
            if word.readings:
                tokens += (_Token(c, r, number) for c, r in zip(word.text, word.readings, strict=True))
            else:
                tokens.append(_Token(word.text, "", number))
    return tokens


def _lit(tokens: Sequence[_Token], query: Query) -> list[int]:
    """For each token how many pieces of the query it belongs to, counted double where the typed tone is right."""
    lit = [0] * len(tokens)
    for ways in query.pieces:
        for way in ways:
            for start, end, value in _FINDERS[way.kind](tokens, way, query.tolerant):
                for place in range(start, end):
                    lit[place] = max(lit[place], value)
    return lit


def _whole(way: Way) -> int:
    """What a passage is worth at least that holds all of a way; in initials, every character may be another."""
    return len({*way.units}) * (2 if way.kind == "sound" and all(map(tone, way.units)) else 1)


def _value(tokens: Sequence[_Token], lit: Sequence[int], query: Query) -> float:
    """Different things that were found count, and a little how dense they are."""
    found = {compared(token.text): value for token, value in zip(tokens, lit, strict=True) if value}
    return sum(found.values()) + sum(map(bool, lit)) / (1 + len(tokens))


_Stretch = tuple[int, int, int]


def _find_hanzi(tokens: Sequence[_Token], way: Way, tolerant: bool) -> Iterable[_Stretch]:
    text = [compared(token.text) for token in tokens]
    if len(way.units) == 1:
        return [(place, place + 1, 1) for place, character in enumerate(text) if character == way.units[0]]
    pairs = {*zip(way.units, way.units[1:], strict=False)}
    return [(place, place + 2, 1) for place, pair in enumerate(pairwise(text)) if pair in pairs]


def _find_sounds(tokens: Sequence[_Token], way: Way, tolerant: bool) -> Iterable[_Stretch]:
    plain = [toneless(unit) for unit in way.units]
    if tolerant:
        plain = [as_heard(unit) for unit in plain]
    said = [toneless(token.reading) for token in tokens]
    if tolerant:
        said = [as_heard(syllable) if syllable else "" for syllable in said]
    wanted = [(plain[at : at + 2], way.units[at : at + 2]) for at in range(max(1, len(plain) - 1))]
    for place in range(len(tokens)):
        for sounds, units in wanted:
            if said[place : place + len(sounds)] == sounds:
                toned = all(map(tone, units))
                right = toned and [token.reading for token in tokens[place : place + len(sounds)]] == [*units]
                yield place, place + len(sounds), 2 if right else 1


def _find_initials(tokens: Sequence[_Token], way: Way, tolerant: bool) -> Iterable[_Stretch]:
    wanted, letters = "".join(way.units), [initials([token.reading]) or " " for token in tokens]
    text = "".join(letters)
    starts = {place for place, token in enumerate(tokens) if place == 0 or tokens[place - 1].word != token.word}
    place = text.find(wanted)
    while place >= 0:
        if place in starts:
            yield place, place + len(wanted), 1
        place = text.find(wanted, place + 1)


def _find_latin(tokens: Sequence[_Token], way: Way, tolerant: bool) -> Iterable[_Stretch]:
    return [
        (place, place + 1, 1)
        for place, token in enumerate(tokens)
        if not token.reading and compared(token.text) in way.units
    ]


_FINDERS = {"hanzi": _find_hanzi, "sound": _find_sounds, "initials": _find_initials, "latin": _find_latin}


def _window(tokens: Sequence[_Token], lit: Sequence[int]) -> tuple[int, int]:
    """The tokens from a little before the first match on; whole words."""
    lengths = [*accumulate((len(token.text) for token in tokens), initial=0)]
    if lengths[-1] <= LONGEST:
        return 0, len(tokens)
    first = next((place for place, value in enumerate(lit) if value), 0)
    start = first if lengths[first] > _BEFORE else 0
    while start and lengths[first] - lengths[start - 1] <= _BEFORE:
        start -= 1
    while 0 < start < first and tokens[start - 1].word == tokens[start].word:
        start += 1
    end = first
    while end < len(tokens) and (
        lengths[end + 1] - lengths[start] <= LONGEST or tokens[end - 1].word == tokens[end].word
    ):
        end += 1
    return start, max(end, first + 1)


def _written(tokens: Sequence[_Token], lit: Sequence[int], start: int, end: int, sentence: str) -> Snippet:
    shown = [(tokens[place], bool(lit[place])) for place in range(start, end)]
    text = [(token.text, is_lit) for token, is_lit in shown]
    pinyin: list[tuple[str, bool]] = []
    for place, (token, is_lit) in enumerate(shown):
        before = shown[place - 1][0] if place else None
        spelled = marked(token.reading) if token.reading else token.text.translate(PUNCTUATION)
        if before and before.word == token.word:
            spelled = ("'" if spelled[:1] in "aāáǎàoōóǒòeēéěè" else "") + spelled
        elif before and (token.reading or token.text[0].isalnum()) and not before.text.isspace():
            pinyin.append((" ", is_lit and shown[place - 1][1]))
        pinyin.append((spelled, is_lit))
    ends = ("…" if start else "", "…" if end < len(tokens) else "")
    return Snippet(_marked_up(text, ends), _marked_up(pinyin, ends), sentence)


def _marked_up(parts: Iterable[tuple[str, bool]], ends: tuple[str, str]) -> SafeString:
    html, is_open = ends[0], False
    for text, is_lit in parts:
        if is_lit != is_open:
            html += "<mark>" if is_lit else "</mark>"
            is_open = is_lit
        html += escape(text)
    return mark_safe(html + "</mark>" * is_open + ends[1])
