"""Which characters and readings does an interlinear text hold? ``汉(hàn)字(zì)``, ``脑梗(nǎogěng)``, ``,(,)``.

Readings carry tone marks, tone digits or no tone; brackets are half or full width. Characters in between may have none.
"""

import re
from dataclasses import dataclass, replace

from site_app.documents.alignment import NoReadingError, align
from site_app.documents.errors import error_at
from site_app.message import Message, said
from site_app.pinyin.characters import CHINESE
from site_app.pinyin.syllables import tone

_TOKEN = re.compile(
    rf"(?P<bracket_pair>[()（）])[(（](?P<bracket>[()（）])[)）]"
    rf"|(?P<mark>[^\s{CHINESE}()（）])[(（](?P<same>[^\s()（）]{{1,3}})[)）]"
    rf"|(?P<chinese>[{CHINESE}]+)(?:[ \t]*[(（](?P<written>[^()（）\n]*)(?P<closing>[)）]?))?"
    r"|.",
    re.DOTALL,
)
_JOINS = re.compile(r"[ \t\u3000]+(?=[^\s0-9A-Za-z()（）])")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Pair:
    """One character with what stands in the brackets after it."""

    character: str
    written: str
    """As the source writes it; for one character of a whole word's brackets, its share in canonical form."""
    reading: str
    """Canonical (``zhong4``), without digit where the source gives no tone (``zhong``); empty for punctuation."""
    offset: int
    """Of the character, in the source."""
    position: int
    """Of the character, in `Interlinear.text`."""


@dataclass(frozen=True, slots=True)
class Interlinear:
    """A text freed of its bracketed readings, with the readings kept beside it."""

    text: str
    pairs: tuple[Pair, ...]

    @property
    def readings(self) -> str:
        """What the brackets hold, joined."""
        return "".join(pair.written for pair in self.pairs)

    @property
    def chinese_pairs(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.reading)

    def readings_in(self, text: str) -> dict[int, str]:
        """The readings by position in another form of the text, which has the same Chinese characters in their order."""
        own, other = (re.finditer(f"[{CHINESE}]", form) for form in (self.text, text))
        position_in_other = {here.start(): there.start() for here, there in zip(own, other, strict=True)}
        return {position_in_other[pair.position]: pair.reading for pair in self.chinese_pairs}


def parse_interlinear(source: str, name: str, start: int = 0) -> Interlinear:
    """Parse the source from the offset `start` on; offsets and errors count from the beginning of the source.

    Raises DocumentError for an unbalanced bracket, for a reading that no syllable has, and for one that has more or
    fewer syllables than there are characters before it.
    """
    reader = _Reader(source, name)
    reader.read(start)
    return Interlinear("".join(reader.text), tuple(_with_neutral_tones(reader.pairs)))


class _Reader:
    def __init__(self, source: str, name: str) -> None:
        self.source = source
        self.name = name
        self.text: list[str] = []
        self.length = 0
        self.pairs: list[Pair] = []
        self.open: list[int] = []
        """Offsets of the brackets that are part of the text and still open."""

    def read(self, position: int) -> None:
        while token := _TOKEN.match(self.source, position):
            position = self._take(token)
        self._close_line()

    def _take(self, token: re.Match[str]) -> int:
        """Take one token in and return where the next begins."""
        if token["bracket_pair"] and token["bracket_pair"] == token["bracket"]:
            return self._pair_punctuation(token["bracket_pair"], token["bracket"], token)
        if token["mark"] and _belong_together(token["mark"], token["same"]):
            return self._pair_punctuation(token["mark"], token["same"], token)
        if token["chinese"]:
            return self._chinese(token)
        character = token[0][0]
        if character == "\n":
            self._close_line()
        elif character in "(（":
            self.open.append(token.start())
        elif character in ")）":
            if not self.open:
                raise error_at(
                    self.name,
                    self.source,
                    token.start(),
                    Message("多了一个右括号“%(character)s”，前面没有与它配对的左括号", character=character),
                )
            self.open.pop()
        self._write(character)
        return token.start() + 1

    def _chinese(self, token: re.Match[str]) -> int:
        characters, written = token["chinese"], token["written"]
        if written is None or re.search(f"[{CHINESE}]", written):
            self._write(characters)
            return token.end("chinese")
        if not token["closing"]:
            raise error_at(
                self.name,
                self.source,
                token.start("written") - 1,
                Message("“%(character)s”后面的左括号没有右括号与它配对", character=characters[-1]),
            )
        try:
            readings = align(characters, written)
        except NoReadingError as error:
            if written[:1].isupper():
                self._write(characters)
                return token.end("chinese")
            raise error_at(self.name, self.source, token.start("written") + error.offset, said(error)) from None
        self._write(characters[: -len(readings)])
        self._pair_characters(characters[-len(readings) :], readings, written, token.end("chinese") - len(readings))
        joint = _JOINS.match(self.source, token.end())
        return joint.end() if joint else token.end()

    def _pair_characters(self, characters: str, readings: tuple[str, ...], written: str, offset: int) -> None:
        shares = (written.strip(),) if len(readings) == 1 else readings
        for place, (character, share, reading) in enumerate(zip(characters, shares, readings, strict=True)):
            self.pairs.append(Pair(character, share, reading, offset + place, self.length))
            self._write(character)

    def _pair_punctuation(self, mark: str, written: str, token: re.Match[str]) -> int:
        self.pairs.append(Pair(mark, written, "", token.start(), self.length))
        self._write(mark)
        return token.end()

    def _write(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)

    def _close_line(self) -> None:
        if self.open:
            raise error_at(
                self.name,
                self.source,
                self.open[0],
                Message("左括号“%(bracket)s”到行末也没有右括号与它配对", bracket=self.source[self.open[0]]),
            )


def _belong_together(mark: str, written: str) -> bool:
    """Whether brackets after a mark repeat it, in whatever width: ``,(,)``, ``。(.)``, ``A(A)``."""
    return mark == written or not (_LETTER.search(mark) or _LETTER.search(written))


def _with_neutral_tones(pairs: list[Pair]) -> list[Pair]:
    """In a text whose readings mostly carry tones, one without is neutral; in any other its tone is unknown."""
    readings = [pair.reading for pair in pairs if pair.reading]
    if 2 * sum(tone(reading) is not None for reading in readings) <= len(readings):
        return pairs
    return [
        replace(pair, reading=f"{pair.reading}5") if pair.reading and tone(pair.reading) is None else pair
        for pair in pairs
    ]
