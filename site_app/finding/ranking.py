"""Which articles hold what was asked for, and which of them says most of it?

Every group of keys counts by how rare it is (the inverse document frequency of BM25) and by the weight that the article
gives it. An article that holds too little of the query is not found.
"""

import math
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from django.db.models import Max
from numpy.typing import NDArray

from site_app.finding import postings
from site_app.finding.models import Findable, Posting
from site_app.finding.query import Group, Query, Way

ENOUGH, A_PART = 0.6, 0.15
"""The share of a query that an article has to hold; that which it has to hold when no article holds enough."""
MOST = 200
"""Articles that are ranked to the end."""
_TOLERATED = 0.7
"""What a similar sound counts, beside what was typed."""

_Floats = NDArray[np.float32]
_Held = dict[str, tuple[NDArray[np.int64], _Floats]]


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
    size = max(int(ids[-1]) for ids, _ in held.values()) + 1
    # As good as their number, and found without counting: ids of withdrawn articles are few.
    articles = Findable.objects.aggregate(last=Max("pk"))["last"] or 0
    score, cover = np.zeros(size, np.float32), np.zeros(size, np.float32)
    for ways in query.pieces:
        best, most = np.zeros(size, np.float32), np.zeros(size, np.float32)
        for way in ways:
            said, share = _judge(way, held, size, articles)
            best, most = np.maximum(best, np.where(share >= bounds[-1], said * way.trust, 0)), np.maximum(most, share)
        score += best
        cover += most / len(query.pieces)
    for bound in bounds:
        found = np.flatnonzero((cover >= bound - 1e-4) & (score > 0))
        if len(found):
            final = score[found] * cover[found] ** 2
            order = np.lexsort((found, -final))[:MOST]
            return Ranking(tuple(found[order].tolist()), in_part=bound < bounds[0])
    return Ranking((), False)


def _held(keys: set[str]) -> _Held:
    rows = defaultdict(list)
    for key, shelf, entries in (
        Posting.objects.filter(key__in=keys).order_by("shelf").values_list("key", "shelf", "entries")
    ):
        rows[key].append(postings.read(shelf, bytes(entries)))
    return {
        key: (np.concatenate([ids for ids, _ in found]), np.concatenate([weights for _, weights in found]))
        for key, found in rows.items()
    }


def _judge(way: Way, held: _Held, size: int, articles: int) -> tuple[_Floats, _Floats]:
    """For each article (its score, the share of the way that it holds)."""
    score, share = np.zeros(size, np.float32), np.zeros(size, np.float32)
    whole = 0.0
    for group in way.groups:
        weights, count = _weights(group, held, size)
        rarity = math.log(1 + (articles - min(count, articles) + 0.5) / (count + 0.5)) + 0.1
        score += weights * (rarity * group.share)
        if not group.is_bonus:
            # What no article holds may be the border between two words.
            whole += rarity * group.share * (1 if count else 0.5)
            share += (weights > 0) * np.float32(rarity * group.share)
    return score, share / np.float32(whole or 1)


def _weights(group: Group, held: _Held, size: int) -> tuple[_Floats, int]:
    weights = np.zeros(size, np.float32)
    for place, key in enumerate(group.keys):
        if key in held:
            ids, said = held[key]
            weights[ids] = np.maximum(weights[ids], said if place == 0 else said * _TOLERATED)
    # Half as much of each of two words says more than all of one.
    return np.sqrt(weights), int(np.count_nonzero(weights))
