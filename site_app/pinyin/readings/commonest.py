"""The reading a character has most often, when nothing better is known."""

from collections.abc import Iterator

from site_app.pinyin.readings.block import Block


def commonest(block: Block) -> Iterator[tuple[int, str]]:
    """By the number of dictionary phrases in which the character is read so."""
    for offset, character in enumerate(block.text):
        readings = block.dictionary.readings(character)
        if readings:
            yield offset, readings[0]
