"""Which readings can an editor choose at a place, and what would each write?"""

from dataclasses import dataclass

from site_app.articles.reading_desk.places import ReadPlace
from site_app.articles.reading_desk.writing import Replacement, replacement


@dataclass(frozen=True, slots=True)
class Offer:
    """One reading."""

    reading: str
    """Canonical."""
    shown: str
    """``háng``"""
    is_chosen: bool
    """Whether the place is read so now."""
    change: Replacement
    """What choosing it here writes into the text."""
    said: str
    """The word with this reading, for a voice: ``{银行|yín háng}``."""


def offers(text: str, place: ReadPlace) -> list[Offer]:
    """The chosen reading first, then the others, the likelier before the rarer."""
    from site_app.pinyin.syllables import marked

    found = []
    for reading in place.readings:
        readings = [syllable.reading for syllable in place.origin.word.syllables]
        readings[place.origin.index] = reading
        said = f"{{{place.word}|{' '.join(marked(each) for each in readings if each)}}}"
        is_chosen = reading == place.reading
        found.append(Offer(reading, marked(reading), is_chosen, replacement(text, place, reading), said))
    return found
