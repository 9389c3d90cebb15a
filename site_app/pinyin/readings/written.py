"""Readings that the editor wrote in the text."""

from collections.abc import Iterator

from site_app.pinyin.readings.block import Block, chinese_offsets


def written(block: Block) -> Iterator[tuple[int, str]]:
    """What stands in ``{词|reading}`` holds, whatever any dictionary says."""
    for place in block.written:
        yield from zip(chinese_offsets(block.text, place.start, place.end), place.readings, strict=True)
