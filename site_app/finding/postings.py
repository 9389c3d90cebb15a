"""How are the postings of a key kept: which article of a shelf, and how much does it say?

Three bytes each, by place: the place on the shelf in two, the weight in halves in one.
"""

from collections.abc import Iterator, Mapping
from struct import iter_unpack
from typing import TYPE_CHECKING

from site_app.finding.models import SHELF

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# numpy is loaded where something is searched or kept: a server that only shows articles does without.
_ENTRY = [("place", "<u2"), ("weight", "u1")]


def shelf_and_place(findable_id: int) -> tuple[int, int]:
    return divmod(findable_id, SHELF)


def changed(entries: bytes, changes: Mapping[int, float]) -> bytes:
    """The entries with new weights by place; a weight of 0 takes the entry away."""
    import numpy as np

    added = sorted((place, _stored(weight)) for place, weight in changes.items() if weight)
    more = np.array(added, dtype=_ENTRY)
    kept = np.frombuffer(entries, dtype=_ENTRY)
    if not len(kept) or min(changes) > kept["place"][-1]:
        return bytes(entries) + more.tobytes()
    kept = kept[~np.isin(kept["place"], list(changes))]
    both = np.concatenate([kept, more])
    return bytes(both[np.argsort(both["place"])].tobytes())


def read(shelf: int, entries: bytes) -> "tuple[NDArray[np.int64], NDArray[np.float32]]":
    """(ids, weights)"""
    import numpy as np

    held = np.frombuffer(entries, dtype=_ENTRY)
    return held["place"].astype(np.int64) + shelf * SHELF, held["weight"].astype(np.float32) * np.float32(0.5)


def weights(shelf: int, entries: bytes) -> Iterator[tuple[int, int]]:
    """(id, weight in halves) of each, without numpy: for whoever asks for a few keys of a server that searches nothing."""
    return ((shelf * SHELF + place, weight) for place, weight in iter_unpack("<HB", entries))


def _stored(weight: float) -> int:
    return max(1, min(255, round(2 * weight)))
