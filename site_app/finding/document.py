"""Which sentences, words and readings does an article hold? Read from its stored ruby view, with the readings it shows."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from site_app.finding.characters import visible
from site_app.pinyin.syllables import parse_syllable

_PIECE = re.compile(
    r"<ruby(?P<spoken> class=\"[^\"]*spoken[^\"]*\")?[^>]*>(?P<ruby>.*?)</ruby>"
    r"|<(?P<close>/?)(?P<tag>[a-z0-9]+)(?P<attributes>[^>]*)>"
    r"|(?P<text>[^<]+)",
    re.DOTALL,
)
_BASE = re.compile(r"(?P<base>[^<]*)<rt[^>]*>(?P<reading>[^<]*)</rt>|(?P<rest>[^<]+)")
_INLINE = frozenset({"em", "strong", "del", "a", "span", "sup", "sub", "code", "img"})
_HEADING = re.compile("h[1-6]")
_RUN = re.compile(r"\w+|\W")
_ID = re.compile(r' (?:id|data-part)="(s\d+)"')
_FOOTNOTE = 'class="footnote-ref"'


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its readings, or a run of Latin letters or digits, or one other character."""

    text: str
    readings: tuple[str, ...] = ()
    """Canonical, one for each character; none for what is no hanzi."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the page, or a title, a summary, a term."""

    id: str
    """The sentence's id on the page; empty for what has none there."""
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)


FIELDS = ("title", "names", "terms", "summary", "text")


@dataclass(frozen=True, slots=True)
class Document:
    """What an article is found by."""

    title: tuple[Passage, ...]
    names: tuple[Passage, ...]
    """What words of the title are called in English."""
    terms: tuple[Passage, ...]
    """Its tags, series and headings, and what the tags are called in English."""
    summary: tuple[Passage, ...]
    text: tuple[Passage, ...]
    known: frozenset[str] = frozenset()
    """Those of its words that stand in the lexicon, and its tags."""

    def fields(self) -> Iterator[tuple[str, tuple[Passage, ...]]]:
        for name in FIELDS:
            yield name, getattr(self, name)


def passages(ruby_view: str) -> tuple[list[Passage], list[Passage]]:
    """(the sentences, the headings among them) of a stored ruby view."""
    found: list[Passage] = []
    headings: list[Passage] = []
    words: list[Word] = []
    number, in_heading, in_footnote = "", False, False

    def flush() -> None:
        if any(word.text.strip() for word in words):
            passage = Passage(number, tuple(words))
            found.append(passage)
            if in_heading:
                headings.append(passage)
        words.clear()

    for piece in _PIECE.finditer(ruby_view):
        if (inside := piece["ruby"]) is not None:
            words += _spoken(inside) if piece["spoken"] else [_word(inside)]
        elif tag := piece["tag"]:
            in_footnote = _FOOTNOTE in piece["attributes"] if not piece["close"] else in_footnote and tag != "a"
            if identity := _ID.search(piece["attributes"]):
                if identity[1] != number:
                    flush()
                number = identity[1]
            elif tag not in _INLINE:
                flush()
                number, in_heading = "", bool(_HEADING.fullmatch(tag)) and not piece["close"]
        elif not in_footnote:
            words += _plain(piece["text"])
    flush()
    return found, headings


def words_of(held: Iterable[Passage]) -> set[str]:
    """The different words of some passages."""
    return {word.text for passage in held for word in passage.words}


def plain_passage(text: str) -> Passage:
    """Words without readings."""
    return Passage("", tuple(_plain(text)))


def _word(ruby: str) -> Word:
    text, readings = "", []
    for part in _BASE.finditer(ruby):
        if part["rest"] is not None:
            text += html.unescape(part["rest"])
            continue
        text += html.unescape(part["base"])
        readings.append(_reading(part["reading"]))
    return Word(visible(text), tuple(readings)) if len(text) == len(readings) else Word(visible(text))


def _spoken(ruby: str) -> Iterator[Word]:
    """Digits and signs are found as they are written."""
    for part in _BASE.finditer(ruby):
        yield from _plain(part["base"] or part["rest"] or "")


def _plain(markup: str) -> Iterator[Word]:
    yield from (Word(run) for run in _RUN.findall(visible(html.unescape(markup))))


def _reading(shown: str) -> str:
    try:
        syllable = parse_syllable(html.unescape(shown))
    except ValueError:
        return ""
    return syllable if syllable[-1].isdigit() else f"{syllable}5"


def dumped(document: Document) -> str:
    """As it is stored."""
    fields = [
        [[passage.id, [[word.text, " ".join(word.readings)] for word in passage.words]] for passage in held]
        for _, held in document.fields()
    ]
    return json.dumps([fields, sorted(document.known)], ensure_ascii=False, separators=(",", ":"))


def loaded(stored: str) -> Document:
    fields, known = json.loads(stored)
    title, names, terms, summary, text = (tuple(map(_passage, held)) for held in fields)
    return Document(title, names, terms, summary, text, frozenset(known))


def _passage(stored: list[Any]) -> Passage:
    number, words = stored
    return Passage(number, tuple(Word(text, tuple(readings.split())) for text, readings in words))
