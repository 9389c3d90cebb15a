"""Which published sentences would be read otherwise if the lexicon were changed?"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_app.articles.lexicon import Prescription, lexicon
from site_app.articles.models import Edition

if TYPE_CHECKING:
    from site_app.pinyin import Lexicon, Sentence


@dataclass(frozen=True, slots=True)
class ChangedSentence:
    """A sentence of a live edition, and how it is spelled in pinyin before and after."""

    text: str
    before: str
    after: str


def changed_lexicon(prescribe: Iterable[Prescription], remove: Collection[str] = ()) -> "Lexicon":
    """The lexicon as it would be. Raises ValueError for a reading that does not fit its word."""
    from site_app.pinyin import Lexicon
    from site_app.pinyin.characters import dictionary_form
    from site_app.pinyin.notation import parse_readings

    current = lexicon()
    entries: Mapping[str, tuple[str, ...]] = {word: current[word] for word in current if word not in remove}
    new = {dictionary_form(each.word.strip()): parse_readings(each.word.strip(), each.reading) for each in prescribe}
    return Lexicon({**entries, **new})


def sentences_that_change(
    edition: Edition, words: Collection[str], before: "Lexicon", after: "Lexicon"
) -> Iterator[ChangedSentence]:
    """Those of one edition. Only the paragraphs that hold one of the words are looked at."""
    from site_app.pinyin import annotate, spell
    from site_app.pinyin.characters import dictionary_form
    from site_app.rendering.blocks import Block
    from site_app.rendering.render import article_parts, line_block

    parts = [line_block(edition.title), line_block(edition.summary), *article_parts(edition.markdown)]
    for block in parts:
        if not isinstance(block, Block) or not any(word in dictionary_form(block.text) for word in words):
            continue
        # The division into sentences goes by punctuation, whatever the readings.
        both = (annotate(block.text, each, block.written) for each in (before, after))
        for old, new in zip(*both, strict=True):
            spelled = ["".join(spell(sentence)).strip() for sentence in (old, new)]
            if spelled[0] != spelled[1] or _readings(old) != _readings(new):
                yield ChangedSentence(old.text.strip(), *spelled)


def _readings(sentence: "Sentence") -> list[str | None]:
    return [syllable.reading for syllable in sentence.syllables]
