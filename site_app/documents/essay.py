"""Which articles does an essay become when it is divided by a plan? Its words never change."""

import re
from dataclasses import dataclass
from itertools import pairwise

from site_app.documents.plain_text import as_paragraphs, escape
from site_app.documents.plan import ArticlePlan, Plan
from site_app.message import Message

_SENTENCE_END = re.compile(r"[。！？]+[”’）」』]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    start: int
    """Offset in the essay."""


@dataclass(frozen=True, slots=True)
class Move:
    """One step of the argument: the sentences from its opening words up to the next move."""

    plan: ArticlePlan
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        return "".join(sentence.text for sentence in self.sentences)

    @property
    def start(self) -> int:
        return self.sentences[0].start

    @property
    def end(self) -> int:
        return self.sentences[-1].start + len(self.sentences[-1].text)


def split_sentences(text: str) -> tuple[list[Sentence], str]:
    """The complete sentences of a text, and its tail that no closing punctuation ends."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    sentences = [Sentence(text[start:end], start) for start, end in pairwise([0, *ends])]
    return sentences, text[ends[-1] if ends else 0 :].strip()


def divide_essay(sentences: list[Sentence], plan: Plan) -> list[Move]:
    """The moves of the plan, which together hold every sentence. Raises DocumentError where plan and essay differ."""
    starts: list[int] = []
    for article in plan.articles:
        start = _find(sentences, article.opening, starts[-1] + 1 if starts else 0)
        if start is None:
            raise plan.error(
                article.opening, Message("原文这里往后没有以“%(opening)s”开头的句子", opening=article.opening)
            )
        starts.append(start)
    if starts[0] != 0:
        opening = plan.articles[0].opening
        raise plan.error(opening, Message("原文在“%(opening)s”之前还有句子，没有归入任何一篇", opening=opening))
    ends = [*starts[1:], len(sentences)]
    moves = [
        Move(article, tuple(sentences[start:end]))
        for article, start, end in zip(plan.articles, starts, ends, strict=True)
    ]
    for move in moves:
        _check_summary(move, plan)
    return moves


def _find(sentences: list[Sentence], opening: str, first: int) -> int | None:
    return next((place for place in range(first, len(sentences)) if sentences[place].text.startswith(opening)), None)


def _check_summary(move: Move, plan: Plan) -> None:
    if move.plan.summary not in move.text:
        raise plan.error(move.plan.summary, Message("摘要“%(summary)s”不是这一篇的原文", summary=move.plan.summary))


def body_of(move: Move, plan: Plan) -> str:
    """The move as Markdown: a paragraph, then a heading and a paragraph for each planned heading.

    Raises DocumentError for a heading before a sentence that the move does not have.
    """
    paragraphs: list[str] = []
    begun = 0
    for heading in move.plan.headings:
        place = _find(list(move.sentences), heading.before, begun)
        if place is None:
            raise plan.error(
                heading.before,
                Message("这一篇没有以“%(before)s”开头的句子，或者小标题的顺序不对", before=heading.before),
            )
        paragraphs += (_paragraph(move.sentences[begun:place]), f"## {escape(heading.text)}")
        begun = place
    paragraphs.append(_paragraph(move.sentences[begun:]))
    return "\n\n".join(filter(None, paragraphs))


def _paragraph(sentences: tuple[Sentence, ...]) -> str:
    return as_paragraphs([escape("".join(sentence.text for sentence in sentences).strip())]) if sentences else ""
