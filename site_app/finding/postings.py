"""How are the postings of a key kept: which article of a shelf, and how much does it say?

Three bytes each, by place: the place on the shelf in two, the weight in halves in one.
"""

from collections.abc import Iterator, Mapping
from struct import Struct

from site_app.finding.models import SHELF

_ENTRY = Struct("<HB")


def shelf_and_place(findable_id: int) -> tuple[int, int]:
    return divmod(findable_id, SHELF)


def changed(entries: bytes, changes: Mapping[int, float]) -> bytes:
    """The entries with new weights by place; a weight of 0 takes the entry away."""
    added = {place: _stored(weight) for place, weight in changes.items() if weight}
    if not entries or min(changes) > _ENTRY.unpack_from(entries, len(entries) - _ENTRY.size)[0]:
        return bytes(entries) + _packed(added)
    kept = {place: weight for place, weight in _ENTRY.iter_unpack(entries) if place not in changes}
    return _packed(kept | added)


def count(entries: bytes) -> int:
    return len(entries) // _ENTRY.size


def places(entries: bytes) -> Iterator[tuple[int, int]]:
    """(place on the shelf, weight in halves) of each"""
    return _ENTRY.iter_unpack(entries)


def weights(shelf: int, entries: bytes) -> Iterator[tuple[int, int]]:
    """(id, weight in halves) of each"""
    first = shelf * SHELF
    return ((first + place, weight) for place, weight in _ENTRY.iter_unpack(entries))


def _packed(weights: Mapping[int, int]) -> bytes:
    return b"".join(_ENTRY.pack(place, weights[place]) for place in sorted(weights))


def _stored(weight: float) -> int:
    return max(1, min(255, round(2 * weight)))
