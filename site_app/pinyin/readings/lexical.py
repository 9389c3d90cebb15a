"""Readings that the site's lexicon prescribes."""

from collections.abc import Iterator

from site_app.pinyin.readings.block import Block, chinese_offsets


def lexical(block: Block) -> Iterator[tuple[int, str]]:
    """The longest entries that begin and end where a word does, else those inside one word.

    Word boundaries keep 中风 out of 其中风险.
    """
    ends = {span.end for span in block.spans}
    position = 0
    for span in block.spans:
        if span.start < position:
            continue
        stop = _longest_from(block, span.start, ends)
        if stop:
            yield from _readings(block, span.start, stop)
            position = stop
        else:
            yield from _inside(block, span.start, span.end)


def _longest_from(block: Block, start: int, ends: set[int]) -> int:
    """Where the longest entry that covers whole words from `start` on ends; 0 when there is none."""
    if block.text[start] not in block.lexicon.initials:
        return 0
    furthest = min(len(block.text), start + block.lexicon.longest)
    stops = (stop for stop in range(furthest, start, -1) if stop in ends)
    return next((stop for stop in stops if block.text[start:stop] in block.lexicon), 0)


def _inside(block: Block, start: int, end: int) -> Iterator[tuple[int, str]]:
    while start < end:
        if block.text[start] not in block.lexicon.initials:
            start += 1
            continue
        furthest = min(end, start + block.lexicon.longest)
        # An entry of one character speaks of that character as a word of its own, so not of one inside a word.
        stop = next((stop for stop in range(furthest, start + 1, -1) if block.text[start:stop] in block.lexicon), 0)
        if stop:
            yield from _readings(block, start, stop)
        start = stop or start + 1


def _readings(block: Block, start: int, stop: int) -> Iterator[tuple[int, str]]:
    readings = block.lexicon[block.text[start:stop]]
    return zip(chinese_offsets(block.text, start, stop), readings, strict=True)
