"""What does a new site start with?"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from site_app.documents.comparison import Disagreement, disagreements, read_words
from site_app.documents.decoding import check_size, decode
from site_app.documents.document import Document
from site_app.documents.errors import DocumentError, place
from site_app.documents.essay import Move, Sentence, body_of, divide_essay, split_sentences
from site_app.documents.interlinear import Interlinear, parse_interlinear
from site_app.documents.plain_text import as_paragraphs, escape
from site_app.documents.plan import Plan, read_plan
from site_app.documents.punctuation import Restored, restore
from site_app.documents.reader import read_document
from site_app.documents.report import PlacedDisagreement, SourceReport
from site_app.documents.scrape import News, Scrape, is_heading, split_scrape
from site_app.documents.transcript import check_transcript
from site_app.message import Message
from site_app.pinyin import EMPTY_LEXICON, Lexicon, pinyin_slug

PLAN = "ren-shi-nao-geng.toml"
STARTERS = "articles"
"""The folder of the articles that a site starts with, as drafts."""


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    title: str
    slug: str
    summary: str


@dataclass(frozen=True, slots=True)
class Seeds:
    series: SeriesPlan
    documents: tuple[Document, ...]
    """The articles of the series in their order, then the news article."""
    starters: tuple[Document, ...]
    """The articles of the folder ``articles``."""
    report: SourceReport


@dataclass(frozen=True, slots=True)
class _Essay:
    """The interlinear essay as the documents need it."""

    interlinear: Interlinear
    restored: Restored
    sentences: tuple[Sentence, ...]
    tail: str
    disagreements: tuple[Disagreement, ...]
    """Their positions are offsets in the restored text."""


def read_seeds(folder: Path, lexicon: Lexicon = EMPTY_LEXICON) -> Seeds:
    """Read the plan ``ren-shi-nao-geng.toml`` of the folder and divide the source that it names.

    Raises DocumentError for a file that is missing, cannot be read, or does not hold what the plan says.
    """
    plan = read_plan(decode(_bytes(folder / PLAN), PLAN), PLAN)
    data = _bytes(folder / plan.source)
    text = decode(data, plan.source)
    scrape = split_scrape(text, plan.source)
    essay = _essay(text, scrape, plan.source, lexicon)
    moves = divide_essay(list(essay.sentences), plan)
    articles = [_article(move, position, essay, plan, lexicon) for position, move in enumerate(moves, 1)]
    news, restored_in_news = _news(scrape.news, plan, lexicon)
    series = SeriesPlan(plan.title, pinyin_slug(plan.title, lexicon), plan.summary)
    report = _report(data, text, scrape, essay, plan.source, restored_in_news)
    return Seeds(series, (*articles, news), tuple(read_starters(folder, lexicon)), report)


def read_starters(folder: Path, lexicon: Lexicon = EMPTY_LEXICON) -> Iterator[Document]:
    """The articles of the folder ``articles``, in the order of their files' names. Raises DocumentError."""
    for path in sorted((folder / STARTERS).glob("*.md")):
        name = f"{STARTERS}/{path.name}"
        yield read_document(_bytes(path, name), name, lexicon)


def _bytes(path: Path, name: str = "") -> bytes:
    name = name or path.name
    try:
        check_size(path.stat().st_size, name)
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(name, 1, 1, Message("文件读不出来：%(reason)s", reason=error.strerror)) from None


def _essay(text: str, scrape: Scrape, name: str, lexicon: Lexicon) -> _Essay:
    interlinear = parse_interlinear(text, name, scrape.interlinear_start)
    restored = restore(interlinear.text)
    sentences, tail = split_sentences(restored.text)
    words = read_words(restored.text, interlinear.readings_in(restored.text), lexicon)
    return _Essay(interlinear, restored, tuple(sentences), tail, tuple(disagreements(restored.text, words)))


def _article(move: Move, position: int, essay: _Essay, plan: Plan, lexicon: Lexicon) -> Document:
    return Document(
        key=f"{PurePath(plan.source).stem}/essay/{position}",
        title=move.plan.title,
        summary=move.plan.summary,
        body=body_of(move, plan),
        slug=pinyin_slug(move.plan.title, lexicon),
        tags=move.plan.tags,
        series=plan.title,
        position=position,
        published=True,
        notes=tuple(str(item) for item in essay.disagreements if move.start <= item.position < move.end),
    )


def _news(news: News, plan: Plan, lexicon: Lexicon) -> tuple[Document, int]:
    """The news article as a draft, and how many punctuation marks were restored in it."""
    title, *lines = map(restore, (news.title, *news.lines))
    if not any(plan.news.summary in line.text for line in lines):
        raise plan.error(plan.news.summary, Message("摘要“%(summary)s”不是新闻稿的原文", summary=plan.news.summary))
    document = Document(
        key=f"{PurePath(plan.source).stem}/news",
        title=title.text,
        summary=plan.news.summary,
        body="\n\n".join(_news_block(line.text) for line in lines),
        slug=pinyin_slug(title.text, lexicon),
        tags=plan.news.tags,
    )
    return document, sum(restored.count for restored in (title, *lines))


def _news_block(line: str) -> str:
    return f"## {escape(line)}" if is_heading(line) else as_paragraphs([escape(line)])


def _report(data: bytes, text: str, scrape: Scrape, essay: _Essay, name: str, restored_in_news: int) -> SourceReport:
    return SourceReport(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        line_count=text.count("\n") + (not text.endswith("\n")),
        character_count=len(text),
        pair_count=len(essay.interlinear.pairs),
        chinese_character_count=len(essay.interlinear.chinese_pairs),
        transcript=check_transcript(scrape.transcript, essay.interlinear.readings),
        disagreements=_placed(text, essay),
        removed=tuple(filter(None, [scrape.news.removed])),
        tail=essay.tail,
        restored_count=restored_in_news + essay.restored.count,
    )


def _placed(text: str, essay: _Essay) -> tuple[PlacedDisagreement, ...]:
    """The disagreements at their places in the source file."""
    pairs = essay.interlinear.chinese_pairs
    in_restored = sorted(essay.interlinear.readings_in(essay.restored.text))
    offsets = dict(zip(in_restored, (pair.offset for pair in pairs), strict=True))
    return tuple(PlacedDisagreement(*place(text, offsets[item.position]), item) for item in essay.disagreements)
