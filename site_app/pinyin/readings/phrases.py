"""Readings that the phrase dictionaries settle."""

from collections.abc import Iterator

from site_app.pinyin.readings.block import Block


def phrases(block: Block) -> Iterator[tuple[int, str]]:
    """Where independent lists say the same."""
    return ((offset, syllable.reading) for offset, syllable, is_settled in block.phrases if is_settled)
