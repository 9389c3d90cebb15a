"""Which three texts run together in a scraped file: a news article, a transcript in pinyin, an interlinear essay?

They are told apart by their shape, wherever they stand: the essay by its run of characters with readings in brackets,
the transcript by being nothing but letters and punctuation right before it, the article by being everything before that.
"""

import re
from dataclasses import dataclass

from site_app.documents.errors import DocumentError
from site_app.message import Message

_INTERLINEAR = re.compile(r"(?:[^\s()（）][(（][^()（）\n]{1,8}[)）]){8,}")
"""Eight pairs in a row are no coincidence."""
_TRANSCRIPT_CHARACTERS = re.compile(r"[A-Za-zÀ-ǜ\u0300-\u030c0-5,.:;?!'’，。、；：？！“”…]")
_SHORTEST_TRANSCRIPT = 40
_LONGEST_HEADING = 30
_ENDS_OPEN = re.compile(r"\w$")


@dataclass(frozen=True, slots=True)
class News:
    """The article; its punctuation is the scrape's."""

    title: str
    removed: str
    """What stood after the title, from the bar on: the scraper's advertisement."""
    lines: tuple[str, ...]
    """Paragraphs and section headings."""


@dataclass(frozen=True, slots=True)
class Scrape:
    news: News
    transcript: str
    interlinear_start: int
    """Offset of the essay, which goes on to the end of the file."""


def split_scrape(text: str, name: str) -> Scrape:
    """Split a scraped file. Raises DocumentError naming the part that is not there."""
    essay = _INTERLINEAR.search(text)
    if not essay:
        raise DocumentError(name, 1, 1, Message("没有找到逐字注音的文章，例如“脑(nao)梗(geng)”"))
    transcript_start = _start_of_transcript(text, essay.start())
    transcript = text[transcript_start : essay.start()].strip()
    if len(transcript) < _SHORTEST_TRANSCRIPT:
        line = text.count("\n", 0, essay.start()) + 1
        raise DocumentError(name, line, 1, Message("逐字注音的文章前面没有找到拼音抄本"))
    lines = [line.strip() for line in text[:transcript_start].split("\n") if line.strip()]
    if len(lines) < 2:
        raise DocumentError(name, 1, 1, Message("拼音抄本前面没有找到新闻稿"))
    return Scrape(_news(lines), transcript, essay.start())


def _start_of_transcript(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    while end and _TRANSCRIPT_CHARACTERS.match(text[end - 1]):
        end -= 1
    return end


def _news(lines: list[str]) -> News:
    title, bar, advertisement = lines[0].replace("｜", "|").partition("|")
    return News(title.rstrip(), bar + advertisement, tuple(lines[1:]))


def is_heading(line: str) -> bool:
    """Whether a line is short and ends in a letter or character, as no sentence does."""
    return len(line) <= _LONGEST_HEADING and _ENDS_OPEN.search(line) is not None
