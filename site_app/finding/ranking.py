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
from site_app.finding.models import Findable, Posting
from site_app.finding.query import Group, Query, Way

ENOUGH, A_PART = 0.6, 0.15
"""The share of a query that an article has to hold; that which it has to hold when no article holds enough."""
MOST = 200
"""Articles that are ranked to the end."""
_WHOLE, _TOLERATED = 10, 7
"""What a key counts in twentieths of its weight, which comes in halves: as it was typed, and where it sounds similar."""
# Half as much of each of two words says more than all of one.
_SAID = [math.sqrt(twentieths / 20) for twentieths in range(_WHOLE * 255 + 1)]

_Held = dict[str, list[tuple[int, bytes]]]
_Weights = dict[int, int]
"""By article, in twentieths."""


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
    score, cover = defaultdict[int, float](float), defaultdict[int, float](float)
    # Where one piece is all, an article that holds less of it than the last bound is of no use.
    least = bounds[-1] if len(query.pieces) == 1 else 0.0
    for ways in query.pieces:
        best, most = dict[int, float](), dict[int, float]()
        for way in ways:
            said, shares = _judge(way, held, articles, least)
            for article, share in shares.items():
                if share > most.get(article, 0.0):
                    most[article] = share
                if share >= bounds[-1] and (worth := said[article] * way.trust) > best.get(article, 0.0):
                    best[article] = worth
        for article, worth in best.items():
            score[article] += worth
        for article, share in most.items():
            cover[article] += share / len(query.pieces)
    for bound in bounds:
        found = [(-score[one] * cover[one] ** 2, one) for one in score if cover[one] >= bound - 1e-4]
        if found:
            return Ranking(tuple(one for _, one in nsmallest(MOST, found)), in_part=bound < bounds[0])
    return Ranking((), False)


def _held(keys: Collection[str]) -> _Held:
    rows = Posting.objects.filter(key__in=keys).values_list("key", "shelf", "entries")
    held = defaultdict(list)
    for key, shelf, entries in rows:
        held[key].append((shelf, bytes(entries)))
    return held


def _judge(way: Way, held: _Held, articles: int, least: float) -> tuple[dict[int, float], dict[int, float]]:
    """For each article its score, and the share of the way that it holds; those that hold less than `least` may be missing.

    What is rare comes first. As soon as the rest is worth too little by itself, only articles that are there already matter.
    """
    groups = [(group, _weights(group, held)) for group in way.groups]
    judged = [(group.is_bonus, -_rarity(len(weights), articles) * group.share, weights) for group, weights in groups]
    judged.sort(key=lambda one: one[:2])
    # What no article holds may be the border between two words.
    whole = -sum(worth * (1 if weights else 0.5) for is_bonus, worth, weights in judged if not is_bonus) or 1.0
    rest = -sum(worth for is_bonus, worth, weights in judged if weights and not is_bonus)
    score, share = dict[int, float](), dict[int, float]()
    for is_bonus, worth, weights in judged:
        value = -worth
        holders = score.keys() & weights.keys() if is_bonus or rest < least * whole else weights
        part = 0.0 if is_bonus else value / whole
        for article in holders:
            score[article] = score.get(article, 0.0) + _SAID[weights[article]] * value
            share[article] = share.get(article, 0.0) + part
        if weights and not is_bonus:
            rest -= value
    return score, share


def _rarity(count: int, articles: int) -> float:
    return math.log(1 + (articles - min(count, articles) + 0.5) / (count + 0.5)) + 0.1


def _weights(group: Group, held: _Held) -> _Weights:
    found: _Weights = {}
    for place, key in enumerate(group.keys):
        counts = _TOLERATED if place else _WHOLE
        for shelf, entries in held.get(key, ()):
            said = {article: counts * weight for article, weight in postings.weights(shelf, entries)}
            if found:
                said |= {
                    article: found[article] for article in said.keys() & found.keys() if found[article] > said[article]
                }
            found |= said
    return found
