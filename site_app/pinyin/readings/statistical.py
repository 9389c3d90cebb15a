"""Readings of which a statistical model is convinced in this sentence."""

from collections.abc import Iterator

from site_app.pinyin.readings.block import Block

_CONVINCED = 0.99
_CERTAIN = 0.99998
"""Above it, the model's choices are right so often that its runner-up is not worth a doubt."""


def statistical(block: Block) -> Iterator[tuple[int, str]]:
    """The model's choice if it is convinced, then its runner-up unless it is certain."""
    for estimate in block.estimates:
        if estimate.probability >= _CONVINCED:
            yield estimate.offset, estimate.reading
            if estimate.probability < _CERTAIN:
                yield estimate.offset, estimate.runner_up
