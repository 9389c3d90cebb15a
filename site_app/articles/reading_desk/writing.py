"""How does a chosen reading get into a text?"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.utils.translation import gettext as _

from site_app.articles.lexicon import lexicon
from site_app.articles.reading_desk.places import ReadPlace, place_at, places_in


class CannotBeWritten(ValueError):
    """A reading cannot stand at this place; says why, for the editor."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What to put in place of ``text[start:end]``."""

    start: int
    end: int
    text: str


def replacement(text: str, place: ReadPlace, reading: str) -> Replacement:
    """What makes the text prescribe `reading` (canonical) at the place.

    The whole word is written with its readings, so that it stays one word in pinyin; where markup or an end of line cuts it,
    the character alone. An inline reading that is there already gets the syllable changed.
    """
    from site_app.pinyin.characters import is_chinese
    from site_app.pinyin.syllables import marked

    origin = place.origin
    if extent := origin.inline:
        hanzi = [at for at, character in enumerate(extent.word) if is_chinese(character)]
        before = text.index(extent.word, extent.start)
        readings = list(extent.readings)
        readings[hanzi.index(origin.start - before)] = reading
        return Replacement(extent.start, extent.end, _inline(extent.word, map(marked, readings)))
    start = origin.start - origin.index
    end = start + len(place.word)
    if text[start:end] == place.word and all(syllable.reading for syllable in origin.word.syllables):
        syllables = [syllable.reading or "" for syllable in origin.word.syllables]
        syllables[origin.index] = reading
        return Replacement(start, end, _inline(place.word, map(marked, syllables)))
    return Replacement(origin.start, origin.end, _inline(place.character, [marked(reading)]))


def _inline(word: str, readings: Iterable[str]) -> str:
    return f"{{{word}|{' '.join(readings)}}}"


def write_here(field: str, text: str, start: int, reading: str) -> str:
    """The text with this reading prescribed at the offset; raises CannotBeWritten."""
    place = place_at(field, text, start)
    if place is None:
        raise CannotBeWritten(_("那个字已经不在原来的地方了，请刷新这一页。"))
    return _written(field, text, [place], reading)


def write_everywhere(field: str, text: str, like: ReadPlace, reading: str) -> tuple[str, int]:
    """The text with this reading prescribed wherever the same syllable of the same word stands, and at how many places.

    What the editor prescribed otherwise elsewhere stays, and so do places that cannot take a reading.
    """
    found = alike(field, text, like)
    try:
        return _written(field, text, found, reading), len(found)
    except CannotBeWritten:
        count = 0
        # From the end, so that the offsets of what comes before stay right.
        for place in reversed(found):
            with suppress(CannotBeWritten):
                text = _written(field, text, [place], reading)
                count += 1
        return text, count


def alike(field: str, text: str, like: ReadPlace) -> list[ReadPlace]:
    """The places that `write_everywhere` changes."""
    return [
        place
        for place in places_in(field, text, lexicon())
        if is_like(place, like) and (place.origin.inline is None or place == like)
    ]


def is_like(place: ReadPlace, other: ReadPlace) -> bool:
    """Whether it is the same syllable of the same word."""
    return (place.word, place.origin.index) == (other.word, other.origin.index)


def _written(field: str, text: str, places: list[ReadPlace], reading: str) -> str:
    """Raises CannotBeWritten unless readers then read the same characters, and these as was wished."""
    written = text
    for place in reversed(places):
        change = replacement(text, place, reading)
        written = written[: change.start] + change.text + written[change.end :]
    before, after = (places_in(field, each, lexicon()) for each in (text, written))
    wanted = {place.origin.start for place in places}
    is_so = [place.sentence for place in before] == [place.sentence for place in after] and all(
        new.reading == reading for old, new in zip(before, after, strict=True) if old.origin.start in wanted
    )
    if not is_so:
        raise CannotBeWritten(_("这个字在链接的名字或别的记号里，不能直接注音；请改写这一处的 Markdown。"))
    return written
