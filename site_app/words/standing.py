"""Which words does an article hold, and where does each stand in its views?

Read from the stored views, so that sight and dictionary agree and nothing is annotated anew. Places are counted as the
player's are: in characters that are not white space, within the sentence.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_app.pinyin.spelling import PUNCTUATION
from site_app.pinyin.syllables import marked, parse_syllable, tone

LEAD = "lead"
"""The summary above the text, which is no sentence of the player's."""

_SENTENCE = re.compile(r'<span class="sentence" (?:id|data-part)="(s\d+)"[^>]*>(.*?)</span>', re.DOTALL)
_PIECE = re.compile(r"<ruby(?P<attributes>[^>]*)>(?P<ruby>.*?)</ruby>|<[^>]*>|(?P<text>[^<]+)", re.DOTALL)
_SYLLABLE = re.compile(r"([^<]*)<rt[^>]*>([^<]*)</rt>")
_RUN = re.compile(r"[^\W_]+|\S")
_JOINTS = "'-’"
"""What the spelling puts between syllables."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word as the ruby view shows it, or a run of letters and digits, or a mark."""

    text: str
    readings: tuple[str, ...] = ()
    """Canonical, one for each character; none for what is no hanzi."""
    said: str = ""
    """What a number or a sign says: ``bǎi fēn zhī bāshí``."""

    @property
    def is_word(self) -> bool:
        return self.text[:1].isalnum() or bool(self.said)


@dataclass(frozen=True, slots=True)
class Standing:
    """A word where it stands."""

    token: Token
    sentence: str
    """The id of the element: ``s3``; or `LEAD`."""
    hanzi: tuple[int, int]
    """From, up to, in the views that show characters."""
    pinyin: tuple[int, int] | None
    """The same in the view that shows pinyin alone; None where that cannot be told."""


def standing(ruby: Mapping[str, str], pinyin: Mapping[str, str]) -> Iterator[Standing]:
    """The words in the order of the text. Each mapping holds the title, summary and body of a stored view."""
    spelled = sentences(pinyin)
    for sentence, markup in sentences(ruby).items():
        found = tokens(markup)
        places = _places_in_pinyin(found, _counted(_plain(spelled.get(sentence, ""))))
        at = 0
        for token, place in zip(found, places, strict=True):
            end = at + len(token.text)
            if token.is_word:
                yield Standing(token, sentence, (at, end), place)
            at = end


def sentences(view: Mapping[str, str]) -> dict[str, str]:
    """The markup of each sentence of a stored view; one that a tag cuts is put together."""
    found = {"s0": view["title"], LEAD: view["summary"]}
    for sentence, markup in _SENTENCE.findall(view["body"]):
        found[sentence] = found.get(sentence, "") + markup
    return found


def tokens(markup: str) -> list[Token]:
    """What a sentence of the ruby view is made of; their texts together are its characters without white space."""
    found: list[Token] = []
    for piece in _PIECE.finditer(markup):
        if (text := piece["text"]) is not None:
            found += _runs(text)
        elif (ruby := piece["ruby"]) is not None:
            parts = [(_counted(html.unescape(base)), html.unescape(above)) for base, above in _SYLLABLE.findall(ruby)]
            if "spoken" in piece["attributes"]:
                found += [Token(base, said=above) for base, above in parts if base]
            elif all(len(base) == 1 for base, _ in parts):
                found.append(Token("".join(base for base, _ in parts), tuple(_reading(above) for _, above in parts)))
            else:
                found += [run for base, _ in parts for run in _runs(base)]
    return found


def _runs(markup: str) -> Iterator[Token]:
    return (Token(run) for run in _RUN.findall(_visible(html.unescape(markup))))


def _reading(shown: str) -> str:
    try:
        reading = parse_syllable(shown)
    except ValueError:
        return ""
    return reading if tone(reading) else f"{reading}5"


def _plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def _visible(text: str) -> str:
    """A picture or code is a character to the text, but none on the page."""
    return text.replace("\ufffc", "")


def _counted(text: str) -> str:
    return "".join(_visible(text).split())


def _places_in_pinyin(found: list[Token], spelled: str) -> list[tuple[int, int] | None]:
    """Walks along the spelled sentence; None for all from where it is spelled otherwise than the tokens are read."""
    text = spelled.casefold()
    if len(text) != len(spelled):
        return [None] * len(found)
    places: list[tuple[int, int] | None] = []
    at = 0
    for token in found:
        if not token.is_word:
            at += _length_of_mark(token.text, text, at)
            places.append(None)
            continue
        while token.readings and text[at : at + 1] and text[at] in _JOINTS:
            at += 1
        end = _end(token, text, at)
        if end is None:
            return places + [None] * (len(found) - len(places))
        places.append((at, end))
        at = end
    return places


def _length_of_mark(mark: str, text: str, at: int) -> int:
    """The second half of a dash or an ellipsis is spelled with the first."""
    return len(mark) if text.startswith(mark.translate(PUNCTUATION).casefold(), at) else 0


def _end(token: Token, text: str, at: int) -> int | None:
    if not token.readings:
        written = token.text.translate(PUNCTUATION).casefold()
        return at + len(written) if text.startswith(written, at) else None
    for character, reading in zip(token.text, token.readings, strict=True):
        while text[at : at + 1] and text[at] in _JOINTS:
            at += 1
        spellings = ("er", "r") if reading == "er5" else (marked(reading) if reading else character,)
        written = next((way for way in spellings if text.startswith(way, at)), "")
        if not written:
            return None
        at += len(written)
    return at
