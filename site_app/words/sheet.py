"""What can readers look up in an article? One sheet of all its words, fetched when the first one is pressed.

It is made from the stored views when it is asked for, at an address that names its content: whoever has it may keep it for
ever, and nothing needs to be made again when something changes.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.urls import reverse

from site_app.articles.models import Edition, Rendering
from site_app.pinyin import Sentence, Syllable, Word, spell
from site_app.pinyin.characters import is_chinese
from site_app.words import dictionary, strokes
from site_app.words.levels import level
from site_app.words.standing import Standing, Token, standing

FORMAT = 2
"""Counted up when the sheet of the same article says something else than before."""
MOST_ENTRIES, MOST_GLOSSES, LONGEST_GLOSS = 3, 6, 160
_TEXTS = ("title", "summary", "body")


def address(edition_id: int) -> str:
    """Where the sheet of a stored edition is now. One query; empty when there is nothing to look up."""
    return address_of(edition_id, _texts(edition_id, "ruby"))


def address_of(edition_id: int, ruby: Mapping[str, str]) -> str:
    """The same for whoever knows the texts of its ruby view: title, summary and body. No query."""
    return reverse("words:sheet", args=[edition_id, _digest(ruby), made_with()]) if ruby else ""


def made_with() -> str:
    """The part of the address that says with which dictionaries a sheet is made."""
    return _hashed(str(FORMAT), dictionary.edition(), strokes.edition())[:8]


def sheet(edition_id: int, digest: str) -> str | None:
    """The sheet of that text as JSON; None when no article that can be read has it."""
    ruby, pinyin = _texts(edition_id, "ruby"), _texts(edition_id, "pinyin")
    if not ruby or not pinyin or _digest(ruby) != digest:
        return None
    return json.dumps(_written(standing(ruby, pinyin)), ensure_ascii=False, separators=(",", ":"))


def _texts(edition_id: int, view: str) -> dict[str, str]:
    can_be_read = Q(edition__state="published") | Q(
        edition__state="withdrawn", edition__withdrawal=Edition.Withdrawal.OUTDATED
    )
    return Rendering.objects.filter(can_be_read, edition=edition_id, view=view).values(*_TEXTS).first() or {}


def _digest(ruby: Mapping[str, str]) -> str:
    return _hashed(*(ruby[name] for name in _TEXTS))[:16]


def _hashed(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def _written(found: Iterable[Standing]) -> dict[str, Any]:
    """``words``: what is told of each; ``places``: by sentence, where words stand: [number of the word, from, up to, from
    in the pinyin view, up to in the pinyin view], the last two left out where they are not known; ``strokes``: how the
    addresses of the characters' strokes begin; ``characters``: those that have some; ``files``: all addresses of strokes, for whoever
    keeps the article with all that it may ask for."""
    numbers: dict[Token, int] = {}
    places: dict[str, list[list[int]]] = {}
    for one in found:
        number = numbers.setdefault(one.token, len(numbers))
        places.setdefault(one.sentence, []).append([number, *one.hanzi, *(one.pinyin or ())])
    characters = {character for token in numbers for character in token.text if is_chinese(character)}
    drawn = sorted(strokes.drawn(characters))
    files = [reverse("words:strokes", args=[strokes.edition(), f"{ord(character):x}"]) for character in drawn]
    return {
        "format": FORMAT,
        "words": [_told(token) for token in numbers],
        "places": places,
        "strokes": f"{files[0].rpartition('/')[0]}/" if files else "",
        "characters": "".join(drawn),
        "files": files,
    }


def _told(token: Token) -> dict[str, Any]:
    """``text``, and where there are some ``pinyin``, ``level``, ``traditional``, ``english``: [pinyin, senses] of each entry.

    A word that the dictionary does not have is explained by its parts, each with its characters before the pinyin.
    """
    entries = dictionary.chosen(dictionary.look_up(token.text), token.readings)
    english = [[entry.pinyin, _senses(entry)] for entry in entries[:MOST_ENTRIES]]
    told = {
        "text": token.text,
        "pinyin": token.said or spelled(token),
        "level": level(token.text),
        "traditional": next((entry.traditional for entry in entries if entry.traditional != token.text), ""),
        "english": english or [[f"{part.simplified} {part.pinyin}", _senses(part)] for part in _parts(token)],
    }
    return {name: value for name, value in told.items() if value}


def _parts(token: Token) -> list[dictionary.Entry]:
    """The longest words from left to right; none when they do not make up the whole."""
    found: list[dictionary.Entry] = []
    at = 0
    while token.readings and at < len(token.text):
        for end in range(len(token.text), at, -1):
            part = dictionary.chosen(dictionary.look_up(token.text[at:end]), token.readings[at:end])
            if part:
                found.append(part[0])
                at = end
                break
        else:
            return []
    return found


def _senses(entry: dictionary.Entry) -> list[str]:
    shown = [gloss for gloss in entry.glosses if not gloss.startswith("CL:")] or list(entry.glosses)
    return [gloss if len(gloss) <= LONGEST_GLOSS else f"{gloss[:LONGEST_GLOSS]}…" for gloss in shown[:MOST_GLOSSES]]


def spelled(token: Token) -> str:
    """As one word: ``xuèyā``; empty for what has no reading."""
    if not any(token.readings):
        return ""
    syllables = tuple(
        Syllable(character, reading or None) for character, reading in zip(token.text, token.readings, strict=True)
    )
    written = "".join(spell(Sentence((Word(syllables),))))
    return written[:1].lower() + written[1:]
