"""What article does a source document hold?"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from site_app.documents.comparison import PlacedWord, disagreements, read_words, written_inline
from site_app.documents.decoding import decode
from site_app.documents.document import MAX_BODY, Document, check_length, refuse_longer, without_blank_ends
from site_app.documents.errors import DocumentError
from site_app.documents.front_matter import divide
from site_app.documents.inline_readings import check_markdown, check_plain_text
from site_app.documents.interlinear import parse_interlinear
from site_app.documents.pinyin_text import check_pinyin, with_pinyin_punctuation
from site_app.documents.plain_text import as_paragraphs, escape, escape_around_readings, lines_of
from site_app.documents.punctuation import restore
from site_app.documents.recognition import Kind, kind_of
from site_app.documents.titles import take_from_lines, take_from_markdown
from site_app.pinyin import EMPTY_LEXICON, InlineReadingError, Lexicon, parse_inline
from site_app.pinyin.characters import count_chinese
from site_app.pinyin.syllables import tone


@dataclass(frozen=True, slots=True)
class _Source:
    text: str
    name: str
    lexicon: Lexicon


def read_document(data: bytes, name: str, lexicon: Lexicon = EMPTY_LEXICON) -> Document:
    """Read Markdown (with front matter or without), interlinear text, pinyin or plain text; `name` is the file's.

    Markdown stays as it is. Interlinear and plain text get their full-width punctuation back and one paragraph per line.
    An interlinear text's toned readings that differ from the site's stand inline in the body, toneless ones in `notes`.
    The document's key is `name`. Raises DocumentError.
    """
    source = _Source(decode(data, name), name, lexicon)
    return _READERS[kind_of(source.text, name)](source)


def _with_front_matter(source: _Source) -> Document:
    divided = divide(source.text, source.name)
    check_markdown(divided.body, source.name, divided.body_line)
    given = divided.front_matter
    title, body = (given.title, divided.body) if given.title else take_from_markdown(divided.body, source.name)
    document = Document(source.name, title, given.summary, body, given.slug, given.tags, given.series, given.position)
    return _checked(document, divided.body_line)


def _markdown(source: _Source) -> Document:
    check_markdown(source.text, source.name)
    title, body = take_from_markdown(without_blank_ends(source.text), source.name)
    return _checked(Document(source.name, title, "", body))


def _plain(source: _Source) -> Document:
    refuse_longer("正文", len(source.text), MAX_BODY, source.name)
    check_plain_text(source.text, source.name)
    title, lines = take_from_lines(lines_of(restore(source.text).text), source.name)
    return _checked(Document(source.name, title, "", as_paragraphs(list(map(escape_around_readings, lines)))))


def _pinyin(source: _Source) -> Document:
    refuse_longer("正文", len(source.text), MAX_BODY, source.name)
    check_pinyin(source.text, source.name)
    title, lines = take_from_lines(lines_of(with_pinyin_punctuation(source.text)), source.name)
    return _checked(Document(source.name, title, "", as_paragraphs(list(map(escape, lines)))))


def _interlinear(source: _Source) -> Document:
    refuse_longer("正文", count_chinese(source.text), MAX_BODY, source.name)
    check_plain_text(source.text, source.name)
    interlinear = parse_interlinear(source.text, source.name)
    text = restore(interlinear.text).text
    refuse_longer("正文", len(text), MAX_BODY, source.name)
    words = read_words(text, interlinear.readings_in(text), source.lexicon)
    title, lines = take_from_lines(lines_of(_with_readings(words, str)), source.name)
    body_lines = lines_of(_with_readings(words, escape))[-len(lines) :]
    notes = tuple(str(item) for item in disagreements(text, words) if not tone(item.source))
    return _checked(Document(source.name, title, "", as_paragraphs(body_lines), notes=notes))


def _with_readings(words: list[PlacedWord], written: Callable[[str], str]) -> str:
    """The words joined, the source's readings inline where they differ; `written` is applied to the text in between."""
    pieces: list[str] = []
    plain: list[str] = []
    for placed in words:
        if inline := written_inline(placed):
            pieces += (written("".join(plain)), inline)
            plain = []
        else:
            plain.append(placed.word.text)
    return "".join(pieces) + written("".join(plain))


def _checked(document: Document, line: int = 1) -> Document:
    if not re.search(r"\w", document.body):
        raise DocumentError(document.key, line, 1, "正文里没有文字")
    try:
        parse_inline(document.title)
    except InlineReadingError as error:
        raise DocumentError(document.key, line, 1, str(error)) from None
    check_length(document, line)
    return document


_READERS: dict[Kind, Callable[[_Source], Document]] = {
    "front matter": _with_front_matter,
    "markdown": _markdown,
    "interlinear": _interlinear,
    "pinyin": _pinyin,
    "plain": _plain,
}
