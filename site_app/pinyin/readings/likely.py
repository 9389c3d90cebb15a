"""Readings that a statistical model finds likelier than others in this sentence."""

from collections.abc import Iterator

from site_app.pinyin.readings.block import Block


def likely(block: Block) -> Iterator[tuple[int, str]]:
    """The model's choice, whatever it is worth, then its runner-up."""
    for estimate in block.estimates:
        yield estimate.offset, estimate.reading
        yield estimate.offset, estimate.runner_up
