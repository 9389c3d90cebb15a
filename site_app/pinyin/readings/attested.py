"""Readings for which the phrase dictionaries have weak evidence."""

from collections.abc import Iterator

from site_app.pinyin.readings.block import Block


def attested(block: Block) -> Iterator[tuple[int, str]]:
    """Where lists contradict each other or too few speak: what most say, then what the others say."""
    for offset, syllable, is_settled in block.phrases:
        if not is_settled:
            yield offset, syllable.reading
            for rival in syllable.rivals:
                yield offset, rival
