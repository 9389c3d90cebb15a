"""What article does a source document hold?"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from site_app.documents.bracketed import is_interlinear, note_on_brackets
from site_app.documents.decoding import decode
from site_app.documents.document import MAX_BODY, Document, check_length, refuse_longer, without_blank_ends
from site_app.documents.errors import DocumentError
from site_app.documents.freed_text import free_of_brackets
from site_app.documents.front_matter import Divided, divide
from site_app.documents.inline_readings import check_markdown, check_plain_text
from site_app.documents.pinyin_text import check_pinyin, with_pinyin_punctuation
from site_app.documents.plain_text import as_paragraphs, escape, escape_around_readings, lines_of
from site_app.documents.punctuation import restore
from site_app.documents.recognition import Kind, kind_of
from site_app.documents.titles import take_from_lines, take_from_markdown
from site_app.message import Message, said
from site_app.pinyin import EMPTY_LEXICON, InlineReadingError, Lexicon, parse_inline
from site_app.pinyin.characters import count_chinese


@dataclass(frozen=True, slots=True)
class _Source:
    text: str
    name: str
    lexicon: Lexicon


def read_document(data: bytes, name: str, lexicon: Lexicon = EMPTY_LEXICON) -> Document:
    """Read Markdown (with front matter or without), interlinear text, pinyin or plain text; `name` is the file's.

    Markdown stays as it is. Interlinear and plain text get their full-width punctuation back and one paragraph per line.
    An interlinear text's toned readings that differ from the site's stand inline in the body, toneless ones in `notes`,
    as do readings that a character never has and brackets that were left as text though they look like readings.
    An interlinear body behind front matter is freed of its brackets and stays Markdown, unless the front matter says
    that it keeps them (see `write`). The document's key is `name`. Raises DocumentError.
    """
    source = _Source(decode(data, name), name, lexicon)
    return _READERS[kind_of(source.text, name)](source)


def _with_front_matter(source: _Source) -> Document:
    divided = divide(source.text, source.name)
    if divided.is_verbatim:
        return _verbatim(divided, source.name)
    check_markdown(divided.body, source.name, divided.body_line)
    body, notes = _freed_body(divided, source)
    title, body = ("", body) if divided.values.get("title") else take_from_markdown(body, source.name)
    said = {"title": title, "summary": "", **divided.values}
    document = Document(source.name, body=body, given=divided.given, notes=notes, **said)
    return _checked(document, divided.body_line)


def _verbatim(divided: Divided, name: str) -> Document:
    """What was written by `write_exactly`: nothing is made better, and an unfinished draft may lack anything."""
    said = {"title": "", "summary": "", **divided.values}
    document = Document(name, body=divided.body, given=divided.given, **said)
    check_length(document, divided.body_line)
    return document


def _freed_body(divided: Divided, source: _Source) -> tuple[str, tuple[str, ...]]:
    """The body, without the brackets of its readings if it is interlinear, and the notes on it."""
    body = divided.body
    if divided.keeps_brackets:
        return body, ()
    if not is_interlinear(body, is_markdown=True):
        refuse_longer(Message("正文"), len(body), MAX_BODY, source.name, divided.body_line)
        return body, note_on_brackets(body, divided.body_line)
    freed = free_of_brackets(source.text.rstrip(), source.name, source.lexicon, divided.body_start)
    body = without_blank_ends(freed.written(str))
    return body, (*freed.notes, *note_on_brackets(body, divided.body_line))


def _markdown(source: _Source) -> Document:
    check_markdown(source.text, source.name)
    title, body = take_from_markdown(without_blank_ends(source.text), source.name)
    return _noted(_checked(Document(source.name, title, "", body)), source.text)


def _plain(source: _Source) -> Document:
    refuse_longer(Message("正文"), len(source.text), MAX_BODY, source.name)
    check_plain_text(source.text, source.name)
    title, lines = take_from_lines(lines_of(restore(source.text).text), source.name)
    document = Document(source.name, title, "", as_paragraphs(list(map(escape_around_readings, lines))))
    return _noted(_checked(document), source.text)


def _pinyin(source: _Source) -> Document:
    refuse_longer(Message("正文"), len(source.text), MAX_BODY, source.name)
    check_pinyin(source.text, source.name)
    title, lines = take_from_lines(lines_of(with_pinyin_punctuation(source.text)), source.name)
    return _checked(Document(source.name, title, "", as_paragraphs(list(map(escape, lines)))))


def _interlinear(source: _Source) -> Document:
    refuse_longer(Message("正文"), count_chinese(source.text), MAX_BODY, source.name)
    check_plain_text(source.text, source.name)
    freed = free_of_brackets(source.text, source.name, source.lexicon)
    text = freed.written(str)
    title, lines = take_from_lines(lines_of(text), source.name)
    body_lines = lines_of(freed.written(escape))[-len(lines) :]
    return _noted(_checked(Document(source.name, title, "", as_paragraphs(body_lines), notes=freed.notes)), text)


def _noted(document: Document, text: str) -> Document:
    """The document with a note on what looks like a reading in the text, whose lines are the file's, and stays there."""
    return replace(document, notes=(*document.notes, *note_on_brackets(text)))


def _checked(document: Document, line: int = 1) -> Document:
    if not re.search(r"\w", document.body):
        raise DocumentError(document.key, line, 1, Message("正文里没有文字"))
    try:
        parse_inline(document.title)
    except InlineReadingError as error:
        raise DocumentError(document.key, line, 1, said(error)) from None
    check_length(document, line)
    return document


_READERS: dict[Kind, Callable[[_Source], Document]] = {
    "front matter": _with_front_matter,
    "markdown": _markdown,
    "interlinear": _interlinear,
    "pinyin": _pinyin,
    "plain": _plain,
}
