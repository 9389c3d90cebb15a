"""Readings that the phrase dictionaries give."""

from collections.abc import Iterator

from site_app.pinyin.readings.block import Block


def phrases(block: Block) -> Iterator[tuple[int, str]]:
    """The phrase that is the word, or the longest phrases inside it, or one that covers several whole words."""
    ends = {span.end for span in block.spans}
    position = 0
    for span in block.spans:
        if span.start < position or span.pos == "x":
            continue
        whole_words = (stop for stop in block.dictionary.phrases_at(block.text, span.start) if stop in ends)
        stop = next(whole_words, 0)
        if stop:
            yield from _readings(block, span.start, stop)
            position = stop
        else:
            yield from _inside(block, span.start, span.end)


def _inside(block: Block, start: int, end: int) -> Iterator[tuple[int, str]]:
    while start < end:
        stops = (stop for stop in block.dictionary.phrases_at(block.text, start) if stop <= end)
        stop = next(stops, 0)
        if stop:
            yield from _readings(block, start, stop)
        start = stop or start + 1


def _readings(block: Block, start: int, stop: int) -> Iterator[tuple[int, str]]:
    return enumerate(block.dictionary.phrase(block.text[start:stop]) or (), start)
