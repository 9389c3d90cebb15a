"""How does a view stand in traditional characters? Tag by tag and sentence by sentence as in simplified ones."""

import re
from dataclasses import replace

from site_app.pinyin import traditional
from site_app.rendering.annotated import Place
from site_app.rendering.blocks import Part

_ADDRESSES = re.compile(r'(\s(?:href|src|id)="[^"]*")')


def part_in_traditional(part: Part) -> Part:
    """A tag with what it says of itself, or a block with the tags in it; addresses stay."""
    if isinstance(part, str):
        return _tag(part)
    pieces = [replace(piece, html=_tag(piece.html)) if piece.html else piece for piece in part.pieces]
    return replace(part, pieces=pieces)


def place_in_traditional(place: Place) -> Place:
    """The sentence with the same readings, as long as before: what counts characters in it stays true."""
    sentence = traditional.in_traditional(place.sentence)
    return replace(place, sentence=sentence, text=sentence.text)


def _tag(html: str) -> str:
    if html.isascii():
        return html
    pieces = _ADDRESSES.split(html)
    return "".join(piece if at % 2 else traditional.characters_of(piece) for at, piece in enumerate(pieces))
