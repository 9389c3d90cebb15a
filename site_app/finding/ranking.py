"""Which articles hold what was asked for, and which of them says most of it?

Every group of keys counts by how rare it is (the inverse document frequency of BM25) and by the weight that the article
gives it. An article that holds too little of the query is not found.
"""

import math
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from heapq import nsmallest

from django.db.models import Max

from site_app.finding import postings
from site_app.finding.models import SHELF, Findable, Posting
from site_app.finding.query import Group, Query, Way

ENOUGH, A_PART = 0.6, 0.15
"""The share of a query that an article has to hold; that which it has to hold when no article holds enough."""
MOST = 200
"""Articles that are ranked to the end."""
_WHOLE, _TOLERATED = 10, 7
"""What a key counts in twentieths of its weight, which comes in halves: as it was typed, and where it sounds similar."""
# Half as much of each of two words says more than all of one.
_SAID = [math.sqrt(twentieths / 20) for twentieths in range(_WHOLE * 255 + 1)]

_Held = dict[str, dict[int, bytes]]
"""Entries by key and shelf."""


@dataclass(frozen=True, slots=True)
class Ranking:
    ids: tuple[int, ...]
    """Findable articles, the best first."""
    in_part: bool
    """Whether none holds enough of the query, so that these hold a part of it."""


def rank(query: Query, bounds: tuple[float, ...] = (ENOUGH, A_PART)) -> Ranking:
    """Two queries to the database, whose size is bounded by the length of the query and the number of articles.

    `bounds` are shares of the query: the first that any article holds counts.
    """
    if not query.pieces:
        return Ranking((), False)
    held = _held(query.keys)
    if not held:
        return Ranking((), False)
    # As good as their number, and found without counting: ids of withdrawn articles are few.
    articles = Findable.objects.aggregate(last=Max("pk"))["last"] or 0
    pieces = [[_Judge(way, held, articles) for way in ways] for ways in query.pieces]
    found: list[tuple[float, float, int]] = []
    for shelf in {shelf for entries in held.values() for shelf in entries}:
        score, cover = defaultdict[int, float](float), defaultdict[int, float](float)
        for judges in pieces:
            best, most = _of_the_best(judges, shelf, bounds[-1])
            for place, worth in best.items():
                score[place] += worth
            for place, share in most.items():
                cover[place] += share
        first = shelf * SHELF
        found += [(cover[place] / len(pieces), worth, first + place) for place, worth in score.items()]
    for bound in bounds:
        if enough := [(-score * cover**2, article) for cover, score, article in found if cover >= bound - 1e-4]:
            return Ranking(tuple(article for _, article in nsmallest(MOST, enough)), in_part=bound < bounds[0])
    return Ranking((), False)


def _held(keys: Collection[str]) -> _Held:
    held: _Held = defaultdict(dict)
    for key, shelf, entries in Posting.objects.filter(key__in=keys).values_list("key", "shelf", "entries"):
        held[key][shelf] = bytes(entries)
    return held


def _of_the_best(judges: list["_Judge"], shelf: int, least: float) -> tuple[dict[int, float], dict[int, float]]:
    """By place, what the way that fits best is worth, and the most that one of them holds; `least` is what counts at all."""
    best, most = dict[int, float](), dict[int, float]()
    for judge in judges:
        said, shares = judge.on(shelf)
        held = {place: share for place, share in enumerate(shares) if share}
        worth = {place: said[place] * judge.trust for place, share in held.items() if share >= least}
        best = _greater(best, worth) if best else worth
        most = _greater(most, held) if most else held
    return best, most


def _greater(one: dict[int, float], other: dict[int, float]) -> dict[int, float]:
    return one | {place: value for place, value in other.items() if value > one.get(place, 0.0)}


class _Judge:
    """How well does an article fit one way to understand a piece?"""

    def __init__(self, way: Way, held: _Held, articles: int) -> None:
        self.trust = way.trust
        self._groups: list[tuple[float, float, dict[int, bytes], dict[int, dict[int, int]]]] = []
        whole = 0.0
        for group in way.groups:
            alone, merged = _weights(group, held)
            count = sum(map(len, merged.values())) or sum(map(postings.count, alone.values()))
            worth = _rarity(count, articles) * group.share
            if not group.is_bonus:
                # What no article holds may be the border between two words.
                whole += worth * (1 if count else 0.5)
            if count:
                self._groups.append((worth, 0.0 if group.is_bonus else worth, alone, merged))
        self._whole = whole or 1.0

    def on(self, shelf: int) -> tuple[list[float], list[float]]:
        """By place on the shelf, the score of an article, and the share of the way that it holds."""
        score, share = [0.0] * SHELF, [0.0] * SHELF
        for worth, counts, alone, merged in self._groups:
            part = counts / self._whole
            if shelf in alone:
                said = [worth * known for known in _SAID[::_WHOLE]]
                for place, weight in postings.places(alone[shelf]):
                    score[place] += said[weight]
                    share[place] += part
            else:
                for place, weight in merged.get(shelf, _NOTHING).items():
                    score[place] += worth * _SAID[weight]
                    share[place] += part
        return score, share


_NOTHING: dict[int, int] = {}


def _rarity(count: int, articles: int) -> float:
    return math.log(1 + (articles - min(count, articles) + 0.5) / (count + 0.5)) + 0.1


def _weights(group: Group, held: _Held) -> tuple[dict[int, bytes], dict[int, dict[int, int]]]:
    """By shelf: the entries of the only key, or, of several, the most that one of them counts, in twentieths by place."""
    known = [(_TOLERATED if place else _WHOLE, held[key]) for place, key in enumerate(group.keys) if key in held]
    if len(known) == 1 and known[0][0] == _WHOLE:
        return known[0][1], {}
    merged: dict[int, dict[int, int]] = defaultdict(dict)
    for counts, shelves in known:
        for shelf, entries in shelves.items():
            most = merged[shelf]
            for place, weight in postings.places(entries):
                if counts * weight > most.get(place, 0):
                    most[place] = counts * weight
    return {}, merged
